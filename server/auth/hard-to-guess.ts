/** Rows and columns of keyboards, digits and the alphabet, each followed forwards or backwards. */
const WALKS = [
  '1234567890', 'qwertyuiop', 'qwertzuiop', 'azertyuiop', 'asdfghjkl', 'zxcvbnm', 'abcdefghijklmnopqrstuvwxyz',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p', 'qazwsxedcrfvtgbyhnujmikolp', '1q2w3e4r5t6y7u8i9o0p', 'q1w2e3r4t5y6u7i8o9p0',
].flatMap((row) => [row, [...row].reverse().join('')]); // biome-ignore format: a table

/** What leaked passwords are most often put together from, and what people of a law firm take from their desk. */
const WORDS = [
  'administrator', 'password', 'passwort', 'passwd', 'welcome', 'letmein', 'changeme', 'changeit', 'iloveyou', 'sunshine',
  'princess', 'football', 'baseball', 'superman', 'starwars', 'whatever', 'computer', 'internet', 'trustno', 'michael',
  'charlie', 'jessica', 'jennifer', 'ashley', 'daniel', 'thomas', 'dragon', 'monkey', 'shadow', 'master', 'batman', 'secret',
  'default', 'qwerty', 'freedom', 'summer', 'winter', 'spring', 'autumn', 'january', 'february', 'march', 'april', 'june',
  'july', 'august', 'september', 'october', 'november', 'december', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday',
  'saturday', 'sunday', 'company', 'office', 'lawfirm', 'lawyer', 'attorney', 'invoice', 'billing', 'server', 'login',
  'admin', 'hello', 'love', 'user', 'test', 'pass', 'lait',
].toSorted((left, right) => right.length - left.length); // biome-ignore format: a table

/** As people write a word so that it has a digit and a sign in it. */
const WRITTEN_AS: Readonly<Record<string, string>> = {
  '@': 'a',
  '0': 'o',
  '3': 'e',
  $: 's',
  '5': 's',
  '1': 'i',
  '!': 'i',
};

/** A run of a walk shorter than this is no pattern. */
const SHORTEST_WALK = 4;
const LONGEST_WALK = Math.max(...WALKS.map(({ length }) => length));

/**
 * How many signs of a password a guesser would not have for nothing: what is left without common words (also written
 * with signs for letters), rows of a keyboard, years, a sign that is repeated, and the repetition of the whole.
 */
export function hardToGuess(password: string): number {
  const unit = repeatedUnit(password.toLowerCase());
  return withoutRepeats(withoutWalks(withoutWords(unit.replace(/(?:19|20)\d\d/g, '')))).length;
}

function repeatedUnit(text: string): string {
  for (let length = 1; length <= text.length / 2; length += 1) {
    const unit = text.slice(0, length);
    if (unit.repeat(Math.ceil(text.length / length)).startsWith(text)) return unit;
  }
  return text;
}

/** Looked for in the text as written and as meant, taken out of the text as written. */
function withoutWords(text: string): string {
  let left = text;
  for (const word of WORDS) {
    for (;;) {
      const meant = [...left].map((sign) => WRITTEN_AS[sign] ?? sign).join('');
      const at = left.includes(word) ? left.indexOf(word) : meant.indexOf(word);
      if (at === -1) break;
      left = left.slice(0, at) + left.slice(at + word.length);
    }
  }
  return left;
}

function withoutWalks(text: string): string {
  for (let length = Math.min(text.length, LONGEST_WALK); length >= SHORTEST_WALK; length -= 1) {
    for (let from = 0; from + length <= text.length; from += 1) {
      const run = text.slice(from, from + length);
      if (WALKS.some((walk) => walk.includes(run)))
        return withoutWalks(text.slice(0, from)) + withoutWalks(text.slice(from + length));
    }
  }
  return text;
}

function withoutRepeats(text: string): string {
  return text.replace(/(.)\1{2,}/gu, '$1');
}
