import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
/** Another folder where two builds must not meet. */
const out = process.env.LAIT_DESKTOP_BUILD ?? at('./out');

/** The only packages that are not put into the bundles: Electron itself, and SQLite with its native part. */
const LEFT_OUT = ['electron', 'better-sqlite3', /^node:/];

/**
 * electron-vite writes relative addresses, for pages opened as files. Ours has paths of its own below `lait://app/`, and
 * a reload of one of them must find the same scripts.
 */
const absoluteAddresses: Plugin = {
  name: 'lait:absolute-addresses',
  enforce: 'post',
  config(config) {
    config.base = '/';
  },
};

/**
 * The desktop's three parts, into `out/`: main process and workspace process (ES modules), preload (one CommonJS file,
 * as a sandboxed preload must be), page. The page is the browser's without its own home for the workspace.
 */
export default defineConfig({
  main: {
    build: {
      outDir: join(out, 'main'),
      target: 'node24',
      externalizeDeps: false,
      rollupOptions: {
        input: { index: at('./electron/main/index.ts'), workspace: at('./electron/workspace/index.ts') },
        external: LEFT_OUT,
        output: { format: 'es', entryFileNames: '[name].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: join(out, 'preload'),
      target: 'node24',
      externalizeDeps: false,
      isolatedEntries: true,
      rollupOptions: {
        input: { index: at('./electron/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('./renderer'),
    plugins: [react(), absoluteAddresses],
    worker: { format: 'es' },
    define: { 'import.meta.env.LAIT_IS_DESKTOP': 'true' },
    build: {
      outDir: join(out, 'renderer'),
      emptyOutDir: true,
      target: 'es2024',
      cssTarget: ['chrome140'],
      // As in vite.config.ts: the page runs under `default-src 'none'`, so nothing may be inlined.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      sourcemap: false,
      chunkSizeWarningLimit: 1500,
      rollupOptions: { input: { index: at('./renderer/index.html'), recovery: at('./renderer/recovery.html') } },
    },
  },
});
