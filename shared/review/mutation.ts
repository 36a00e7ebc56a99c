import type { z } from 'zod';
import type { RefusalCode } from '#shared/api/sync.ts';
import type { InvoiceState } from '#shared/api/workspace.ts';
import type { Decision, DecisionRequest, ReasonCode } from '#shared/domain/decision.ts';
import type { IsoDate } from '#shared/domain/invoice.ts';
import type { Guideline } from '#shared/rules/guideline.ts';
import type { Author } from './author.ts';
import type { FieldGroup } from './field-group.ts';

/**
 * What a user did, as a pure function: facts and arguments in, changes out. It runs when the person acts and
 * again whenever the cache is rebuilt; a server runs the same function on its own facts.
 * Law: visible = imported image + mutations in `client_seq` order. So arguments carry whatever was decided
 * from something that may differ later (which finding proposed a cut, which guideline version was current).
 */
export interface MutationDefinition<Args> {
  readonly name: string;
  /** Raised with every change of `args`; from 1. */
  readonly argVersion: number;
  readonly args: z.ZodType<Args>;
  /** Turns arguments of an older version into those of the next; by the version they come from. */
  readonly upcasters?: Readonly<Record<number, (args: unknown) => unknown>> | undefined;
  /** Every field group the arguments name, whether or not it turns out to need a change. */
  touches(args: Args): readonly FieldGroup[];
  /** Done whole or not at all. */
  isAtomic(args: Args): boolean;
  plan(facts: ReviewFacts, args: Args, meta: MutationMeta): Plan;
}

/** Keeps name and argument type together (inference only; returns its argument). */
export function defineMutation<Args>(definition: MutationDefinition<Args>): MutationDefinition<Args> {
  return definition;
}

export interface MutationMeta {
  readonly clientSeq: number;
  readonly at: string;
  readonly author: Author;
  readonly deviceId: string;
}

/** `noop` and `refused` change nothing and are not recorded; `refused` lines of an applied plan are listed. */
export type Plan =
  | {
      readonly outcome: 'applied';
      readonly changes: readonly Change[];
      readonly refused: readonly LineRefusal[];
      /** Set on reviewing actions: what the undo key brings back. */
      readonly undo: UndoRecord | null;
    }
  | { readonly outcome: 'noop'; readonly refused: readonly LineRefusal[] }
  | { readonly outcome: 'refused'; readonly code: RefusalCode; readonly message: string };

export interface LineRefusal {
  readonly lineId: string;
  readonly code: RefusalCode;
  readonly message: string;
}

/** A decision without its place: line and version come from where it is put. */
export type DecisionContent = Omit<Decision, 'lineId' | 'version'>;

export type Change =
  | {
      readonly kind: 'decision';
      readonly lineId: string;
      readonly decision: DecisionContent | null;
      readonly by: string;
    }
  | { readonly kind: 'narrative'; readonly lineId: string; readonly narrative: string }
  | {
      readonly kind: 'finding';
      readonly invoiceId: string;
      readonly findingId: string;
      readonly isEnabled: boolean;
      readonly reason: string | null;
    }
  | {
      readonly kind: 'invoiceState';
      readonly invoiceId: string;
      readonly state: InvoiceState;
      /** Set by steps of the review itself: from then on no undo takes the invoice back to `analysed`. */
      readonly isStep?: boolean | undefined;
      /** Who has submitted it, from now on; absent: as before. */
      readonly submittedBy?: string | null | undefined;
    }
  | {
      readonly kind: 'comment';
      readonly commentId: string;
      readonly invoiceId: string;
      readonly lineId: string | null;
      readonly text: string;
    }
  | { readonly kind: 'history'; readonly invoiceId: string; readonly text: string }
  | { readonly kind: 'guideline'; readonly guideline: Guideline }
  | {
      readonly kind: 'analysis';
      readonly invoiceId: string;
      readonly guidelineName: string;
      readonly guidelineVersion: number;
      readonly analysedOn: IsoDate;
    }
  | { readonly kind: 'actionState'; readonly clientSeq: number; readonly state: 'done' | 'undone' };

export interface UndoRecord {
  /** What was done, in words that follow "Undo": `accept 14 lines`. */
  readonly text: string;
  readonly invoiceId: string | null;
  readonly lineIds: readonly string[];
  readonly before: Before;
}

/** How things stood before an action, whole, so that bringing them back needs nothing but this. */
export type Before =
  | {
      readonly kind: 'decisions';
      /** One cut over these lines: undone on all of them or on none. */
      readonly isWhole: boolean;
      readonly decisions: readonly { readonly lineId: string; readonly was: StandingDecision | null }[];
      /** Invoices whose review this action began. */
      readonly begun: readonly string[];
    }
  | { readonly kind: 'narrative'; readonly lineId: string; readonly narrative: string }
  | { readonly kind: 'findings'; readonly findings: readonly StandingFinding[] }
  | {
      readonly kind: 'guideline';
      readonly invoiceId: string;
      readonly name: string;
      readonly version: number;
      readonly analysedOn: IsoDate;
    };

/** A decision as it is made again: the amount is reckoned anew from the request. */
export interface StandingDecision extends DecisionReason {
  readonly request: DecisionRequest;
  readonly findingIds: readonly string[];
}

export interface StandingFinding {
  readonly findingId: string;
  readonly isEnabled: boolean;
  readonly reason: string | null;
}

export interface LineFacts {
  readonly lineId: string;
  readonly invoiceId: string;
  readonly lineNumber: string;
  readonly totalE4: number | null;
  readonly unitsE4: number | null;
  readonly unitCostE4: number | null;
  readonly narrative: string;
  readonly originalNarrative: string;
  readonly isFlagged: boolean;
  readonly decisionVersion: number;
  readonly decisionKind: Decision['kind'] | null;
  readonly cutE4: number | null;
}

export interface InvoiceFacts {
  readonly invoiceId: string;
  readonly state: InvoiceState;
  readonly lineCount: number;
  /** A step of the review (submit, approve, return, ...) has been taken. */
  readonly hasSteps: boolean;
  /** The user who submitted it and whose submission still stands. */
  readonly submittedBy: string | null;
  /** Sum of the standing cuts, in ten-thousandths. */
  readonly savedE4: number;
  readonly decidedCount: number;
  readonly guidelineName: string;
  readonly guidelineVersion: number;
  readonly analysedOn: IsoDate;
  /** Undecided lines with an enabled finding of `must_fix` or heavier. */
  seriousOpenCount(): number;
  /** Of decisions, rewrites and dismissals as they stand (`shared/sync/review-digest.ts`). */
  reviewDigest(): string;
}

export interface FindingFacts {
  readonly findingId: string;
  readonly invoiceId: string;
  readonly ruleId: string;
  readonly isEnabled: boolean;
  readonly reason: string | null;
}

/** What a plan may ask about how things stand. Reading only. */
export interface ReviewFacts {
  line(lineId: string): LineFacts | null;
  invoice(invoiceId: string): InvoiceFacts | null;
  finding(findingId: string): FindingFacts | null;
  decisionAt(lineId: string, version: number): DecisionContent | null;
  /** The highest version held under a name. */
  guideline(name: string): { readonly name: string; readonly version: number } | null;
}

/** What a reviewer gives with any decision. */
export interface DecisionReason {
  readonly reasonCode: ReasonCode | null;
  readonly note?: string | undefined;
}

/** Enabled findings of each line at the moment of deciding; lines without any are absent. */
export type FindingIdsByLine = Readonly<Record<string, readonly string[]>>;

export interface LineDecision {
  readonly lineId: string;
  readonly request: DecisionRequest;
}
