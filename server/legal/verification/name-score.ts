import type { PersonName } from './person-name.ts';

/** Short forms of given names, each group one name; only those that leave little doubt. */
const SAME_NAMES: readonly (readonly string[])[] = [
  ['william', 'bill', 'will', 'billy'], ['robert', 'bob', 'rob', 'bobby'], ['richard', 'dick', 'rich', 'rick'], ['james', 'jim', 'jimmy', 'jamie'],
  ['john', 'jack', 'johnny'], ['joseph', 'joe', 'joey'], ['thomas', 'tom', 'tommy'], ['charles', 'charlie', 'chuck'], ['michael', 'mike', 'mick'],
  ['daniel', 'dan', 'danny'], ['david', 'dave'], ['edward', 'ed', 'eddie', 'ted'], ['steven', 'stephen', 'steve'], ['matthew', 'matt'],
  ['anthony', 'tony'], ['benjamin', 'ben'], ['samuel', 'sam'], ['alexander', 'alex'], ['nicholas', 'nick'], ['christopher', 'chris'],
  ['kenneth', 'ken'], ['ronald', 'ron'], ['donald', 'don'], ['gregory', 'greg'], ['jeffrey', 'geoffrey', 'jeff'], ['lawrence', 'larry'],
  ['gerald', 'jerry'], ['timothy', 'tim'], ['patrick', 'pat'], ['peter', 'pete'], ['philip', 'phillip', 'phil'], ['andrew', 'andy', 'drew'],
  ['elizabeth', 'liz', 'beth', 'betsy', 'betty', 'eliza'], ['katherine', 'catherine', 'kathryn', 'kate', 'katie', 'kathy', 'cathy'],
  ['margaret', 'maggie', 'meg', 'peggy'], ['jennifer', 'jen', 'jenny'], ['susan', 'sue', 'suzanne'], ['deborah', 'debra', 'deb', 'debbie'],
  ['patricia', 'patty', 'tricia'], ['rebecca', 'becky'], ['victoria', 'vicky', 'tori'], ['jessica', 'jess'], ['kimberly', 'kim'], ['pamela', 'pam'],
  ['barbara', 'barb'], ['christine', 'christina', 'tina', 'chrissy'], ['abigail', 'abby'], ['allison', 'alison', 'allie'], ['samantha', 'sammy'],
]; // biome-ignore format: one group an entry
const GROUP_OF: ReadonlyMap<string, number> = new Map(
  SAME_NAMES.flatMap((group, index) => group.map((name) => [name, index] as const)),
);

/** From here on two names may be one person's; below they are not. */
export const SAME_NAME_E4 = 8_800;

/**
 * How alike two names are, in ten-thousandths: Jaro-Winkler on the last names, given names by the first (a short form or
 * an initial counts as less than the name), middle names only where both have one, a suffix that differs as another person.
 */
export function nameScoreE4(a: PersonName, b: PersonName): number {
  if (a.suffix !== null && b.suffix !== null && a.suffix !== b.suffix) return 0;
  const last = jaroWinkler(a.last, b.last);
  if (last < 0.9) return 0;
  const [firstA = '', ...middleA] = a.given;
  const [firstB = '', ...middleB] = b.given;
  const first = givenLikeness(firstA, firstB);
  if (first === 0 || middlesDiffer(middleA, middleB)) return 0;
  const hasMiddle = middleA.length > 0 && middleB.length > 0;
  return Math.round((last * 0.55 + first * 0.4 + (hasMiddle ? 0.05 : 0.03)) * 10_000);
}

function givenLikeness(a: string, b: string): number {
  if (a === '' || b === '') return 0.7;
  if (a === b) return 1;
  // An initial fits many.
  if (a.length === 1 || b.length === 1) return a[0] === b[0] ? 0.8 : 0;
  const group = GROUP_OF.get(a);
  if (group !== undefined && group === GROUP_OF.get(b)) return 0.95;
  const likeness = jaroWinkler(a, b);
  return likeness >= 0.92 ? likeness : 0;
}

function middlesDiffer([a]: readonly string[], [b]: readonly string[]): boolean {
  if (a === undefined || b === undefined || a === b) return false;
  return a.length === 1 || b.length === 1 ? a[0] !== b[0] : jaroWinkler(a, b) < 0.9;
}

/** Jaro's likeness with Winkler's bonus for a common beginning (Winkler 1990): 0 to 1. */
export function jaroWinkler(a: string, b: string): number {
  if (a === b) return 1;
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1);
  const takenB = new Array<boolean>(b.length).fill(false);
  const matchedA: string[] = [];
  for (const [index, character] of [...a].entries()) {
    for (let place = Math.max(0, index - reach); place < Math.min(b.length, index + reach + 1); place += 1) {
      if (takenB[place] === true || b[place] !== character) continue;
      takenB[place] = true;
      matchedA.push(character);
      break;
    }
  }
  const count = matchedA.length;
  if (count === 0) return 0;
  const matchedB = [...b].filter((_, place) => takenB[place]);
  const swaps = matchedA.filter((character, index) => character !== matchedB[index]).length / 2;
  const jaro = (count / a.length + count / b.length + (count - swaps) / count) / 3;
  let prefix = 0;
  while (prefix < 4 && prefix < Math.min(a.length, b.length) && a[prefix] === b[prefix]) prefix += 1;
  return jaro + prefix * 0.1 * (1 - jaro);
}
