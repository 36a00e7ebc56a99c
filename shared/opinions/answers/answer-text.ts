import { cleanNarrative } from '../clean-narrative.ts';
import type { Redactor } from '../redaction/redactor.ts';

const LONGEST = 1_200;
const MARKUP = /https?:|www\.|\]\(|<[a-z/!]|```|\bjavascript:|&#|\bdata:/i;

/** A model's own words as a person may read them: plain, names put back. Null: they are not to be shown. */
export function answerText(text: string, redactor: Redactor): string | null {
  const plain = cleanNarrative(text).text.replace(/\s+/g, ' ').trim();
  if (plain === '' || plain.length > LONGEST || MARKUP.test(plain)) return null;
  const { text: restored, unknown } = redactor.restore(plain);
  return unknown.length === 0 ? restored : null;
}

/** Whether every figure that a text names was in what was sent: a model reckons nothing. */
export function citesOnly(text: string, sent: string): boolean {
  const known = new Set(figuresIn(sent));
  return figuresIn(withoutPlaceholders(text)).every((figure) => known.has(figure));
}

function withoutPlaceholders(text: string): string {
  return text.replace(/\[[A-Z]{3,12}_\d{1,6}\]/g, ' ');
}

/** Figures without the zeros and commas that say nothing: "1,200.50" is 1200.5. */
function figuresIn(text: string): readonly string[] {
  return (text.match(/\d[\d,]*(?:\.\d+)?/g) ?? []).map((figure) => {
    const plain = figure.replaceAll(',', '');
    const [whole = '', decimals = ''] = plain.split('.');
    const trimmed = decimals.replace(/0+$/, '');
    return `${whole.replace(/^0+(?=\d)/, '')}${trimmed === '' ? '' : `.${trimmed}`}`;
  });
}
