/** Shapes of what may not leave the machine, and what stands in its place. */
const SHAPES: readonly (readonly [RegExp, string])[] = [
  [/\bBearer\s+\S+/gi, 'Bearer <token>'],
  [/\bldt_[A-Za-z0-9_-]{10,}/g, '<token>'],
  [/\beyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+/g, '<token>'],
  [/-----BEGIN [A-Z ]+-----[\s\S]*?-----END [A-Z ]+-----/g, '<key>'],
  [/\b[0-9a-f]{64}\b/gi, '<digest>'],
  [/[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}/g, '<address>'],
  [/\b[a-z][a-z0-9+.-]*:\/\/[^\s"'<>]+/gi, '<url>'],
  // In JSON a backslash is written twice.
  [/(?:[A-Za-z]:)?(?:[\\/]{1,2}[^\s"'\\/:*?<>|]+){2,}/g, '<path>'],
];

/**
 * Takes out of a text what could be a secret, an address, a path or a person. Our own lines hold none to begin with; this
 * is for what a library or the system wrote into one.
 * @param own words of this machine and user that go nowhere (user name, host name); shorter than 3 letters are left
 */
export function redact(text: string, own: readonly string[]): string {
  let redacted = text;
  for (const [shape, instead] of SHAPES) redacted = redacted.replace(shape, instead);
  for (const word of own) {
    if (word.length >= 3) redacted = redacted.replaceAll(word, '<own>');
  }
  return redacted;
}
