import type { Candidate } from './candidate.ts';
import { caseNameBefore } from './case-name.ts';
import type { CaseCitation } from './citation.ts';
import { type CourtAndYear, courtAndYearAt } from './court-and-year.ts';

/** A case citation before the list it stands in is known. `parallelTo`: its first parallel citation, by place. */
export type UnplacedCase = Omit<CaseCitation, 'repeats'> & { readonly parallelTo: UnplacedCase | null };

/**
 * Joins candidates into citations: parallel ones share the name before the first and the parenthesis behind the last.
 * Those that need context and have neither name, parallel citation nor year are left out.
 * @param candidates from left to right, without overlaps
 */
export function caseCitations(text: string, candidates: readonly Candidate[]): readonly UnplacedCase[] {
  const citations: UnplacedCase[] = [];
  let from = 0;
  for (let at = 0; at < candidates.length; ) {
    let last = at;
    while (isParallel(text, candidates[last], candidates[last + 1])) last += 1;
    const group = candidates.slice(at, last + 1);
    const end = group.at(-1)?.pinEnd ?? from;
    const parenthesis = courtAndYearAt(text, end);
    const made = citationsOf(text, from, group, parenthesis);
    if (made.length > 0) from = parenthesis?.end ?? end;
    citations.push(...made);
    at = last + 1;
  }
  return citations;
}

function isParallel(text: string, a: Candidate | undefined, b: Candidate | undefined): boolean {
  return (
    a !== undefined && b !== undefined && b.start - a.pinEnd <= 4 && /^,\s{1,3}$/.test(text.slice(a.pinEnd, b.start))
  );
}

function citationsOf(
  text: string,
  from: number,
  group: readonly Candidate[],
  parenthesis: CourtAndYear | null,
): readonly UnplacedCase[] {
  const first = group[0];
  const end = parenthesis?.end ?? group.at(-1)?.pinEnd;
  if (first === undefined || end === undefined) return [];
  const caseName = caseNameBefore(text, from, first.start);
  const hasContext = caseName !== null || parenthesis !== null || group.some((each) => !each.needsContext);
  if (!hasContext) return [];
  const courtId = parenthesis?.courtId ?? group.find((each) => each.courtId !== null)?.courtId ?? null;
  const whole = { start: caseName?.start ?? first.start, end };
  const citations: UnplacedCase[] = [];
  for (const each of group) {
    const year = parenthesis?.year ?? each.ownYear;
    citations.push({
      kind: 'case',
      start: each.start,
      end: each.end,
      text: text.slice(each.start, each.end),
      normalised: each.normalised,
      volume: each.volume,
      reporter: each.reporter,
      page: each.page,
      pinCite: each.pinCite,
      caseName,
      courtId,
      year,
      isYearPossible: year === null ? null : isPossible(each, year),
      whole,
      parallelTo: citations[0] ?? null,
    });
  }
  return citations;
}

/** A volume may appear a year after the decision, and the first of a series holds some of the year before. */
function isPossible({ firstYear, lastYear, ownYear }: Candidate, year: number): boolean {
  if (ownYear !== null) return ownYear === year;
  return (firstYear === null || year >= firstYear - 1) && (lastYear === null || year <= lastYear + 1);
}
