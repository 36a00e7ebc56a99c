import { QUIET_MONTHS, type Registered, type Verdict } from './judge-dependency.ts';
import { KEPT_THOUGH_DEPRECATED } from './kept-though.ts';

export interface Judged {
  /** As package.json names it. */
  readonly name: string;
  readonly version: string;
  readonly registered: Registered | null;
  readonly verdict: Verdict;
}

/** The text of docs/dependencies.md, as of a day on which the registry was asked. */
export function dependencyDocs(judged: readonly Judged[], transitive: number, day: string): string {
  return [
    '# What LAIT depends on',
    '',
    'Written by `npm run libraries -- --write`; do not edit by hand. Why each library is there stands in ARCHITECTURE.md, "The',
    'libraries, and why each".',
    '',
    `Asked of the npm registry on ${day}: the ${judged.length} packages that package.json names and that run at a user's or in a server,`,
    `Electron included. Under them stand ${transitive} more, pinned with their SHA-512 in package-lock.json and listed by`,
    '`npm run sbom`.',
    '',
    '**The rule.** A package that its makers deprecated, or of which nothing was released for',
    `${QUIET_MONTHS} months, stays only with a reason (\`scripts/dependencies/kept-though.ts\`); without one`,
    '`npm run libraries` ends with 1, and a test fails for what package-lock.json itself marks as deprecated. Archived',
    'repositories are not seen by this: the registry does not know of them. The last release is the newer of the pinned version and',
    'the one the registry calls latest.',
    '',
    '| package | pinned | released | last release | verdict |',
    '|---|---|---|---|---|',
    ...judged.map(
      ({ name, version, registered, verdict }) =>
        `| ${name} | ${version} | ${dayOf(registered?.releasedAt)} | ${dayOf(registered?.lastReleaseAt)} | ${wordsOf(verdict)} |`,
    ),
    '',
    '## Deprecated, and below something that is kept',
    '',
    ...KEPT_THOUGH_DEPRECATED.map(({ name, version, reason }) => `- **${name} ${version}**. ${reason}`),
    '',
    'This list is kept by hand beside what package-lock.json says: a registry that stands in between need not pass on that a',
    'package was deprecated. `npm run libraries` says so where it notices that.',
    '',
  ].join('\n');
}

export function wordsOf(verdict: Verdict): string {
  switch (verdict.kind) {
    case 'kept_up':
      return 'kept up';
    case 'kept':
      return `kept: ${verdict.because}`;
    case 'needs_a_decision':
      return `**needs a decision**: ${verdict.because}`;
    case 'unknown':
      return 'not known: the registry did not say';
  }
}

function dayOf(moment: string | null | undefined): string {
  return moment === null || moment === undefined ? '' : moment.slice(0, 10);
}
