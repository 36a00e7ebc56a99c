/**
 * A narrative as it may be read by a model: control characters, zero-width and directional marks become blanks, one for one,
 * so that places stay the same. They are how text is hidden from people that a machine still reads.
 */
export function cleanNarrative(narrative: string): { readonly text: string; readonly hiddenCount: number } {
  let hiddenCount = 0;
  const text = narrative.replace(HIDDEN, (found) => {
    if (!/\s/.test(found)) hiddenCount += 1;
    return ' '.repeat(found.length);
  });
  return { text, hiddenCount };
}

// Controls, soft hyphen, combining grapheme joiner, zero-width and bidirectional marks, word joiners, variation selectors, tags.
const HIDDEN =
  /\p{Cc}|\u00ad|\u034f|\u061c|\u115f|\u1160|\u17b4|\u17b5|[\u180b-\u180e]|[\u200b-\u200f]|[\u2028-\u202e]|[\u2060-\u206f]|\u3164|[\ufe00-\ufe0f]|\ufeff|\uffa0|[\ufff9-\ufffb]|[\u{e0000}-\u{e01ef}]/gu;
