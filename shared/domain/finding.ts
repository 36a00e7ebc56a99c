import type { IsoDate } from './invoice.ts';

/** From a note to a refusal; the order is the order of weight. A guideline may change it per rule. */
export const SEVERITIES = ['info', 'warn', 'must_fix', 'auto_cut', 'reject'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** `deterministic`: a sum, rate or date. `heuristic`: read from text. `judgement`: a person's alone. */
export type Certainty = 'deterministic' | 'heuristic' | 'judgement';

/** Where a finding shows itself: characters of a narrative (UTF-16 offsets, end exclusive) or a field. */
export type Evidence =
  | { readonly lineId: string; readonly start: number; readonly end: number }
  | { readonly field: string };

/**
 * What a rule proposes to take off. `cutE4ByLine` gives each line's share, never negative, never above the
 * line's |total|; lines whose total is unknown are absent.
 */
export type ProposedCut =
  | { readonly kind: 'none' }
  | { readonly kind: 'cut_line'; readonly cutE4ByLine: Readonly<Record<string, number>> }
  | {
      readonly kind: 'cut_hours';
      /** Hours that remain, per line. */
      readonly hoursE4ByLine: Readonly<Record<string, number>>;
      readonly cutE4ByLine: Readonly<Record<string, number>>;
    }
  | {
      readonly kind: 'cut_rate';
      /** Rate that remains, per line. */
      readonly rateE4ByLine: Readonly<Record<string, number>>;
      readonly cutE4ByLine: Readonly<Record<string, number>>;
    }
  | {
      readonly kind: 'cut_percent';
      /** Percentage points taken off, in ten-thousandths: 20 % is 200000. */
      readonly percentE4: number;
      readonly cutE4ByLine: Readonly<Record<string, number>>;
    }
  | { readonly kind: 'pool'; readonly cutE4ByLine: Readonly<Record<string, number>> };

/** A rule's remark on one or several lines (or on the invoice: no lines). */
export interface Finding {
  /** UUIDv8 of SHA-256(invoice, guideline and version, rule and version, sorted lines, evidence). */
  readonly id: string;
  readonly ruleId: string;
  readonly ruleVersion: number;
  /** `section: text` as the guideline quotes it, or the rule's authority where it quotes nothing. */
  readonly guidelineClause: string;
  readonly severity: Severity;
  readonly certainty: Certainty;
  /** In line order. Empty when about the invoice as a whole. */
  readonly lineIds: readonly string[];
  readonly records: readonly number[];
  readonly message: string;
  readonly evidence: readonly Evidence[];
  readonly proposed: ProposedCut;
  /** Sum of the proposed cuts of this finding alone; findings on one line overlap, so never add these up. */
  readonly potentialSavingE4: number;
}

/** Why a rule that is switched on gave no verdict on an invoice ("needs timekeeper rates"). */
export interface SkippedRule {
  readonly ruleId: string;
  readonly reason: string;
}

/** All that one run of a guideline over one invoice says. */
export interface Analysis {
  readonly invoiceId: string;
  readonly guidelineName: string;
  readonly guidelineVersion: number;
  readonly analysedOn: IsoDate;
  /** Sorted by first record, then rule, then evidence: the same inputs give the same bytes. */
  readonly findings: readonly Finding[];
  readonly skipped: readonly SkippedRule[];
}
