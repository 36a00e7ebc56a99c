import type { InvoiceState } from '#shared/api/workspace.ts';
import type { Decision, DecisionRequest, ReasonCode } from '#shared/domain/decision.ts';
import type { IsoDate } from '#shared/domain/invoice.ts';
import type { Guideline } from '#shared/rules/guideline.ts';

/**
 * What a user did, as a pure function: facts and arguments in, changes out. It runs when the person acts and
 * again whenever the cache is rebuilt; a server runs the same function on its own facts.
 * Law: visible = imported image + mutations in `client_seq` order. So arguments carry whatever was decided
 * from something that may differ later (which finding proposed a cut, which guideline version was current).
 */
export interface MutationDefinition<Args> {
  readonly name: string;
  plan(facts: ReviewFacts, args: Args, meta: MutationMeta): Plan;
}

/** Keeps name and argument type together (inference only; returns its argument). */
export function defineMutation<Args>(definition: MutationDefinition<Args>): MutationDefinition<Args> {
  return definition;
}

export interface MutationMeta {
  readonly clientSeq: number;
  readonly at: string;
  readonly by: string;
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
  | { readonly outcome: 'refused'; readonly message: string };

export interface LineRefusal {
  readonly lineId: string;
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

/** How things stood before an action, as much as is needed to bring them back. */
export type Before =
  | {
      readonly kind: 'decisions';
      /** Version of the decision that stood; lines that had none are absent. */
      readonly versions: Readonly<Record<string, number>>;
      /** States of invoices whose review this action began. */
      readonly states: Readonly<Record<string, InvoiceState>>;
    }
  | { readonly kind: 'narrative'; readonly lineId: string; readonly narrative: string }
  | {
      readonly kind: 'finding';
      readonly invoiceId: string;
      readonly findingId: string;
      readonly isEnabled: boolean;
      readonly reason: string | null;
    }
  | { readonly kind: 'findings'; readonly findings: readonly Extract<Change, { kind: 'finding' }>[] }
  | {
      readonly kind: 'guideline';
      readonly invoiceId: string;
      readonly name: string;
      readonly version: number;
      readonly analysedOn: IsoDate;
    };

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
  readonly guidelineName: string;
  readonly guidelineVersion: number;
  readonly analysedOn: IsoDate;
  /** Undecided lines with an enabled finding of `must_fix` or heavier. */
  seriousOpenCount(): number;
}

export interface FindingFacts {
  readonly findingId: string;
  readonly invoiceId: string;
  readonly ruleId: string;
  readonly isEnabled: boolean;
  readonly reason: string | null;
}

export interface ActionFacts extends UndoRecord {
  readonly clientSeq: number;
  readonly state: 'done' | 'undone' | 'dropped';
}

/** What a plan may ask about how things stand. Reading only. */
export interface ReviewFacts {
  line(lineId: string): LineFacts | null;
  invoice(invoiceId: string): InvoiceFacts | null;
  finding(findingId: string): FindingFacts | null;
  decisionAt(lineId: string, version: number): DecisionContent | null;
  /** The highest version held under a name. */
  guideline(name: string): { readonly name: string; readonly version: number } | null;
  action(clientSeq: number): ActionFacts | null;
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
