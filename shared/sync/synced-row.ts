import type { InvoiceState } from '#shared/api/workspace.ts';
import type { Decision } from '#shared/domain/decision.ts';
import type { Finding, SkippedRule } from '#shared/domain/finding.ts';
import type { Invoice, InvoiceLine, IsoDate } from '#shared/domain/invoice.ts';
import type { Guideline } from '#shared/rules/guideline.ts';

/**
 * The bodies of the rows that travel, one per table. A row belongs to exactly one scope. Counters and totals
 * do not travel: each side reckons them from the rows.
 */
export interface SyncedBodies {
  /** Scope `matter:<id>`; id: the matter's. */
  readonly matter: MatterBody;
  /** Scope `matter:<id>`; id: the invoice's. */
  readonly invoice: InvoiceBody;
  /** Scope `matter:<id>`; id: the line's. Never changes after it was read. */
  readonly line: LineBody;
  /** Scope `matter:<id>`; id: the finding's. */
  readonly finding: FindingBody;
  /** Scope `matter:<id>`; id: `<lineId>:<version>`. Append-only: the highest version stands. */
  readonly decision: DecisionBody;
  /** Scope `matter:<id>`; id: the line's. Absent: as read. */
  readonly narrative: NarrativeBody;
  /** Scope `matter:<id>`; id: the finding's. Absent: enabled. */
  readonly dismissal: DismissalBody;
  /** Scope `matter:<id>`. Append-only. */
  readonly comment: CommentBody;
  /** Scope `matter:<id>`. Append-only. */
  readonly history: HistoryBody;
  /** Scope `matter:<id>`. A result of a legal search, as it was when somebody saved it. */
  readonly saved_result: SavedResultBody;
  /** Scope `firm`; id: `<name>:<version>`. Append-only. */
  readonly guideline: { readonly guideline: Guideline };
  /** Scope `firm`; id: the user's. For names beside decisions. */
  readonly person: { readonly displayName: string };
  /** Scope `user:<id>`. */
  readonly notification: NotificationBody;
}

export type SyncedTable = keyof SyncedBodies;

/** In the order in which a fresh image is loaded: what others name comes first. */
export const SYNCED_TABLES = [
  'person', 'guideline', 'matter', 'invoice', 'line', 'finding',
  'decision', 'narrative', 'dismissal', 'comment', 'history', 'saved_result', 'notification',
] as const satisfies readonly SyncedTable[]; // biome-ignore format: one list

export interface MatterBody {
  readonly clientNumber: string;
  readonly clientName: string;
  readonly matterNumber: string;
  readonly matterName: string;
  readonly guidelineName: string | null;
  readonly isClosed: boolean;
}

/** The header as read, and how the review stands. */
export interface InvoiceBody extends Omit<Invoice, 'id' | 'lines'> {
  readonly fileSha256: string;
  readonly fileName: string;
  readonly lineCount: number;
  readonly receivedAt: string;
  readonly dueOn: IsoDate | null;
  readonly state: InvoiceState;
  readonly hasSteps: boolean;
  readonly submittedBy: string | null;
  readonly guidelineName: string;
  readonly guidelineVersion: number;
  readonly analysedOn: IsoDate;
  readonly skipped: readonly SkippedRule[];
}

export type LineBody = Omit<InvoiceLine, 'id'> & { readonly invoiceId: string };

export interface FindingBody extends Omit<Finding, 'id'> {
  readonly invoiceId: string;
  /** Place in the analysis, from 0: the order in which findings are shown. */
  readonly position: number;
}

/** `decision` null: the decision that stood was taken away. */
export interface DecisionBody {
  readonly invoiceId: string;
  readonly lineId: string;
  readonly version: number;
  readonly decision: Omit<Decision, 'lineId' | 'version' | 'by' | 'at' | 'deviceId'> | null;
  /** The user's id. */
  readonly by: string;
  readonly at: string;
  readonly deviceId: string;
}

export interface NarrativeBody {
  readonly invoiceId: string;
  /** Null: back to what was read. */
  readonly narrative: string | null;
  readonly by: string;
  readonly at: string;
}

export interface DismissalBody {
  readonly invoiceId: string;
  readonly isEnabled: boolean;
  readonly reason: string | null;
  readonly by: string;
  readonly at: string;
}

export interface CommentBody {
  readonly invoiceId: string;
  readonly lineId: string | null;
  readonly text: string;
  readonly by: string;
  readonly at: string;
}

/** Without the matter, which is the scope. Text only: what was marked is spans. */
export interface SavedResultBody {
  readonly source: 'local' | 'courtlistener';
  readonly kind: string;
  readonly title: string;
  readonly citations: readonly string[];
  readonly court: string | null;
  readonly date: IsoDate | null;
  readonly docketNumber: string | null;
  readonly citedBy: number | null;
  readonly link: string | null;
  readonly fetchedAt: string;
  readonly passages: readonly {
    readonly text: string;
    readonly highlights: readonly { readonly start: number; readonly end: number }[];
  }[];
  readonly note: string;
  /** The user's id. */
  readonly by: string;
  readonly at: string;
}

export interface HistoryBody {
  readonly invoiceId: string;
  readonly text: string;
  readonly by: string;
  readonly at: string;
}

/** Ids and counts only, as in the event it comes from. */
export interface NotificationBody {
  readonly type: string;
  readonly at: string;
  readonly scopeId: string | null;
  readonly subjectId: string | null;
  readonly data: Readonly<Record<string, string | number>>;
  readonly readAt: string | null;
}
