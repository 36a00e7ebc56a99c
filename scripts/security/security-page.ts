import type { Limit } from './limits-table.ts';
import type { PromiseArea, PromiseState, Proof, SecurityPromise } from './promise.ts';

const STATES: Readonly<Record<PromiseState, string>> = {
  held: 'held',
  partly: 'partly',
  absent: 'not in this version',
};

/**
 * docs/SECURITY.md with its two tables written anew; the words around them are written by hand.
 * @param page the page as it is, with the marks between which the tables stand
 * @throws where a mark is missing
 */
export function securityPage(page: string, areas: readonly PromiseArea[], limits: readonly Limit[]): string {
  return between(between(page, 'checklist', checklist(areas)), 'limits', limitsTable(limits));
}

function between(page: string, name: string, text: string): string {
  const [begin, end] = [`<!-- ${name}: begin -->\n`, `<!-- ${name}: end -->`];
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from === -1 || to < from) throw new Error(`The page has no place for: ${name}.`);
  return `${page.slice(0, from + begin.length)}${text}${page.slice(to)}`;
}

function checklist(areas: readonly PromiseArea[]): string {
  const all = areas.flatMap(({ promises }) => promises);
  const count = (state: PromiseState) => all.filter((each) => each.state === state).length;
  const proofs = all.reduce((sum, { proofs: of }) => sum + of.length, 0);
  const head = `${all.length} promises: ${count('held')} held, ${count('partly')} partly, ${count('absent')} not in this version; ${proofs} tests are named.\n`;
  return `${head}${areas.map(areaText).join('')}`;
}

function areaText({ title, promises }: PromiseArea): string {
  return `\n### ${title}\n\n${promises.map(promiseText).join('')}`;
}

function promiseText({ promise, state, reason, proofs }: SecurityPromise): string {
  const said = `- **${STATES[state]}**: ${promise}${reason === null ? '' : ` *${reason}*`}\n`;
  const files = [...new Set(proofs.map(({ file }) => file))];
  return `${said}${files.map((file) => fileText(file, proofs)).join('')}`;
}

function fileText(file: string, proofs: readonly Proof[]): string {
  const titles = proofs.filter((proof) => proof.file === file).map(({ test }) => `"${test}"`);
  return `  - [${file}](../${file}): ${titles.join('; ')}\n`;
}

function limitsTable(limits: readonly Limit[]): string {
  const rows = limits.map(
    ({ what, value, setting }) => `| ${what} | ${value} | ${setting === null ? '' : `\`${setting}\``} |\n`,
  );
  return `| of | at most | setting |\n|---|---|---|\n${rows.join('')}`;
}
