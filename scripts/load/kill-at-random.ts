import { execFile } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Kills one of a service's processes, chosen by a number. @returns what was killed, in words */
export type Kill = (service: string, chosen: number) => Promise<string>;

/**
 * Kills processes of a service while a load runs: services in turn, which of their processes and when drawn.
 * @returns a function that ends it and tells what was killed
 */
export function killAtRandom(
  kill: Kill,
  given: { readonly services: readonly string[]; readonly everyMs: number; readonly draw: (limit: number) => number },
): () => Promise<readonly string[]> {
  const { services, everyMs, draw } = given;
  const killed: string[] = [];
  const ending = new AbortController();
  const work = (async () => {
    for (let turn = 0; ; turn += 1) {
      try {
        await setTimeout(everyMs / 2 + draw(everyMs), undefined, { signal: ending.signal });
      } catch {
        return;
      }
      const service = services[turn % services.length] ?? '';
      killed.push(await kill(service, draw(1_000_000)).catch((error: unknown) => `${service}: not killed, ${error}`));
    }
  })();
  return async () => {
    ending.abort();
    await work;
    return killed;
  };
}

/**
 * Of a docker-compose project on this host. The process is killed from outside (`kill -9`), as the kernel would: after
 * `docker kill` the engine takes the container for stopped on purpose and its restart policy does nothing.
 */
export function containersOf(project: string): Kill {
  return async (service, chosen) => {
    const { stdout } = await run('docker', [
      'ps',
      '--quiet',
      '--filter',
      `label=com.docker.compose.project=${project}`,
      '--filter',
      `label=com.docker.compose.service=${service}`,
    ]);
    const ids = stdout.trim().split('\n').filter(Boolean).sort();
    const id = ids[chosen % ids.length];
    if (id === undefined) throw new Error(`no ${service} of ${project} runs`);
    const { stdout: pid } = await run('docker', ['inspect', '--format', '{{.State.Pid}}', id]);
    process.kill(Number(pid), 'SIGKILL');
    return `${service} ${id} of ${ids.length} (${new Date().toISOString().slice(11, 19)})`;
  };
}
