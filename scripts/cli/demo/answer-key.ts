import type { IsoDate } from '#shared/domain/invoice.ts';
import type { AgreedDiscount, AgreedRate, EarlierRate, RosterEntry } from '#shared/rules/prepare/master-facts.ts';
import type { MatterProfile, OtherInvoice, PastCut, RegisteredMatter } from '#shared/rules/prepare/prepared-invoice.ts';

/** What was planted, and all that the rules must be told to find it. Written beside the demo files. */
export interface AnswerKey {
  readonly seed: number;
  /** The day the checks are to be made as of. */
  readonly today: IsoDate;
  readonly register: readonly RegisteredMatter[];
  readonly matterProfile: MatterProfile;
  readonly invoices: readonly AnsweredInvoice[];
}

export interface AnsweredInvoice {
  readonly file: string;
  readonly invoiceNumber: string;
  readonly receivedOn: IsoDate;
  readonly otherInvoices: readonly OtherInvoice[];
  readonly cutHistory: readonly PastCut[];
  readonly roster: readonly RosterEntry[];
  readonly agreedRates: readonly AgreedRate[];
  readonly earlierRates: readonly EarlierRate[];
  /** Only where one is agreed. */
  readonly agreedDiscounts?: readonly AgreedDiscount[] | undefined;
  /** Records as in the file; an empty list is a finding about the whole invoice. */
  readonly expected: readonly { readonly ruleId: string; readonly records: readonly number[] }[];
}
