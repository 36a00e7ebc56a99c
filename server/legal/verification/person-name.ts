/** A person's name in its parts, folded for comparing. */
export interface PersonName {
  /** First and middle names and initials, in order. */
  readonly given: readonly string[];
  readonly last: string;
  /** `jr`, `iii`; null where there is none. */
  readonly suffix: string | null;
}

const SUFFIXES = new Set(['jr', 'sr', 'ii', 'iii', 'iv', 'v']);
const TITLES = new Set(['mr', 'mrs', 'ms', 'dr', 'prof', 'hon', 'esq', 'esquire', 'md', 'phd', 'jd', 'llm']);
/** Small words that belong to the last name: `de la Cruz`, `van der Berg`. */
const PARTICLES = new Set([
  'de',
  'del',
  'della',
  'la',
  'le',
  'van',
  'von',
  'der',
  'den',
  'di',
  'da',
  'dos',
  'st',
  'bin',
  'al',
  'el',
]);

/**
 * Reads `Okafor, Ada B.`, `Ada B. Okafor, Jr.` and `DE LA CRUZ, PIA`. Titles go.
 * @returns null where there is no last name to compare
 */
export function personName(written: string): PersonName | null {
  const parts = written.split(',').map(wordsOf);
  const [before = [], ...after] = parts;
  const suffixOf = (words: readonly string[]) => words.find((word) => SUFFIXES.has(word)) ?? null;
  const bare = (words: readonly string[]) => words.filter((word) => !TITLES.has(word));
  const following = bare(after.flat());
  const namesFollow = following.some((word) => !SUFFIXES.has(word));
  if (namesFollow) {
    const last = bare(before).filter((word) => !SUFFIXES.has(word));
    const given = following.filter((word) => !SUFFIXES.has(word));
    return last.length === 0
      ? null
      : { given, last: last.join(''), suffix: suffixOf([...before.slice(1), ...following]) };
  }
  const words = bare(before);
  const suffix = suffixOf([...words.slice(2), ...following]);
  const names = words.filter((word, index) => index < 2 || !SUFFIXES.has(word));
  let begin = names.length - 1;
  while (begin > 1 && PARTICLES.has(names[begin - 1] ?? '')) begin -= 1;
  const last = names.slice(Math.max(begin, names.length > 1 ? 1 : 0));
  if (last.length === 0) return null;
  return { given: names.slice(0, names.length - last.length), last: last.join(''), suffix };
}

/** How a last name is compared: letters alone, without accents. */
export function lastNameKey(last: string): string {
  return wordsOf(last).join('');
}

function wordsOf(text: string): string[] {
  const folded = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/['’.]/g, '');
  return folded.match(/[\p{L}]+/gu) ?? [];
}
