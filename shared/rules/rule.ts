import type { Certainty, Evidence, ProposedCut, Severity } from '#shared/domain/finding.ts';
import type { PreparedInvoice } from './prepare/prepared-invoice.ts';

/** Units a parameter is stated in; they stand in parameter names too (`maximumHoursE4`). */
export type ParameterUnit =
  | 'hoursE4'
  | 'amountE4'
  | 'percentE4'
  | 'days'
  | 'count'
  | 'words'
  | 'characters'
  | 'ratioE4';

/** One settable value of a rule; guideline files state it as a plain decimal, list or truth value. */
export type ParameterSpecification =
  | {
      readonly kind: 'number';
      readonly unit: ParameterUnit;
      readonly default: number;
      readonly minimum: number;
      readonly maximum: number;
      readonly description: string;
    }
  | { readonly kind: 'boolean'; readonly default: boolean; readonly description: string }
  | { readonly kind: 'words'; readonly default: readonly string[]; readonly description: string }
  | {
      readonly kind: 'choice';
      readonly choices: readonly string[];
      readonly default: string;
      readonly description: string;
    };

export type ParameterValue = number | boolean | string | readonly string[];

type ValueOf<S extends ParameterSpecification> = S extends { kind: 'number' }
  ? number
  : S extends { kind: 'boolean' }
    ? boolean
    : S extends { kind: 'words' }
      ? readonly string[]
      : string;

export type ParameterSpecifications = Readonly<Record<string, ParameterSpecification>>;
export type ParameterValues<S extends ParameterSpecifications> = { readonly [K in keyof S]: ValueOf<S[K]> };

/**
 * What a rule must be given to say anything. Where the data is absent the engine does not run the rule and
 * reports it as skipped, with the reason in words; a rule never guesses.
 */
export type Need =
  | 'hours'
  | 'rates'
  | 'amounts'
  | 'tax'
  | 'taskCodes'
  | 'codes'
  | 'timekeepers'
  | 'classifications'
  | 'billingPeriod'
  | 'invoiceDate'
  | 'receivedDate'
  | 'today'
  | 'otherInvoices'
  | 'register'
  | 'matterProfile'
  | 'cutHistory'
  | 'roster'
  | 'agreedRates'
  | 'agreedDiscounts'
  | 'earlierRates'
  | 'titles'
  | 'acceptedOpinions';

/** A finding before the engine gives it an id, severity and clause. `lines` are indexes into the invoice. */
export interface FindingDraft {
  readonly lines: readonly number[];
  /** One sentence a reviewer can act on; figures as people write them. */
  readonly message: string;
  readonly evidence: readonly Evidence[];
  /** Absent: nothing proposed. The engine caps each line's cut at its |total|. */
  readonly proposed?: ProposedCut | undefined;
  /** A rule with two strengths (R24 minimum, R33 sum) may weigh one draft differently from its default. */
  readonly severity?: Severity | undefined;
}

/**
 * One rule of the catalogue. One file each, its tests beside it. `check` is pure: same prepared invoice
 * and parameters, same drafts in the same order. It must be linear in the lines, except where the shared
 * preparation has already made the pairs.
 */
export interface Rule<S extends ParameterSpecifications = ParameterSpecifications> {
  /** `R24`; the number is the catalogue's and never reused. */
  readonly id: string;
  /** Raised when the same invoice may give other findings; part of every finding's id. */
  readonly version: number;
  readonly title: string;
  readonly certainty: Certainty;
  readonly defaultSeverity: Severity;
  readonly parameters: S;
  readonly needs: readonly Need[];
  /** What it rests on: the case, opinion, specification or published guideline, named so it can be looked up. */
  readonly authority: string;
  check(prepared: PreparedInvoice, parameters: ParameterValues<S>): readonly FindingDraft[];
}

/** Keeps parameter names and value types of one rule together (inference only; returns its argument). */
export function defineRule<const S extends ParameterSpecifications>(rule: Rule<S>): Rule<S> {
  return rule;
}
