import type { Candidate, ShortCandidate } from './candidate.ts';
import { caseCitations, type UnplacedCase } from './case-citations.ts';
import { shortNameBefore } from './case-name.ts';
import type { Citation, ShortCitation, Span } from './citation.ts';
import { lawCitations, type UnplacedLaw } from './law-citations.ts';
import { neutralCandidates } from './neutral-candidates.ts';
import { reportedCandidates } from './reported-candidates.ts';
import { idCitations, supraCitations, type UnplacedId, type UnplacedSupra } from './short-forms.ts';

type UnplacedShort = Omit<ShortCitation, 'repeats'>;
type Unplaced = UnplacedCase | UnplacedShort | UnplacedLaw | UnplacedId | UnplacedSupra;

/**
 * Every citation of a text, from left to right and without overlaps: US cases with their parallel citations, courts
 * and years, statutes, regulations and rules, and the short forms that point back. It knows how citations look, not
 * whether what they name exists. Linear in the length of the text.
 */
export function findCitations(text: string): readonly Citation[] {
  const reported = reportedCandidates(text);
  const laws = lawCitations(text);
  const claimed = firstOfOverlapping<UnplacedLaw | Candidate>([...laws, ...reported.full, ...neutralCandidates(text)]);
  const candidates = claimed.filter((each): each is Candidate => !('kind' in each));
  const found: Unplaced[] = [
    ...caseCitations(text, candidates),
    ...laws,
    ...reported.short.map((short) => shortCitation(text, short)),
    ...idCitations(text),
    ...supraCitations(text),
  ];
  return placed(firstOfOverlapping(found));
}

function shortCitation(text: string, short: ShortCandidate): UnplacedShort {
  const name = /,\s{1,2}$/.test(text.slice(Math.max(0, short.start - 3), short.start))
    ? shortNameBefore(text, 0, short.start)
    : null;
  return {
    ...short,
    kind: 'short',
    text: text.slice(short.start, short.end),
    normalised: `${short.volume} ${short.reporter} at ${short.pinCite}`,
    shortName: name?.name ?? null,
  };
}

/** What short forms may point back to, by how they name it. */
interface Earlier {
  readonly byVolume: Map<string, number>;
  readonly byName: { readonly name: string; readonly place: number }[];
  lastAuthority: number | null;
}

/** A name is looked for among so many cases before it, which bounds the work in a text made of nothing else. */
const MOST_NAMES = 200;

/** Gives every citation its place and points short forms to what they repeat. */
function placed(found: readonly Unplaced[]): readonly Citation[] {
  const placeOf = new Map<Unplaced, number>(found.map((each, at) => [each, at]));
  const earlier: Earlier = { byVolume: new Map(), byName: [], lastAuthority: null };
  const done: Citation[] = [];
  for (const [at, each] of found.entries()) {
    const repeats = repeatedBy(each, earlier, placeOf);
    done.push(withRepeats(each, repeats, repeats === null ? undefined : done[repeats]));
    const authority = each.kind === 'case' || each.kind === 'law' ? (repeats ?? at) : repeats;
    if (authority !== null) earlier.lastAuthority = authority;
    if (each.kind !== 'case' || authority === null) continue;
    earlier.byVolume.set(`${each.volume} ${each.reporter}`, authority);
    if (each.caseName !== null && repeats === null)
      earlier.byName.push({ name: each.caseName.name.toLowerCase(), place: at });
  }
  return done;
}

function withRepeats(each: Unplaced, repeats: number | null, repeated: Citation | undefined): Citation {
  if (each.kind === 'case') {
    const { parallelTo: _, ...citation } = each;
    return { ...citation, repeats };
  }
  if (each.kind === 'law') return { ...each, repeats };
  return { ...each, repeats, normalised: repeated?.normalised ?? each.normalised };
}

function repeatedBy(each: Unplaced, earlier: Earlier, placeOf: ReadonlyMap<Unplaced, number>): number | null {
  if (each.kind === 'case') return each.parallelTo === null ? null : (placeOf.get(each.parallelTo) ?? null);
  if (each.kind === 'id') return earlier.lastAuthority;
  if (each.kind === 'law') return null;
  if (each.kind === 'short') return earlier.byVolume.get(`${each.volume} ${each.reporter}`) ?? null;
  const shortName = each.shortName?.toLowerCase();
  if (shortName === undefined) return null;
  return earlier.byName.slice(-MOST_NAMES).findLast(({ name }) => name.includes(shortName))?.place ?? null;
}

/** Of two that overlap the one that begins first, the longer of two that begin together. */
function firstOfOverlapping<Found extends Span>(found: readonly Found[]): Found[] {
  let end = 0;
  return [...found]
    .sort((a, b) => a.start - b.start || b.end - a.end)
    .filter((each) => {
      if (each.start < end) return false;
      end = each.end;
      return true;
    });
}
