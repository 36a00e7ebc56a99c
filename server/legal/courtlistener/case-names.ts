/** Words that say nothing about whose case it is, and how names are cut short (Bluebook table 6, the commonest). */
const EMPTY = new Set(['the', 'of', 'and', 'a', 'an', 'in', 're', 'et', 'al', 'ex', 'rel', 'inc', 'incorporated', 'llc', 'llp', 'lp', 'ltd', 'limited', 'corp', 'corporation', 'co', 'company', 'plc', 'na', 'sa', 'ag', 'gmbh', 'matter', 'estate']); // biome-ignore format: one list
const SHORT: Readonly<Record<string, string>> = {
  'u.s': 'united states', us: 'united states', usa: 'united states', commr: 'commissioner', 'comm\'r': 'commissioner', dept: 'department',
  'dep\'t': 'department', natl: 'national', 'nat\'l': 'national', intl: 'international', 'int\'l': 'international', assn: 'association', 'ass\'n': 'association',
  bd: 'board', educ: 'education', ins: 'insurance', mut: 'mutual', ry: 'railway', rr: 'railroad', univ: 'university', sch: 'school', dist: 'district',
  hosp: 'hospital', mfg: 'manufacturing', mfrs: 'manufacturers', bros: 'brothers', cnty: 'county', sec: 'security', fed: 'federal', govt: 'government',
  "gov't": 'government', elec: 'electric', indus: 'industries', sys: 'systems', tech: 'technology', servs: 'services', serv: 'service', pub: 'public', auth: 'authority', st: 'saint',
}; // biome-ignore format: one table

/** No case is called longer; every word of one name is compared with every word of the other. */
const MOST_NAME = 500;

/**
 * How alike two names of cases are, in ten-thousandths. Parties are compared with parties (either may be cut to one, as
 * in a short form), by the words they share, a spelling away counting as the same. Below 8000 a citation belongs to
 * another case: how invented citations look.
 */
export function caseNameLikenessE4(one: string, other: string): number {
  const [a, b] = [partiesOf(one), partiesOf(other)];
  if (a.length === 0 || b.length === 0) return 0;
  if (a.length === 1 || b.length === 1) {
    // A short form (`Obergefell`) names one of the parties.
    return Math.max(...a.flatMap((party) => b.map((each) => likenessE4(party, each))));
  }
  const [[a1 = [], a2 = []], [b1 = [], b2 = []]] = [a, b];
  const straight = Math.min(likenessE4(a1, b1), likenessE4(a2, b2));
  // On appeal the sides change places.
  return Math.max(straight, Math.min(likenessE4(a1, b2), likenessE4(a2, b1)));
}

function partiesOf(name: string): readonly (readonly string[])[] {
  return name
    .slice(0, MOST_NAME)
    .split(/\s(?:v|vs|versus)\.?\s/i)
    .map(wordsOf)
    .filter((words) => words.length > 0)
    .slice(0, 2);
}

function wordsOf(party: string): readonly string[] {
  const folded = party.normalize('NFD').replace(/\p{M}/gu, '').replace(/[’]/g, "'").toLowerCase();
  const words = folded.match(/[a-z0-9]+(?:['.&-][a-z0-9]+)*/g) ?? [];
  const full = words.flatMap((word) =>
    (SHORT[word] ?? SHORT[word.replace(/[.']/g, '')] ?? word.replace(/[.'&-]/g, '')).split(' '),
  );
  const telling = full.filter((word) => !EMPTY.has(word));
  return telling.length > 0 ? telling : full;
}

/** Words of the shorter that the longer has: `Smith` of `John Smith` is the whole of it. */
function likenessE4(a: readonly string[], b: readonly string[]): number {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  const left = [...long];
  let shared = 0;
  for (const word of short) {
    const index = left.findIndex((each) => isSameWord(word, each));
    if (index === -1) continue;
    left.splice(index, 1);
    shared += 1;
  }
  return short.length === 0 ? 0 : Math.round((shared * 10_000) / short.length);
}

function isSameWord(a: string, b: string): boolean {
  if (a === b) return true;
  if (Math.min(a.length, b.length) < 5 || Math.abs(a.length - b.length) > 1) return false;
  return isOneEditAway(a, b);
}

function isOneEditAway(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  let index = 0;
  while (index < short.length && short[index] === long[index]) index += 1;
  const rest = short.length === long.length ? short.slice(index + 1) : short.slice(index);
  return rest === long.slice(index + 1);
}
