import { electronBinary } from '../launch-desktop.ts';

/**
 * How far a security point is proven by a run. Chromium itself, or LAIT's own code, holds some (`enforced` with either
 * driver). Others are Electron's: on the stand-in it is proven that LAIT sets them and decides rightly (`configured`), and only a real
 * binary proves that they hold (`enforced`).
 */
export type HeldBy = 'chromium' | 'lait' | 'electron';

export interface SecurityReport {
  proven(point: string, heldBy: HeldBy): void;
  print(): void;
}

export function securityReport(): SecurityReport {
  const points: string[] = [];
  return {
    proven(point, heldBy) {
      const isEnforced = heldBy !== 'electron' || electronBinary() !== null;
      points.push(`security: ${isEnforced ? 'enforced  ' : 'configured'} ${point}`);
    },
    print: () => void process.stderr.write(`${points.join('\n')}\n`),
  };
}
