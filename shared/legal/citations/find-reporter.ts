import { REPORTERS, type Reporter } from './reporters.ts';

const STRICT = new Map<string, Reporter>();
const LOOSE = new Map<string, Reporter>();
let longest = 0;

for (const reporter of REPORTERS) {
  for (const spelling of [reporter.abbreviation, ...reporter.otherSpellings]) {
    STRICT.set(withoutSpaces(spelling), reporter);
    // "2 Me 10" is no citation: what is an ordinary word needs its full stops.
    if (!reporter.needsContext) LOOSE.set(withoutPoints(spelling), reporter);
    longest = Math.max(longest, spelling.length);
  }
}

/** No abbreviation is longer, blanks between its parts included. */
export const LONGEST_REPORTER = longest + 6;

/**
 * The reporter of an abbreviation, however it is spaced, with or without its full stops (`F. 2d`, `F2d`,
 * `F.2nd`, `US`); case counts.
 */
export function findReporter(written: string): Reporter | null {
  const modern = written.replace(/(\d)(?:nd|rd)\b/, '$1d').replaceAll('\u2019', "'");
  return STRICT.get(withoutSpaces(modern)) ?? LOOSE.get(withoutPoints(modern)) ?? null;
}

function withoutSpaces(written: string): string {
  return written.replace(/\s+/g, '');
}

function withoutPoints(written: string): string {
  return written.replace(/[\s.']+/g, '');
}
