import type { IsoDate } from '#shared/domain/invoice.ts';

/**
 * What was agreed with the vendor of an invoice, as far as it concerns that invoice: rows of its vendor for its
 * client and matter, or for all. Both days of a period belong to it; `null` is open.
 */
export type TermScope = 'matter' | 'client' | 'all';

export interface AgreedPeriod {
  readonly from: IsoDate | null;
  readonly to: IsoDate | null;
}

/** Somebody who may bill. */
export interface RosterEntry extends AgreedPeriod {
  readonly timekeeperId: string;
  readonly timekeeperName: string;
  /** A code or a title, as entered; `null` where none was. */
  readonly classification: string | null;
  readonly scope: TermScope;
}

/** An hourly rate of a person, or of a class where `timekeeperId` is null. */
export interface AgreedRate extends AgreedPeriod {
  readonly timekeeperId: string | null;
  readonly classification: string | null;
  readonly scope: TermScope;
  readonly rateE4: number;
  /** ISO 4217; `null` holds for any. */
  readonly currency: string | null;
}

/** A discount on fees. */
export interface AgreedDiscount extends AgreedPeriod {
  readonly scope: TermScope;
  /** False: agreed with the client for whoever bills. */
  readonly isForVendor: boolean;
  /** Percentage points in ten-thousandths: 5 % is 50000. */
  readonly percentE4: number;
}

/** What the latest check of an attorney found against somebody who bills. */
export interface AdmissionFact {
  readonly timekeeperId: string;
  readonly verdict: 'conflict' | 'not_found';
  /** One sentence: which record says what. */
  readonly reason: string;
  /** The day of the check. */
  readonly asOf: IsoDate;
}

/** The highest hourly rate of one timekeeper on one earlier invoice of the same vendor on the same matter. */
export interface EarlierRate {
  readonly timekeeperId: string | null;
  readonly timekeeperName: string | null;
  readonly invoiceNumber: string | null;
  readonly currency: string | null;
  readonly rateE4: number;
  /** First and last day of that timekeeper's work on it. */
  readonly firstDate: IsoDate;
  readonly lastDate: IsoDate;
}
