import { join } from 'node:path';
import { projectRoot } from '../process/project-root.ts';
import { runNodeTool } from '../process/run-command.ts';
import { toolEntry } from '../process/tools.ts';

/** Where the desktop application is built to; LAIT_DESKTOP_BUILD names another folder, within the project. */
export const desktopFolder = process.env.LAIT_DESKTOP_BUILD ?? join(projectRoot, 'out');

/** Where the built main process begins; the preload and the page lie beside its folder. */
export const desktopEntry = join(desktopFolder, 'main', 'index.js');

/**
 * Builds the desktop application (main, workspace, preload, page) into `out/`; needs no Electron binary.
 * @returns false when the build failed; its own lines have then been printed to stderr
 */
export async function buildDesktop(): Promise<boolean> {
  const { code, output } = await runNodeTool(toolEntry('electron-vite', 'electron-vite'), ['build'], {
    output: 'keep',
  });
  if (code !== 0) process.stderr.write(output);
  return code === 0;
}
