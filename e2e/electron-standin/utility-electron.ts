import { net } from './recorded.ts';
import { strict } from './strict.ts';

/** The module `electron` of a utility process, as far as LAIT calls it. */
const api = strict('electron', { net });

// biome-ignore lint/style/noDefaultExport: the shape of Electron's own module
export { api as default, api as 'module.exports', net };
