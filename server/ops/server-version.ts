import { createRequire } from 'node:module';

/** As in package.json: a release says the oldest server it works with. */
export const SERVER_VERSION: string = (createRequire(import.meta.url)('../../package.json') as { version: string })
  .version;
