import { existsSync } from 'node:fs';
import { z } from 'zod';
import type { PolicySource } from './policy.ts';
import type { RunProgram } from './run-program.ts';

/** Put there by device management from a configuration profile; only root can write in that folder. */
export const MANAGED_PREFERENCES = '/Library/Managed Preferences/com.lait.desktop.plist';

const object = z.record(z.string(), z.unknown());

/** macOS: a property list, turned into JSON by the system's own program. */
export function macosPolicySource(run: RunProgram): PolicySource {
  return {
    async read() {
      if (!existsSync(MANAGED_PREFERENCES)) return null;
      const { code, output } = await run('/usr/bin/plutil', ['-convert', 'json', '-o', '-', MANAGED_PREFERENCES]);
      if (code !== 0) throw new Error('The managed preferences cannot be read.');
      return object.parse(JSON.parse(output));
    },
  };
}
