import type { RedactionEvaluation, Share } from './evaluate-redaction.ts';

/** As a Markdown table. */
export function redactionLines(evaluation: RedactionEvaluation): readonly string[] {
  const { sentences, people, companies, names, asWritten, byCase, byStyle, companyNames, numbers, kept } = evaluation;
  const row = (name: string, { found, of, recall, interval }: Share) =>
    `| ${name} | ${of} | ${found} | ${recall.toFixed(4)} (${interval.map((each) => each.toFixed(4)).join(' to ')}) |`;
  return [
    `${sentences} sentences with ${people} people and ${companies} companies of which the firm was told none.`,
    '',
    '| What | Places | Taken out | Recall (95 %) |',
    '|---|---:|---:|---|',
    row('Names', names),
    row('... as one would write', asWritten),
    row('... all in capitals', byCase.capitals),
    row('... all in small letters', byCase.small),
    row('... terse author', byStyle.terse),
    row('... formal author', byStyle.formal),
    row('... companies alone', companyNames),
    row('Dockets, accounts, telephones, e-mail', numbers),
    '',
    `Of ${kept.words} words that name nobody ${kept.keptWords} were left standing (${kept.share.toFixed(3)}).`,
  ];
}
