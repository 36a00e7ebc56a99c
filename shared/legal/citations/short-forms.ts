import { shortNameBefore } from './case-name.ts';
import type { IdCitation, SupraCitation } from './citation.ts';
import { pinCiteAfterAt } from './pin-cite.ts';

export type UnplacedId = Omit<IdCitation, 'repeats'>;
export type UnplacedSupra = Omit<SupraCitation, 'repeats'>;

const ID = /(?<![\w.])(?:[Ii]d\.|[Ii]bid\.)(?=[\s,;:)\]"\u201d]|$)/g;
/** What "Id." may stand behind: a sentence's end, an opening bracket, a signal. */
const BEGINS =
  /(?:^|[.;:)(\]"\u201d\u2014?!]|\b(?:[Ss]ee|[Ss]ee also|[Cc]f\.|[Aa]ccord|[Cc]iting|[Qq]uoting|[Bb]ut see|and|[Cc]ompare|e\.g\.,))\s*$/;
const SUPRA = /(?<=,\s{0,2}|[A-Za-z]\s)supra\b(?:,?\s(?:at\s)?n(?:ote|\.)\s?\d{1,3})?,?/g;

/** `Id.` and `Ibid.` as they stand in citations; not the "id." of an identity card. */
export function idCitations(text: string): readonly UnplacedId[] {
  const found: UnplacedId[] = [];
  for (const match of text.matchAll(ID)) {
    const end = match.index + match[0].length;
    const pin = pinCiteAfterAt(text, end) ?? null;
    const isBegun = BEGINS.test(text.slice(Math.max(0, match.index - 12), match.index));
    if (!isBegun) continue;
    // In the middle of a sentence and small: only with a page.
    if (
      match[0].startsWith('i') &&
      pin === null &&
      !/(?:[Ss]ee|[Cc]f\.|[Cc]iting|[Qq]uoting|\()\s*$/.test(text.slice(Math.max(0, match.index - 10), match.index))
    )
      continue;
    const whole = pin?.end ?? end;
    found.push({
      kind: 'id',
      start: match.index,
      end: whole,
      text: text.slice(match.index, whole),
      normalised: 'Id.',
      pinCite: pin?.pages ?? null,
    });
  }
  return found;
}

/** `Twombly, supra, at 556`. */
export function supraCitations(text: string): readonly UnplacedSupra[] {
  const found: UnplacedSupra[] = [];
  for (const match of text.matchAll(SUPRA)) {
    const end = match.index + match[0].replace(/,$/, '').length;
    const pin = pinCiteAfterAt(text, match.index + match[0].length);
    const name = shortNameBefore(text, 0, match.index);
    const start = name?.start ?? match.index;
    const whole = pin?.end ?? end;
    const shortName = name?.name ?? null;
    found.push({
      kind: 'supra',
      start,
      end: whole,
      text: text.slice(start, whole),
      normalised: shortName === null ? 'supra' : `${shortName}, supra`,
      shortName,
      pinCite: pin?.pages ?? null,
    });
  }
  return found;
}
