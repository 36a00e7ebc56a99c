import type { Invoice } from '#shared/domain/invoice.ts';
import type { RuleContext } from './prepare/prepared-invoice.ts';
import type { Need } from './rule.ts';

/**
 * Why a rule with these needs cannot give a verdict, in words, or `null` when all it needs is there.
 * A column that exists but is blank on some lines is there; a rule passes such lines by on its own.
 */
export function missingNeeds(needs: readonly Need[], invoice: Invoice, context: RuleContext): string | null {
  const reasons = needs.filter((need) => !isMet(need, invoice, context)).map((need) => REASONS[need]);
  return reasons.length === 0 ? null : reasons.join(' ');
}

const REASONS: Readonly<Record<Need, string>> = {
  hours: 'This list has no hours.',
  rates: 'This list has no rates.',
  amounts: 'This list has no amounts.',
  tax: 'This format carries no tax.',
  taskCodes: 'This list has no task codes.',
  codes: 'This list has no task, activity or expense codes.',
  timekeepers: 'This list does not say who did the work.',
  classifications: 'This list does not say what class of timekeeper did the work.',
  billingPeriod: 'This invoice states no billing period.',
  invoiceDate: 'This invoice states no date.',
  receivedDate: 'It is not known when this invoice was received.',
  today: 'The date of this check is not known.',
  otherInvoices: 'There are no other invoices to compare with.',
  register: 'There is no register of clients and matters to compare with.',
  matterProfile: 'Nothing is on file about what was agreed for this matter.',
  cutHistory: 'There is no record of earlier cuts to compare with.',
  roster: 'There is no roster of approved timekeepers to compare with.',
  agreedRates: 'There are no agreed rates to compare with.',
  agreedDiscounts: 'There is no agreed discount to compare with.',
  earlierRates: 'There are no earlier invoices of these timekeepers to compare rates with.',
  titles: 'Neither this list nor a roster says what class of timekeeper did the work.',
  acceptedOpinions: 'Only a model fills this rule, and nobody has accepted anything that one said of this invoice.',
};

function isMet(need: Need, invoice: Invoice, context: RuleContext): boolean {
  const { columns } = invoice;
  switch (need) {
    case 'hours':
      return columns.hasHours;
    case 'rates':
      return columns.hasRates;
    case 'amounts':
      return columns.hasAmounts;
    case 'tax':
      return columns.hasTax;
    case 'taskCodes':
      return columns.hasTaskCodes;
    case 'codes':
      return columns.hasTaskCodes || columns.hasActivityCodes || columns.hasExpenseCodes;
    case 'timekeepers':
      return columns.hasTimekeepers;
    case 'classifications':
      return columns.hasClassifications;
    case 'billingPeriod':
      return invoice.billingStart !== null || invoice.billingEnd !== null;
    case 'invoiceDate':
      return invoice.invoiceDate !== null;
    case 'receivedDate':
      return context.receivedOn !== undefined;
    case 'today':
      return context.today !== '';
    case 'otherInvoices':
      return context.otherInvoices !== undefined;
    case 'register':
      return context.register !== undefined;
    case 'matterProfile':
      return context.matterProfile !== undefined;
    case 'cutHistory':
      return context.cutHistory !== undefined;
    case 'roster':
      return context.roster !== undefined;
    case 'agreedRates':
      return context.agreedRates !== undefined;
    case 'agreedDiscounts':
      return context.agreedDiscounts !== undefined;
    case 'earlierRates':
      return context.earlierRates !== undefined;
    case 'titles':
      return columns.hasClassifications || context.roster !== undefined;
    case 'acceptedOpinions':
      return context.acceptedOpinions !== undefined;
  }
}
