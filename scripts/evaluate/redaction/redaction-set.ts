/** By two authors: short and in jargon, or in whole sentences. */
export type AuthorStyle = 'terse' | 'formal';

/** Invented names and numbers, and sentences that they are put into. */
export interface RedactionSet {
  /** By origin; last name after given name, as on bills. */
  readonly people: Readonly<Record<string, readonly string[]>>;
  readonly companies: readonly string[];
  /** Dockets, accounts, telephones, e-mail. */
  readonly numbers: readonly string[];
  /** `{P}` a person, `{L}` a last name, `{C}` a company, `{N}` a number. */
  readonly sentences: Readonly<Record<AuthorStyle, readonly string[]>>;
}

/** A list written as text, parted by semicolons and lines. */
export function namesIn(text: string): readonly string[] {
  return text.trim().split(/\s*\n\s*|\s*;\s*/);
}
