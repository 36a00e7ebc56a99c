import { registerHooks } from 'node:module';
import { makeParentPort } from './parent-port.ts';

/**
 * `node --import register.ts out/main/index.js`: every `import` and `require` of `electron`, also in dependencies, gets
 * the stand-in; everything else is what it is. One hook serves both, because it is synchronous.
 */
const isUtility = process.env.LAIT_STANDIN_ROLE === 'utility';
const standin = new URL(isUtility ? './utility-electron.ts' : './electron.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron'
      ? { url: standin, format: 'module-typescript', shortCircuit: true }
      : next(specifier, context),
});

Object.defineProperty(process.versions, 'electron', { value: '45.4.1', enumerable: true });
// Where a package has its own files; there is none, and nothing in it.
Object.defineProperty(process, 'resourcesPath', { value: new URL('./resources', import.meta.url).pathname });
Object.defineProperty(process, 'type', { value: isUtility ? 'utility' : 'browser' });
if (isUtility) Object.defineProperty(process, 'parentPort', { value: makeParentPort() });
