import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CommandName, type QueryName, workspaceCommands, workspaceQueries } from '#shared/api/workspace.ts';
import type { Workspace } from './open-workspace.ts';
import { openTestWorkspace, temporaryFolder } from './workspace.testing.ts';

describe('junk', () => {
  const temporary = temporaryFolder();
  let workspace: Workspace;
  beforeAll(() => {
    workspace = openTestWorkspace(temporary.folder);
  });
  afterAll(() => {
    workspace.close();
    temporary.remove();
  });

  const calls = [
    ...Object.keys(workspaceQueries).map((name) => ['query', name] as const),
    ...Object.keys(workspaceCommands).map((name) => ['command', name] as const),
  ];
  const ask = (kind: 'query' | 'command', name: string, input: unknown) =>
    kind === 'query'
      ? workspace.query(name as QueryName, input as never)
      : workspace.command(name as CommandName, input as never);

  it.each(calls)('given to %s %s is answered as invalid, never thrown', async (kind, name) => {
    const junk = [null, undefined, 7, 'text', [], { unknown: true }, { invoiceId: 'x', lineIds: [1], importId: {} }];
    for (const input of junk) {
      const reply = await ask(kind, name, input);
      expect(reply).toMatchObject({ ok: false, error: { kind: 'invalid' } });
    }
  });

  it.each(['constructor', '__proto__', 'toString', 'dropTables', ''])(
    'named %j is answered as invalid',
    async (name) => {
      expect(await ask('query', name, {})).toMatchObject({ ok: false, error: { kind: 'invalid' } });
      expect(await ask('command', name, {})).toMatchObject({ ok: false, error: { kind: 'invalid' } });
    },
  );

  it('of any shape never makes a call throw or the workspace unusable', async () => {
    const property = fc.asyncProperty(fc.constantFrom(...calls), fc.anything(), async ([kind, name], input) => {
      const reply = await ask(kind, name, input);
      if (!reply.ok) expect(['invalid', 'not_found', 'refused']).toContain(reply.error.kind);
    });
    await fc.assert(property, { seed: 20_260_410, numRuns: 300 });
    expect((await workspace.query('getStatus', {})).ok).toBe(true);
  });

  it('is not even looked at once the workspace is closed', async () => {
    const other = temporaryFolder();
    const closed = openTestWorkspace(other.folder);
    closed.close();
    closed.close();
    expect(await closed.query('getStatus', {})).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
    other.remove();
  });
});
