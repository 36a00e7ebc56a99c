import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { projectRoot } from './process/project-root.ts';
import { runNodeTool } from './process/run-command.ts';
import { toolEntry } from './process/tools.ts';

const probes: string[] = [];
afterEach(() => {
  for (const probe of probes.splice(0)) rmSync(probe, { force: true });
});

/** Lints one made-up file put into a folder for a moment. @returns what the linter said */
async function lint(folder: string, source: string): Promise<{ code: number; output: string }> {
  const file = join(projectRoot, folder, `lint-probe-${process.pid}.ts`);
  probes.push(file);
  writeFileSync(file, source);
  return runNodeTool(toolEntry('@biomejs/biome', 'biome'), ['lint', '--colors=off', '--vcs-enabled=false', file], {
    output: 'keep',
  });
}

const FORBIDDEN: readonly (readonly [folder: string, target: string])[] = [
  ['shared/money', '#shared/domain/invoice.ts'],
  ['shared/domain', '#shared/rules/rule.ts'],
  ['shared/formats', '#shared/rules/rule.ts'],
  ['shared/utbms', '#shared/formats/read-file.ts'],
  ['shared/rules', '#shared/workspace/sqlite-driver.ts'],
  ['shared/rules', 'node:fs'],
  ['shared/legal', '#shared/rules/rule.ts'],
  ['shared/opinions', '#shared/workspace/sqlite-driver.ts'],
  ['shared/workspace', 'electron'],
  ['shared/workspace', 'node:fs'],
  ['shared/workspace', '#renderer/main.tsx'],
  ['renderer/screens', '#shared/workspace/open-workspace.ts'],
  ['renderer/ui', '@sqlite.org/sqlite-wasm'],
];

describe('the direction of dependencies', () => {
  it.each(FORBIDDEN)('%s may not import %s', async (folder, target) => {
    const { code, output } = await lint(folder, `import * as probe from '${target}';\nexport const used = probe;\n`);
    expect(output).toContain('noRestrictedImports');
    expect(code).not.toBe(0);
  });

  it('windows are made in one place alone, so that none is without its guards', async () => {
    for (const name of ['BrowserWindow', 'BaseWindow', 'WebContentsView', 'BrowserView']) {
      const { code, output } = await lint(
        'electron/main/menu',
        `import { ${name} } from 'electron';\nexport const used = ${name};\n`,
      );
      expect([name, output.includes('noRestrictedImports'), code !== 0]).toEqual([name, true, true]);
    }
  });

  it('lets a folder import what lies below it', async () => {
    const { output } = await lint(
      'shared/rules',
      `import { formatE4 } from '#shared/money/e4.ts';\nexport const used = formatE4;\n`,
    );
    expect(output).not.toContain('noRestrictedImports');
  });
});
