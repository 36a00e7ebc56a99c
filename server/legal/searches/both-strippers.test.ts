import { describe, expect, it } from 'vitest';
import { findRedactions } from '#shared/opinions/redaction/find-redactions.ts';
import { type KnownName, nameDictionary } from '#shared/opinions/redaction/name-dictionary.ts';
import { nameStripper } from './strip-names.ts';

const CLIENTS = ['Ravensworth Holdings, Inc.', 'Delta Freight LLC', 'Peña & Söhne GmbH'];
const MATTERS = ['Fresno warehouse lease'];
const VENDORS = ['Okafor & Lind LLP'];
const PEOPLE = ['Okafor, Ada B.', 'Bo Lind', 'Imogen Vance'];
const NUMBERS = ['RW-0417', '2026-0301'];

const strip = nameStripper({
  clients: CLIENTS,
  matters: MATTERS,
  vendors: VENDORS,
  people: PEOPLE,
  numbers: NUMBERS,
});
const kinds = { client: CLIENTS, matter: MATTERS, vendor: VENDORS, person: PEOPLE, number: NUMBERS } as const;
const dictionary = nameDictionary(
  Object.entries(kinds).flatMap(([kind, names]) =>
    names.map((name): KnownName => ({ kind: kind as KnownName['kind'], name })),
  ),
);

function redacted(text: string): string {
  return findRedactions(text, dictionary).reduceRight(
    (rest, { start, end }) => `${rest.slice(0, start)}*${rest.slice(end)}`,
    text,
  );
}

/**
 * A question for a public source and a narrative for a model are stripped by two programs, because they must differ: a
 * question keeps published cases, dockets and whatever a library is searched for, a narrative loses every word that
 * could be a name. What the firm has on file is gone from both.
 */
describe('both ways out of the firm', () => {
  it.each([
    ...CLIENTS,
    ...VENDORS,
    ...MATTERS,
    ...NUMBERS,
    'Ada Okafor',
    'Okafor, Ada',
    'Bo Lind',
    'Imogen Vance',
    'Vance',
    'Ravensworth',
  ])('take out what is on file: %s', (name) => {
    const text = `review of correspondence about ${name} and the fees`;
    const telling = name
      .split(/[^\p{L}\p{N}-]+/u)
      .filter((word) => word.length > 3 && !/^(?:delta|warehouse|lease)$/i.test(word));
    for (const word of telling) {
      expect(strip(text).outgoingText).not.toContain(word);
      expect(redacted(text)).not.toContain(word);
    }
    expect(strip(text).outgoingText).toContain('fees');
    expect(redacted(text)).toContain('fees');
  });

  it('differ where a library is asked: a published case stays in a question, and in no narrative', () => {
    const text = 'Hargrove v. Tindall, 576 U.S. 644';
    expect(strip(text).outgoingText).toBe(text);
    expect(redacted(text)).not.toMatch(/Hargrove|Tindall/);
  });
});
