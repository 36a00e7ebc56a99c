/** What the firm's own record is made of, for a search. */
export const PASSAGE_KINDS = ['clause', 'line', 'appeal', 'note', 'opinion'] as const;
export type PassageKind = (typeof PASSAGE_KINDS)[number];

/** What is known about a passage besides its text; strings and numbers only. */
export interface PassageAbout {
  /** Where it is read: `lait://open/...`, or an address at the source of an opinion. */
  readonly link: string | null;
  readonly court: string | null;
  readonly citations: readonly string[];
  readonly docketNumber: string | null;
  /** What became of a line, as DecisionKind has it; of an appeal, its outcome. */
  readonly outcome: string | null;
  readonly cutE4: number | null;
}

export const NOTHING_KNOWN: PassageAbout = {
  link: null,
  court: null,
  citations: [],
  docketNumber: null,
  outcome: null,
  cutE4: null,
};

/** Something to be found: a clause, a line, a letter, a note, an opinion. Long ones become several passages. */
export interface PassageSource {
  /** Names it for ever: storing it again replaces what was stored. `opinion:<id>`, `letter:<id>`. */
  readonly sourceKey: string;
  readonly kind: PassageKind;
  /** `firm`, `user:<id>` or `matter:<id>`: whoever sees the scope finds it. */
  readonly scopeId: string;
  readonly title: string;
  readonly text: string;
  /** ISO date. */
  readonly date: string | null;
  readonly about: PassageAbout;
}
