type Counted = 'blank' | 'replaced' | 'cut' | 'tooLong';

/** Gathers what a writer could not carry over exactly: one sentence a habit, with how often. */
export interface Remarks {
  count(what: Counted, field: string): void;
  say(sentence: string): void;
  finish(): readonly string[];
}

const SENTENCES: Readonly<Record<Counted, (field: string, lines: string) => string>> = {
  blank: (field, lines) => `${field} is required and not known on ${lines}; it is blank, and some systems refuse that.`,
  replaced: (field, lines) => `${field} held a separator or a line break on ${lines}; it was replaced.`,
  cut: (field, lines) => `${field} was longer than the format allows on ${lines}; it was cut.`,
  tooLong: (field, lines) =>
    `${field} is longer than the format allows on ${lines}; it was kept, because it tells invoices apart.`,
};

export function createRemarks(): Remarks {
  const counts = new Map<string, { readonly what: Counted; readonly field: string; times: number }>();
  const sentences = new Set<string>();
  return {
    count(what, field) {
      const key = `${what} ${field}`;
      const known = counts.get(key);
      if (known === undefined) counts.set(key, { what, field, times: 1 });
      else known.times += 1;
    },
    say(sentence) {
      sentences.add(sentence);
    },
    finish() {
      const counted = [...counts.values()].map(({ what, field, times }) =>
        SENTENCES[what](field, times === 1 ? 'one line' : `${times} lines`),
      );
      return [...counted, ...sentences];
    },
  };
}
