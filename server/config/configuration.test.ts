import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readConfig } from './read-config.ts';
import { SETTING_NAMES } from './redact-settings.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/configuration.md'), 'utf8');

it('every setting is documented, and no other', () => {
  const asked = new Set<string>();
  const environment = new Proxy<Record<string, string | undefined>>(
    // With Redis in production every setting is looked at.
    { NODE_ENV: 'production', REDIS_URL: 'redis://127.0.0.1' },
    {
      get(values, name: string) {
        asked.add(name);
        return values[name];
      },
    },
  );
  readConfig({ environment, readFile: () => '' });
  const names = [...asked].filter((name) => !name.endsWith('_FILE')).sort();
  const documented = [...page.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name]) => name).sort();
  expect(documented).toEqual(names);
  // A support bundle names each of them, and those of the scripts around the server.
  expect(SETTING_NAMES).toEqual(expect.arrayContaining(names));
});
