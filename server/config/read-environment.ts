import { readFileSync } from 'node:fs';
import { developmentSecrets } from './development-secrets.ts';
import { type ConfigReading, readConfig } from './read-config.ts';
import type { ServerMode } from './server-config.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The settings of this process, from its environment and the files it names. */
export function readEnvironment(environment: Environment, mode?: ServerMode): ConfigReading {
  const secrets =
    environment.NODE_ENV === 'production' ? undefined : developmentSecrets(environment.LAIT_DATA_DIRECTORY || '.lait');
  return readConfig({
    environment,
    readFile: (path) => readFileSync(path, 'utf8'),
    developmentSecrets: secrets,
    mode,
  });
}
