import { ledesBytes } from '#shared/workspace/workspace.testing.ts';
import { madeUpNarratives, seededDraw } from './made-up-narratives.ts';

/** One LEDES 1998B invoice of so many varied fee lines; the same every time. */
export function oneInvoice(lines: number): Uint8Array<ArrayBuffer> {
  const draw = seededDraw(20_260_410);
  const narratives = madeUpNarratives(lines, 20_260_410);
  return ledesBytes({
    lines: narratives.map((narrative) => ({
      date: `2026-03-${String(1 + draw(28)).padStart(2, '0')}`,
      timekeeperId: `TK${draw(40)}`,
      timekeeperName: `Timekeeper ${draw(40)}`,
      unitsE4: (1 + draw(60)) * 1000,
      unitCostE4: (100 + draw(400)) * 10_000,
      narrative,
    })),
  });
}
