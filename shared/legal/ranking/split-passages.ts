/** A long text is looked for by its parts: length hides what one part says, and most parts say something else. */
export const PASSAGE_WORDS = 400;
export const PASSAGE_STRIDE = 300;

/**
 * Cuts a list of words into passages that overlap, so that nothing is cut through in all of them.
 * @returns the list itself where it is no longer than one and a half passages
 */
export function splitWords<Word>(
  words: readonly Word[],
  length = PASSAGE_WORDS,
  stride = PASSAGE_STRIDE,
): readonly (readonly Word[])[] {
  if (words.length <= length * 1.5) return [words];
  const passages: (readonly Word[])[] = [];
  for (let from = 0; ; from += stride) {
    passages.push(words.slice(from, from + length));
    if (from + length >= words.length) return passages;
  }
}
