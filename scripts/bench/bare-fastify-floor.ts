import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { projectRoot } from '../process/project-root.ts';
import type { PlannedRequest } from './plan-load.ts';
import { runLoad, senderTo } from './run-load.ts';
import { type LoadSummary, summariseLoad } from './summarise-load.ts';

/** What the same load costs where a server does nothing: a bare Fastify route in a process of its own. */
export async function bareFastifyFloor(plan: readonly PlannedRequest[]): Promise<LoadSummary> {
  const child = spawn(process.execPath, [join(projectRoot, 'scripts', 'bench', 'bare-fastify.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, NODE_NO_WARNINGS: '1' },
  });
  try {
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const sender = senderTo(line.toString().trim());
    const answers = await runLoad(sender, plan, () => ({ path: '/' }));
    sender.close();
    return summariseLoad(answers, 200);
  } finally {
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    await gone;
  }
}
