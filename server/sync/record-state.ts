import type { InvoiceState } from '#shared/api/workspace.ts';
import type { DecisionContent } from '#shared/review/mutation.ts';

/** A part of the shared record as a transaction has read and locked it, moved on by what it is about to write. */
export interface RecordState {
  readonly invoices: Map<string, InvoiceStanding>;
  readonly lines: Map<string, LineStanding>;
  readonly findings: Map<string, FindingStanding>;
  /** Also of findings that no analysis names any more. */
  readonly dismissals: Map<string, DismissalStanding>;
  /** The highest version under each name. */
  readonly guidelines: Map<string, number>;
}

export interface InvoiceStanding {
  readonly invoiceId: string;
  readonly scopeId: string;
  readonly loadedVersion: number;
  version: number;
  state: InvoiceState;
  readonly lineCount: number;
  hasSteps: boolean;
  submittedBy: string | null;
  savedE4: number;
  decidedCount: number;
  openCount: number;
  guidelineName: string;
  guidelineVersion: number;
  analysedOn: string;
  /** Every line, finding and dismissal of it is here. */
  readonly isWhole: boolean;
}

export interface LineStanding {
  readonly lineId: string;
  readonly invoiceId: string;
  readonly lineNumber: string;
  readonly totalE4: number | null;
  readonly unitsE4: number | null;
  readonly unitCostE4: number | null;
  /** As read. */
  readonly original: string;
  readonly isFlagged: boolean;
  decisionVersion: number;
  decision: DecisionContent | null;
  /** Null: as read. */
  narrative: string | null;
  readonly loadedNarrativeVersion: number;
  narrativeVersion: number;
}

export interface FindingStanding {
  readonly findingId: string;
  readonly invoiceId: string;
  readonly ruleId: string;
  /** Place in `SEVERITIES` plus one. */
  readonly severity: number;
  /** Known where its invoice is whole. */
  readonly lineIds: readonly string[];
}

export interface DismissalStanding {
  readonly findingId: string;
  readonly invoiceId: string;
  isEnabled: boolean;
  reason: string | null;
  readonly loadedVersion: number;
  version: number;
}
