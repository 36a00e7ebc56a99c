import type { Invoice, InvoiceLine, IsoDate } from '#shared/domain/invoice.ts';
import type { CodeSets } from '#shared/utbms/code-sets.ts';
import type { AcceptedOpinion } from './accepted-opinion.ts';
import type { AgreedTerms } from './agreed-terms.ts';
import type { InvoiceWords } from './invoice-words.ts';
import type { AdmissionFact, AgreedDiscount, AgreedRate, EarlierRate, RosterEntry } from './master-facts.ts';
import type { NarrativeReading } from './narrative-reading.ts';

/**
 * An invoice made ready for all rules at once: narratives are tokenised, days summed and near-duplicates
 * paired a single time, not per rule.
 */
export interface PreparedInvoice {
  readonly invoice: Invoice;
  readonly lines: readonly PreparedLine[];
  /** The words of all lines, by number. */
  readonly words: InvoiceWords;
  /** Fee lines of one timekeeper on one date, in line order. Lines without either are in no group. */
  readonly timekeeperDays: readonly TimekeeperDay[];
  /** Pairs of fee lines whose narratives nearly agree; made on first use, once. */
  nearDuplicates(options: NearDuplicateOptions): readonly NearDuplicatePair[];
  /** Rosters, rates and discounts by line; made on first use, once. */
  agreedTerms(): AgreedTerms;
  /**
   * What a function makes of this invoice; made on first use, once. Kept here and not in a table of all invoices: such
   * a table, even a weak one, keeps what it has through every small collection.
   */
  once<Value>(make: (prepared: PreparedInvoice) => Value): Value;
  readonly codeSets: CodeSets;
  readonly context: RuleContext;
}

export interface PreparedLine {
  readonly index: number;
  readonly line: InvoiceLine;
  /** Line kind F, the only kind with hours. */
  readonly isFee: boolean;
  /** `timekeeperId`, else `timekeeperName`, folded; `null` when neither. Keys days and staffing. */
  readonly timekeeperKey: string | null;
  /** The keys of an invoice counted from 0 in order of first use; -1 without a key. Finds people without their text. */
  readonly timekeeperNumber: number;
  /** Days since 1970-01-01; `null` without a date. */
  readonly dayNumber: number | null;
  readonly reading: NarrativeReading;
}

export interface TimekeeperDay {
  readonly timekeeperKey: string;
  readonly date: IsoDate;
  readonly lines: readonly number[];
  /** Sum of known hours; lines without hours add nothing. */
  readonly hoursE4: number;
}

export interface NearDuplicateOptions {
  /** 0 to 10000: share of the words in common, weighted by rarity within the invoice. */
  readonly minimumSimilarityE4: number;
  readonly maximumDaysApart: number;
}

export interface NearDuplicatePair {
  /** `first < second`, indexes into the invoice. */
  readonly first: number;
  readonly second: number;
  readonly similarityE4: number;
}

/** What is known besides the invoice. Absent parts leave the rules that need them unrun, never guessing. */
export interface RuleContext {
  /** The day the analysis is made, from the caller's clock. */
  readonly today: IsoDate;
  readonly receivedOn?: IsoDate | undefined;
  /** Invoices already held, for R04, R27, R41 to R43; never includes the one analysed. */
  readonly otherInvoices?: readonly OtherInvoice[] | undefined;
  /**
   * Hours on invoices of other matters of the same vendor, for R27 and R30, where their lines are not among
   * `otherInvoices`: all that may be told of a matter that the reader of a finding may not see.
   */
  readonly otherMatterDays?: readonly OtherMatterDay[] | undefined;
  /** Known client and matter pairs, for R05. */
  readonly register?: readonly RegisteredMatter[] | undefined;
  /** What the client agreed for this matter, for R03 and R07. */
  readonly matterProfile?: MatterProfile | undefined;
  /** Lines that were cut before, for R43. */
  readonly cutHistory?: readonly PastCut[] | undefined;
  /** Who may bill this client and matter, for R14, R15, R19 and R20. */
  readonly roster?: readonly RosterEntry[] | undefined;
  /** Agreed hourly rates, for R15, R16 and R18. */
  readonly agreedRates?: readonly AgreedRate[] | undefined;
  /** Agreed discounts on fees, for R18. */
  readonly agreedDiscounts?: readonly AgreedDiscount[] | undefined;
  /** Rates of this invoice's timekeepers on earlier invoices, for R16. */
  readonly earlierRates?: readonly EarlierRate[] | undefined;
  /** What checks of attorneys found against people of this vendor, for R21. */
  readonly admissions?: readonly AdmissionFact[] | undefined;
  /** What a model said and a person accepted, for R47, R48, R60, R75 and R82; nothing else ever comes from a model. */
  readonly acceptedOpinions?: readonly AcceptedOpinion[] | undefined;
}

export interface OtherInvoice {
  readonly invoiceId: string;
  readonly vendorId: string | null;
  readonly invoiceNumber: string | null;
  readonly invoiceDate: IsoDate | null;
  readonly billingStart: IsoDate | null;
  readonly billingEnd: IsoDate | null;
  readonly totalE4: number | null;
  /** Only the lines that can matter: same timekeepers or same dates as the invoice analysed. */
  readonly lines: readonly Pick<
    InvoiceLine,
    'lineNumber' | 'date' | 'timekeeperId' | 'timekeeperName' | 'unitsE4' | 'totalE4' | 'narrative' | 'kind'
  >[];
}

/** One person's day on other matters, added up. */
export interface OtherMatterDay {
  readonly timekeeperKey: string;
  readonly date: IsoDate;
  /** Above 0. */
  readonly hoursE4: number;
  readonly invoiceCount: number;
}

export interface RegisteredMatter {
  readonly clientId: string;
  readonly matterId: string;
  readonly isOpen: boolean;
}

export interface MatterProfile {
  readonly currency?: string | undefined;
  readonly requiresPurchaseOrder?: boolean | undefined;
  readonly isTaxable?: boolean | undefined;
  readonly taxRateE10?: number | undefined;
}

export interface PastCut {
  readonly date: IsoDate | null;
  readonly timekeeperId: string | null;
  readonly unitsE4: number | null;
  readonly narrative: string;
  readonly invoiceNumber: string | null;
}
