import type { CommandInput } from '#shared/api/workspace.ts';
import { parseE4 } from '#shared/money/e4.ts';

/**
 * What a reviewer types after `R`. Hours and rates are what remains; percentages and amounts are what
 * comes off. A bare number is refused, because `2` could be any of them.
 */
export type Reduction =
  | Exclude<CommandInput<'decideLines'>['request'], { kind: 'accept' } | { kind: 'cut_line' }>
  | { readonly kind: 'pool'; readonly cutE4: number };

export type ReduceAnswer =
  | { readonly kind: 'reduction'; readonly reduction: Reduction }
  | { readonly kind: 'incomplete'; readonly message: string };

export const REDUCE_EXAMPLES = '1.5h  \u00b7  20%  \u00b7  @350  \u00b7  -$120';
const HELP = 'Say what it is: 1.5h remain, 20% off, @350 an hour, -$120 off.';
const MONEY_SIGN = '[$\u20ac\u00a3\u00a5]?';
const NUMBER = '(\\d{1,3}(?:,\\d{3})+(?:\\.\\d*)?|\\d*\\.?\\d+|\\d+\\.)';

const HOURS = new RegExp(`^=?${NUMBER}(?:h|hr|hrs|hours?)$`);
const PERCENT = new RegExp(`^-?${NUMBER}%$`);
const RATE = new RegExp(`^(?:[=@]${MONEY_SIGN}${NUMBER}(?:/h)?|${MONEY_SIGN}${NUMBER}/h)$`);
const AMOUNT = new RegExp(`^-${MONEY_SIGN}${NUMBER}$`);

/** Reads the reduce field. Never throws; `incomplete` carries the sentence to show under the field. */
export function parseReduction(text: string): ReduceAnswer {
  const typed = text
    .trim()
    .toLowerCase()
    .replace(/\s+/g, '')
    .replace(/\u2212/g, '-');
  if (typed === '') return incomplete(HELP);
  const hours = HOURS.exec(typed);
  if (hours !== null) {
    return withE4(hours[1], (hoursE4) => ({ kind: 'reduction', reduction: { kind: 'cut_hours', hoursE4 } }));
  }
  const percent = PERCENT.exec(typed);
  if (percent !== null) {
    return withE4(percent[1], (percentE4) =>
      percentE4 === 0 || percentE4 > 1_000_000
        ? incomplete('A cut is more than 0% and at most 100%.')
        : { kind: 'reduction', reduction: { kind: 'cut_percent', percentE4 } },
    );
  }
  const rate = RATE.exec(typed);
  if (rate !== null) {
    return withE4(rate[1] ?? rate[2], (rateE4) => ({ kind: 'reduction', reduction: { kind: 'cut_rate', rateE4 } }));
  }
  const amount = AMOUNT.exec(typed);
  if (amount !== null) {
    return withE4(amount[1], (cutE4) =>
      cutE4 === 0
        ? incomplete('An amount must take something off.')
        : { kind: 'reduction', reduction: { kind: 'pool', cutE4 } },
    );
  }
  if (/^-.*h/.test(typed)) return incomplete('Type the hours that remain, not those that go: 1.5h.');
  return incomplete(HELP);
}

function withE4(digits: string | undefined, make: (valueE4: number) => ReduceAnswer): ReduceAnswer {
  const parsed = parseE4((digits ?? '').replace(/,/g, ''));
  if (parsed.kind === 'notANumber') return incomplete(HELP);
  if (parsed.kind === 'tooLarge') return incomplete('This number is too large.');
  if (parsed.isRounded) return incomplete('At most four decimals.');
  return make(parsed.valueE4);
}

function incomplete(message: string): ReduceAnswer {
  return { kind: 'incomplete', message };
}
