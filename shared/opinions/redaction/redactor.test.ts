import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findRedactions } from './find-redactions.ts';
import { nameDictionary } from './name-dictionary.ts';
import { originalSpan, redactor } from './redactor.ts';

const firm = nameDictionary([
  { kind: 'client', name: 'Northgate Logistics LLC' },
  { kind: 'matter', name: 'Northgate v. Halloran' },
  { kind: 'person', name: 'Okafor, Ada B.' },
  { kind: 'vendor', name: 'Pell & Ruiz LLP' },
  { kind: 'number', name: '2024-117' },
]);
const nobody = nameDictionary([]);
const leaving = (text: string, dictionary = firm) => redactor(dictionary).redact(text).text;

describe('what the firm knows', () => {
  it('is taken out by its kind, in full, in part, by initials, and however it is typed', () => {
    expect(leaving('Call with Ada Okafor re Northgate invoices')).toBe('Call with [PERSON_1] re [CLIENT_1] invoices');
    expect(leaving('CONF W/ OKAFOR RE NORTHGATE LOGISTICS')).toBe('CONF W/ [PERSON_1] RE [CLIENT_1]');
    expect(leaving('conf. w/ ABO re pell & ruiz bill')).toBe('conf. w/ [PERSON_1] re [VENDOR_1] bill');
    expect(leaving('Review Okafor, Ada B. and her notes')).toContain('[PERSON_1]');
  });

  it('has one placeholder throughout, whatever it is called, over all texts of a request', () => {
    const texts = redactor(firm);
    expect(texts.redact('Northgate Logistics LLC called').text).toBe('[CLIENT_1] called');
    expect(texts.redact('draft letter to Northgate and Ms. Okafor').text).toBe(
      'draft letter to [CLIENT_1] and Ms. [PERSON_1]',
    );
    expect(texts.placeholders().map(({ placeholder }) => placeholder)).toEqual(['[CLIENT_1]', '[PERSON_1]']);
  });
});

describe('a number of the firm', () => {
  it('is taken out where it stands on its own, and a day that looks like it is not', () => {
    expect(leaving('Open file 2024-117; revise letter re 2024-117.')).toBe(
      'Open file [NUMBER_1]; revise letter re [NUMBER_1].',
    );
    expect(leaving('Hearing on 2024-11-17')).toBe('Hearing on 2024-11-17');
  });
});

describe('what nobody has told', () => {
  it.each([
    ['Telephone call with Zbigniew Wójcik re depo', 'Telephone call with [PERSON_1] re depo'],
    ['tc w/ J. Price re med recs', 'tc w/ [PERSON_1] re med recs'],
    ['TC W/ YOUNG RE DEPO', 'TC W/ [PERSON_1] RE DEPO'],
    ['Letter to First Harbor National Bank re lien', 'Letter to [ORGANISATION_1] re lien'],
    ['Meet with Tariq bin Rashid and Jean-Baptiste du Plessis', 'Meet with [PERSON_1] and [PERSON_2]'],
    ['Review complaint in 1:23-cv-04567-ABC', 'Review complaint in [NUMBER_1]'],
    ['Email to a.b@example.com; call (415) 555-0182', 'Email to [EMAIL_1]; call [TELEPHONE_1]'],
    ['Rev. offer of $185k; acct. 4471902235', 'Rev. offer of [AMOUNT_1]; acct. [NUMBER_1]'],
    ['Inspect 1200 North Main Street, Suite 400 with expert', 'Inspect [ADDRESS_1] with expert'],
  ])('is taken out of "%s"', (text, expected) => expect(leaving(text, nobody)).toBe(expected));

  it('leaves the words of a bill as they are, in any letters', () => {
    for (const text of [
      'Draft motion to compel further responses to interrogatories',
      'Prepare for and attend deposition of plaintiff on 3/14/2026 (2.5)',
      'DRAFT OPPOSITION TO MOTION FOR SUMMARY JUDGMENT',
      'tc w/ oc re discovery extension; rev. med recs',
      'Reviewed and revised the Asset Purchase Agreement and Disclosure Schedules',
    ])
      expect(leaving(text, nobody)).toBe(text);
  });

  it('cannot pass for a placeholder of ours', () => {
    const texts = redactor(firm);
    const { text } = texts.redact('Call [CLIENT_1] re Northgate');
    expect(text).toBe('Call [NUMBER_1] re [CLIENT_1]');
    expect(texts.restore(text).text).toBe('Call [CLIENT_1] re Northgate');
  });
});

describe('the way back', () => {
  it('puts names back and says which placeholders stand for nothing', () => {
    const texts = redactor(firm);
    texts.redact('Call Okafor');
    expect(texts.restore('[PERSON_1] spoke to [PERSON_7]')).toEqual({
      text: 'Okafor spoke to [PERSON_7]',
      unknown: ['[PERSON_7]'],
    });
  });

  it('finds the place of a quotation in what was written, a name as a whole', () => {
    const original = 'tc w/ Ada Okafor re reserve';
    const redacted = redactor(firm).redact(original);
    const at = redacted.text.indexOf('[PERSON_1] re');
    const span = originalSpan(redacted, at + 3, at + '[PERSON_1] re'.length);
    expect(span === null ? null : original.slice(span.start, span.end)).toBe('Ada Okafor re');
    const plain = redacted.text.indexOf('reserve');
    const word = originalSpan(redacted, plain, plain + 7);
    expect(word === null ? null : original.slice(word.start, word.end)).toBe('reserve');
  });

  it('gives back exactly what each piece came from, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        const redacted = redactor(firm).redact(text);
        const pieces = redacted.pieces.map((piece) => text.slice(piece.originalStart, piece.originalEnd));
        expect(pieces.join('')).toBe(text);
        const spans = findRedactions(text, firm);
        for (const [at, span] of spans.entries()) expect(span.start).toBeGreaterThanOrEqual(spans[at - 1]?.end ?? 0);
      }),
    );
  });
});
