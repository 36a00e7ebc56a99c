/**
 * Whether a bill's code is this one, whatever its case. Codes end in a digit, which has no case: nearly all others
 * are told apart by it.
 * @param wanted in capitals, the last character a digit
 */
export function isCode(code: string | null, wanted: string): boolean {
  if (code === null || code === wanted) return code !== null;
  const last = wanted.length - 1;
  return (
    code.length === wanted.length && code.charCodeAt(last) === wanted.charCodeAt(last) && code.toUpperCase() === wanted
  );
}

/**
 * A bill's code as the keys of a table have it, which are one capital and digits: a code that does not begin with a
 * small letter is such a key as it stands or none.
 */
export function codeKey(code: string | null): string {
  if (code === null) return '';
  const first = code.charCodeAt(0);
  return first >= 65 && first <= 90 ? code : code.toUpperCase();
}
