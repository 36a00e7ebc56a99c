import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The only packages that are not put into the bundles: Electron itself, and SQLite with its native part. */
const LEFT_OUT = ['electron', 'better-sqlite3', /^node:/];

/**
 * The desktop's three parts, into `out/`: main process and workspace process (ES modules), preload (one CommonJS file,
 * as a sandboxed preload must be), page. The page is the browser's without its own home for the workspace.
 */
export default defineConfig({
  main: {
    build: {
      outDir: at('./out/main'),
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
      outDir: at('./out/preload'),
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
    base: '/',
    plugins: [react()],
    worker: { format: 'es' },
    define: { 'import.meta.env.LAIT_IS_DESKTOP': 'true' },
    build: {
      outDir: at('./out/renderer'),
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
