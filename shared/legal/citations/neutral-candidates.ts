import type { Candidate } from './candidate.ts';
import { pinCiteAfterPage } from './pin-cite.ts';

/** Courts that number their own opinions: how they write it, and CourtListener's id. From their rules of citation. */
const COURTS: ReadonlyMap<string, string | null> = new Map(Object.entries({
  Ohio: 'ohio', NMSC: 'nm', NMCA: 'nmctapp', UT: 'utah', 'UT App': 'utahctapp', CO: 'colo', COA: 'coloctapp', IL: 'ill',
  'IL App': 'illappct', ND: 'nd', 'ND App': 'ndctapp', WI: 'wis', 'WI App': 'wisctapp', OK: 'okla', 'OK CR': 'oklacrimapp',
  'OK CIV APP': 'oklacivapp', ME: 'me', MT: 'mont', VT: 'vt', WY: 'wyo', SD: 'sd', 'S.D.': 'sd', 'PA Super': 'pasuperct', 'Pa. Super.': 'pasuperct',
  'N.H.': 'nh', NH: 'nh', NCSC: 'nc', NCCOA: 'ncctapp', Ark: 'ark', 'Ark.': 'ark', 'Ark. App.': 'arkctapp', 'Guam': 'guam', 'MP': 'nmariana',
})); // biome-ignore format: one table

const WRITTEN = [...COURTS.keys()]
  .sort((a, b) => b.length - a.length)
  .map((court) => court.replaceAll('.', '\\.').replaceAll(' ', '\\s'))
  .join('|');
const NEUTRAL = new RegExp(
  `(?<![\\w.,$#/-])((?:1[89]|20)\\d\\d)([ -])(${WRITTEN})\\2(?:(\\((?:1st|2d|3d|4th|5th)\\))\\s)?(\\d{1,6})(?:-U)?(?!\\w|[.,]\\d)`,
  'g',
);

/** Opinions by the court's own number: `2015-Ohio-1234`, `2010 UT 15`, `2019 IL App (1st) 180123`. */
export function neutralCandidates(text: string): readonly Candidate[] {
  const candidates: Candidate[] = [];
  for (const found of text.matchAll(NEUTRAL)) {
    const [whole, year = '', joint = '', court = '', district, number = ''] = found;
    const end = found.index + whole.length;
    const pin = pinCiteAfterPage(text, end);
    candidates.push({
      start: found.index,
      end,
      volume: year,
      reporter: district === undefined ? court : `${court} ${district}`,
      page: number,
      normalised: whole.replace(/\s+/g, ' '),
      // "2020 ME 10" may be anything; "2015-Ohio-1234" is nothing else.
      needsContext: joint === ' ',
      courtId: COURTS.get(court) ?? null,
      firstYear: null,
      lastYear: null,
      ownYear: Number(year),
      pinCite: pin?.pages ?? null,
      pinEnd: pin?.end ?? end,
    });
  }
  return candidates;
}
