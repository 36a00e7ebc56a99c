import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Workspace } from './open-workspace.ts';
import {
  answerOf,
  errorOf,
  importOne,
  ledesBytes,
  openTestWorkspace,
  rowsOf,
  temporaryFolder,
} from './workspace.testing.ts';

let temporary: ReturnType<typeof temporaryFolder>;
let workspace: Workspace;
beforeEach(() => {
  temporary = temporaryFolder();
  workspace = openTestWorkspace(temporary.folder);
});
afterEach(() => {
  workspace.close();
  temporary.remove();
});

const NARRATIVE =
  'Research Bell Atlantic Corp. v. Twombly, 550 U.S. 544, 127 S. Ct. 1955 (2007) and 42 U.S.C. § 1983; id. at 556; Doe v. Roe, 600 U.S. ___ (2023)';

it('finds the citations of a narrative and of comments, each authority once, with places that hold', async () => {
  const invoiceId = await importOne(workspace, ledesBytes({ lines: [{ narrative: NARRATIVE }] }));
  const lineId = (await rowsOf(workspace, invoiceId))[0]?.lineId ?? '';
  await answerOf(
    workspace.command('addComment', {
      invoiceId,
      lineId,
      text: 'Compare Hensley v. Eckerhart, 461 U.S. 424 (1983); 550 U.S. 544.',
    }),
  );
  const { matterId, citations } = await answerOf(workspace.query('findLineCitations', { lineId }));
  expect(matterId).toBeNull();
  expect(citations.map(({ normalised, kind, place, caseName }) => [normalised, kind, place, caseName])).toEqual([
    ['550 U.S. 544', 'case', 'narrative', 'Bell Atlantic Corp. v. Twombly'],
    ['42 U.S.C. § 1983', 'law', 'narrative', null],
    ['600 U.S. ___', 'short', 'narrative', 'Doe v. Roe'],
    ['461 U.S. 424', 'case', 'comment', 'Hensley v. Eckerhart'],
  ]);
  const [first] = citations;
  expect(NARRATIVE.slice(first?.start, first?.end)).toBe(
    'Bell Atlantic Corp. v. Twombly, 550 U.S. 544, 127 S. Ct. 1955 (2007)',
  );
});

it('keeps one page under two names apart, because that is how invented citations look', async () => {
  const narrative = 'Marrow v. Tindall, 100 F.3d 200; Smith v. Blackwood, 100 F.3d 200; 100 F.3d 200';
  const invoiceId = await importOne(workspace, ledesBytes({ lines: [{ narrative }] }));
  const lineId = (await rowsOf(workspace, invoiceId))[0]?.lineId ?? '';
  const { citations } = await answerOf(workspace.query('findLineCitations', { lineId }));
  expect(citations.map(({ caseName }) => caseName)).toEqual(['Marrow v. Tindall', 'Smith v. Blackwood']);
});

it('says when a year cannot be', async () => {
  const invoiceId = await importOne(
    workspace,
    ledesBytes({ lines: [{ narrative: 'Read Roe v. Doe, 120 F.4th 90 (1971)' }] }),
  );
  const lineId = (await rowsOf(workspace, invoiceId))[0]?.lineId ?? '';
  const { citations } = await answerOf(workspace.query('findLineCitations', { lineId }));
  expect(citations).toMatchObject([{ normalised: '120 F.4th 90', year: 1971, isYearImpossible: true }]);
});

it('has no matters and no saved results before there is a server, and a court under one name only', async () => {
  expect(await answerOf(workspace.query('listMatters', {}))).toEqual([]);
  expect(await answerOf(workspace.query('listSavedResults', { matterId: null, text: '' }))).toEqual([]);
  const courts = await answerOf(workspace.query('listCourts', {}));
  expect(courts).toContainEqual({ id: 'ca9', name: '9th Cir.' });
  expect(new Set(courts.map(({ id }) => id)).size).toBe(courts.length);
  expect((await errorOf(workspace.query('findLineCitations', { lineId: crypto.randomUUID() }))).kind).toBe('not_found');
});
