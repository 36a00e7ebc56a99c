import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { projectRoot } from './process/project-root.ts';

const { scripts } = z
  .looseObject({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')));

/** What npm runs by itself while it installs (docs.npmjs.com, "scripts", life cycle operation order of npm ci). */
const OF_INSTALLING = [
  'preinstall',
  'install',
  'postinstall',
  'prepublish',
  'preprepare',
  'prepare',
  'postprepare',
  'dependencies',
];

it('no verb is one that npm runs while it installs: each verb installs first, and would begin itself for ever', () => {
  expect(Object.keys(scripts).filter((name) => OF_INSTALLING.includes(name))).toEqual([]);
});

it('every verb is known to the way in, under its own name', () => {
  const launcher = readFileSync(join(projectRoot, 'scripts', 'launch.mjs'), 'utf8');
  for (const [name, line] of Object.entries(scripts)) {
    expect(line).toBe(`node scripts/launch.mjs ${name}`);
    expect(launcher).toMatch(new RegExp(`^ {2}'?${name}'?: '`, 'm'));
  }
});
