import type { Candidate, ShortCandidate } from './candidate.ts';
import { findReporter, LONGEST_REPORTER } from './find-reporter.ts';
import { pinCiteAfterAt, pinCiteAfterPage } from './pin-cite.ts';

// A volume stands free: not behind a decimal point, a currency, a number's sign or a section's.
const VOLUME = /(?<![\w.,$#/\u00a3\u20ac\u00a7-]|\u00a7\s|[Nn]o\.\s)(\d{1,4})\s{1,2}(?=[A-Z])/g;
// What is measured is no page: "12 B.R. 3 hours".
const MEASURED = String.raw`(?!\w|[.,]\d|\s?%|\s(?:hrs?|hours?|min(?:ute)?s?|times|pages|copies)\b)`;
const REPORTER_AND_PAGE = new RegExp(
  `^([A-Z][A-Za-z0-9.'\u2019&() \n]{0,${LONGEST_REPORTER}}?)(?:(,?\\s{1,2}at)\\s{1,2}(?=[*\\d])|\\s{1,2}(\\d{1,8}|_{2,6}|-{3,6})(\\(U\\))?${MEASURED})`,
);
const WINDOW = LONGEST_REPORTER + 24;

export interface ReportedCandidates {
  readonly full: readonly Candidate[];
  readonly short: readonly ShortCandidate[];
}

/** Every `volume reporter page` and `volume reporter at page` of a known reporter, from left to right. */
export function reportedCandidates(text: string): ReportedCandidates {
  const full: Candidate[] = [];
  const short: ShortCandidate[] = [];
  for (const found of text.matchAll(VOLUME)) {
    const volume = found[1] ?? '';
    const at = found.index + found[0].length;
    const tail = REPORTER_AND_PAGE.exec(text.slice(at, at + WINDOW));
    const reporter = tail === null ? null : findReporter(tail[1] ?? '');
    if (tail === null || reporter === null) continue;
    if (tail[2] !== undefined) {
      const pin = pinCiteAfterAt(text, at + (tail[1] ?? '').length + (tail[2].startsWith(',') ? 1 : 0));
      if (pin !== null)
        short.push({ volume, reporter: reporter.abbreviation, pinCite: pin.pages, start: found.index, end: pin.end });
      continue;
    }
    const written = tail[3] ?? '';
    const isBlank = !/\d/.test(written);
    if (reporter.isDatabase ? volume.length !== 4 : written.length > 4 && !isBlank) continue;
    const page = isBlank ? null : String(Number(written));
    const end = at + tail[0].length;
    const pin = pinCiteAfterPage(text, end);
    full.push({
      start: found.index,
      end,
      volume: String(Number(volume)),
      reporter: reporter.abbreviation,
      page,
      normalised: `${Number(volume)} ${reporter.abbreviation} ${page ?? '___'}`,
      needsContext: reporter.needsContext,
      courtId: reporter.courtId,
      firstYear: reporter.firstYear,
      lastYear: reporter.lastYear,
      ownYear: null,
      pinCite: pin?.pages ?? null,
      pinEnd: pin?.end ?? end,
    });
  }
  return { full, short };
}
