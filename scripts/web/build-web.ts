import { join } from 'node:path';
import { projectRoot } from '../process/project-root.ts';
import { runNodeTool } from '../process/run-command.ts';
import { toolEntry } from '../process/tools.ts';

/** Where the built web application lies. */
export const webFolder = join(projectRoot, 'out', 'web');

/**
 * Builds the renderer for the browser into `out/web`.
 * @returns false when the build failed; its own lines have then been printed to stderr
 */
export async function buildWeb(): Promise<boolean> {
  const { code, output } = await runNodeTool(toolEntry('vite', 'vite'), ['build', '--logLevel', 'warn'], {
    output: 'keep',
  });
  if (code !== 0) process.stderr.write(output);
  return code === 0;
}
