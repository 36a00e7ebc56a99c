/**
 * The titles of the tests in a file of tests: of `it`, `test` and of tables of cases (`it.each(…)('…', …)`), as they are
 * after escapes. Titles that are put together from parts are not found. Tests that are skipped are not either.
 */
export function testTitles(source: string): ReadonlySet<string> {
  const found = source.matchAll(/(?:\b(?:it|test)|\))\(\s*(['"`])((?:\\[\s\S]|(?!\1)[^\\])*)\1\s*,\s*(?:async\b|\()/g);
  return new Set([...found].map(([, , raw = '']) => unescaped(raw)));
}

function unescaped(raw: string): string {
  return raw.replace(/\\(?:u([0-9a-fA-F]{4})|(.))/g, (_, code: string | undefined, sign: string) =>
    code === undefined ? sign : String.fromCharCode(Number.parseInt(code, 16)),
  );
}
