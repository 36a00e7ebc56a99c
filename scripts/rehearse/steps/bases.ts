import { COMPOSE } from '../compose.ts';
import type { Rehearsal, Step } from '../rehearsal.ts';

/** How each says which version it is, and the version that docker-compose.production.yml asks for. */
const ASKED = [
  { service: 'postgres', line: 'postgres --version', wanted: '17.9' },
  { service: 'redis', line: 'redis-server --version', wanted: '7.4.2' },
  { service: 'frontend', line: 'nginx -v', wanted: '1.28.0' },
  { service: 'backend', line: 'node --version', wanted: '24.21.0' },
] as const;

/** What all of this was rehearsed on: an engine, and base images that may be stand-ins. */
export const bases: Step = {
  name: 'what it runs on',
  async work(rehearsal) {
    const engine = (await rehearsal.must("docker version --format '{{.Server.Version}}'")).trim();
    const found: string[] = [];
    for (const { service, line, wanted } of ASKED) {
      const version = await versionOf(rehearsal, service, line);
      found.push(`${service} ${version}${version === wanted ? '' : ` (a stand-in for ${wanted})`}`);
    }
    return `docker ${engine}; ${found.join(', ')}`;
  },
};

async function versionOf({ must }: Rehearsal, service: string, line: string): Promise<string> {
  const output = await must(`${COMPOSE} exec -T ${service} ${line}`);
  return /\d+\.\d+(?:\.\d+)?/.exec(output)?.[0] ?? 'unknown';
}
