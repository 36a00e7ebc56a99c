import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { projectRoot } from '../process/project-root.ts';
import { readLockedPackages } from './production-packages.ts';
import { readAuditAnswer } from './read-audit-answer.ts';

interface Asked {
  readonly path: string;
  readonly body: Readonly<Record<string, readonly string[]>>;
}

/** A registry on this machine that knows the bulk advisory endpoint (npm's documented form) and nothing else. */
async function registry(
  advisories: object | null,
  asked: Asked[] = [],
): Promise<{ readonly address: string; readonly server: Server }> {
  const server = createServer(async (request, response) => {
    const bytes = await bodyOf(request);
    if (request.method !== 'POST' || advisories === null) {
      response.writeHead(request.method === 'POST' ? 405 : 404).end();
      return;
    }
    const text = request.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes).toString() : bytes.toString();
    asked.push({ path: request.url ?? '', body: JSON.parse(text) });
    response.setHeader('content-type', 'application/json').end(JSON.stringify(advisories));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, server };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

// npm remembers advisories by their number: not those of a test, and not from one test to the next.
const cache = mkdtempSync(join(tmpdir(), 'lait-npm-'));
afterAll(() => rmSync(cache, { recursive: true, force: true }));

function audit(...args: readonly string[]): Promise<{ readonly code: number | null; readonly stdout: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(projectRoot, 'scripts', 'dependencies', 'audit.ts'), ...args], {
      env: { ...process.env, npm_config_fetch_retries: '0', npm_config_cache: cache },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let stdout = '';
    child.stdout.on('data', (piece: Buffer) => {
      stdout += piece.toString('utf8');
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout }));
  });
}

const advisory = (severity: string) => ({
  id: severity === 'high' ? 1_112_455 : 1_112_456,
  url: 'https://github.com/advisories/GHSA-made-up-0001',
  title: 'Made up for a test',
  severity,
  vulnerable_versions: '>=1.0.0',
  cwe: ['CWE-1'],
  cvss: { score: 5.3, vectorString: null },
});

describe('npm run audit', () => {
  let open: Server | null = null;
  afterEach(() => {
    open?.close();
    open = null;
  });
  const served = async (advisories: object | null, asked: Asked[] = []) => {
    const { address, server } = await registry(advisories, asked);
    open = server;
    return address;
  };

  it('ends with 0 where nothing is known, having asked about every package that ships in its pinned version', async () => {
    const asked: Asked[] = [];
    const { code, stdout } = await audit('--registry', await served({}, asked), '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ kind: 'clean', others: [] });
    expect(asked.map(({ path }) => path)).toEqual(['/-/npm/v1/security/advisories/bulk']);
    const unasked = readLockedPackages(projectRoot)
      .filter(({ isShipped }) => isShipped)
      .filter(({ name, version }) => !asked[0]?.body[name]?.includes(version));
    expect(unasked.map(({ path }) => path)).toEqual([]);
  });

  it('ends with 1 and names package, versions and advisory where something high is known', async () => {
    const { code, stdout } = await audit('--registry', await served({ fastify: [advisory('high')] }));
    expect(code).toBe(1);
    expect(stdout).toContain(
      'high: fastify >=1.0.0: Made up for a test (https://github.com/advisories/GHSA-made-up-0001)',
    );
  });

  it('counts Electron among what ships, although npm does not', async () => {
    const { code, stdout } = await audit('--registry', await served({ electron: [advisory('high')] }));
    expect([code, stdout.includes('high: electron')]).toEqual([1, true]);
  });

  it('lists what is less grave, or only builds and tests, and ends with 0', async () => {
    const known = { fastify: [advisory('moderate')], vitest: [advisory('high')] };
    const { code, stdout } = await audit('--registry', await served(known));
    expect(code).toBe(0);
    expect(stdout).toContain('moderate: fastify');
    expect(stdout).toContain('high (does not ship): vitest');
  });

  it('ends with 3 and claims nothing where the service refuses, or is not there', async () => {
    const refusing = await audit('--registry', await served(null));
    const gone = await audit('--registry', 'http://127.0.0.1:1/', '--json');
    expect([refusing.code, gone.code]).toEqual([3, 3]);
    expect(refusing.stdout).toContain('was not reached, so nothing is known either way: 405');
    expect(JSON.parse(gone.stdout).kind).toBe('unreachable');
  });
});

it('an answer that cannot be read is never taken for a clean one', () => {
  for (const text of ['', 'npm error', '{}', '{"auditReportVersion":1}', '<html>', '{"vulnerabilities":{}}'])
    expect([text, readAuditAnswer(text, new Set()).kind]).toEqual([text, 'unreachable']);
});
