import type { Rule } from '../rule.ts';
import { lineArithmetic } from './r01-line-arithmetic.ts';
import { invoiceTotal } from './r02-invoice-total.ts';
import { tax } from './r03-tax.ts';
import { duplicateInvoice } from './r04-duplicate-invoice.ts';
import { unknownMatter } from './r05-unknown-matter.ts';
import { requiredFields } from './r06-required-fields.ts';
import { matterTerms } from './r07-matter-terms.ts';
import { outsideBillingPeriod } from './r08-outside-billing-period.ts';
import { futureDate } from './r09-future-date.ts';
import { staleTime } from './r10-stale-time.ts';
import { lateInvoice } from './r11-late-invoice.ts';
import { headerDiffers } from './r12-header-differs.ts';
import { negativeLine } from './r13-negative-line.ts';
import { unapprovedTimekeeper } from './r14-unapproved-timekeeper.ts';
import { rateAboveAgreed } from './r15-rate-above-agreed.ts';
import { rateIncrease } from './r16-rate-increase.ts';
import { discountMissing } from './r18-discount-missing.ts';
import { classAgainstRoster } from './r19-class-against-roster.ts';
import { barredRole } from './r20-barred-role.ts';
import { unidentifiedTimekeeper } from './r21-unidentified-timekeeper.ts';
import { billingIncrement } from './r24-billing-increment.ts';
import { roundNumbers } from './r25-round-numbers.ts';
import { longDay } from './r26-long-day.ts';
import { impossibleDay } from './r27-impossible-day.ts';
import { longEntry } from './r28-long-entry.ts';
import { weekendOrHoliday } from './r29-weekend-or-holiday.ts';
import { hoursCap } from './r30-hours-cap.ts';
import { sameEvent } from './r31-same-event.ts';
import { blockBilling } from './r32-block-billing.ts';
import { itemisedTimes } from './r33-itemised-times.ts';
import { travelCombined } from './r34-travel-combined.ts';
import { vagueNarrative } from './r35-vague-narrative.ts';
import { contactWithoutSubject } from './r36-contact-without-subject.ts';
import { longNarrative } from './r37-long-narrative.ts';
import { bannedWords } from './r40-banned-words.ts';
import { exactDuplicate } from './r41-exact-duplicate.ts';
import { nearDuplicate } from './r42-near-duplicate.ts';
import { cutBefore } from './r43-cut-before.ts';
import { multipleAttendees } from './r44-multiple-attendees.ts';
import { internalConference } from './r45-internal-conference.ts';
import { supervisionAndTraining } from './r46-supervision-and-training.ts';
import { overReview } from './r47-over-review.ts';
import { excessiveTime } from './r48-excessive-time.ts';
import { fragmentation } from './r51-fragmentation.ts';
import { clericalWork } from './r52-clerical-work.ts';
import { billingWork } from './r53-billing-work.ts';
import { routineFileReview } from './r54-routine-file-review.ts';
import { research } from './r55-research.ts';
import { travelTime } from './r56-travel-time.ts';
import { noCharge } from './r59-no-charge.ts';
import { recycledWorkProduct } from './r60-recycled-work-product.ts';
import { codeMissingOrUnknown } from './r62-code-missing-or-unknown.ts';
import { wrongCodeSet } from './r63-wrong-code-set.ts';
import { codeAndNarrative } from './r64-code-and-narrative.ts';
import { typeAndCodes } from './r65-type-and-codes.ts';
import { expenseWithoutActivity } from './r75-expense-without-activity.ts';
import { reasonableness } from './r82-reasonableness.ts';

/**
 * Every rule of this version, one file each (`r24-billing-increment.ts` exports `billingIncrement`).
 * Keep both the imports and the list in id order; one entry a line, so that two people's additions merge.
 * A rule's number is the catalogue's (billing reference, section 3) and is never reused.
 */
export const RULES: readonly Rule[] = [
  // R01 to R13: identity, arithmetic, file
  lineArithmetic,
  invoiceTotal,
  tax,
  duplicateInvoice,
  unknownMatter,
  requiredFields,
  matterTerms,
  outsideBillingPeriod,
  futureDate,
  staleTime,
  lateInvoice,
  headerDiffers,
  negativeLine,
  // R14 to R21: timekeepers and rates
  unapprovedTimekeeper,
  rateAboveAgreed,
  rateIncrease,
  discountMissing,
  classAgainstRoster,
  barredRole,
  unidentifiedTimekeeper,
  // R24 to R40: time recording
  billingIncrement,
  roundNumbers,
  longDay,
  impossibleDay,
  longEntry,
  weekendOrHoliday,
  hoursCap,
  sameEvent,
  blockBilling,
  itemisedTimes,
  travelCombined,
  vagueNarrative,
  contactWithoutSubject,
  longNarrative,
  bannedWords,
  // R41 to R51: duplication and staffing
  exactDuplicate,
  nearDuplicate,
  cutBefore,
  multipleAttendees,
  internalConference,
  supervisionAndTraining,
  overReview,
  excessiveTime,
  fragmentation,
  // R52 to R60: work that is not billable
  clericalWork,
  billingWork,
  routineFileReview,
  research,
  travelTime,
  noCharge,
  recycledWorkProduct,
  // R62 to R65: codes
  codeMissingOrUnknown,
  wrongCodeSet,
  codeAndNarrative,
  typeAndCodes,
  // R75 to R82: expenses, the whole invoice
  expenseWithoutActivity,
  reasonableness,
];

const BY_ID: ReadonlyMap<string, Rule> = new Map(RULES.map((rule) => [rule.id, rule]));

/** The rule with this id (`R24`), or `undefined` when this version has none. */
export function ruleById(ruleId: string): Rule | undefined {
  return BY_ID.get(ruleId);
}
