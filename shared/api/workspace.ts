import { z } from 'zod';
import type { Decision } from '#shared/domain/decision.ts';
import { REASON_CODES } from '#shared/domain/decision.ts';
import type { Finding, Severity, SkippedRule } from '#shared/domain/finding.ts';
import { SEVERITIES } from '#shared/domain/finding.ts';
import type { FormatName, InvoiceLine, IsoDate, LineKind, Problem } from '#shared/domain/invoice.ts';
import type { Guideline } from '#shared/rules/guideline.ts';
import { type LegalDeskOutputs, legalDeskQueries } from './legal-desk.ts';
import type { RefusalCode } from './sync.ts';
import type { SyncStatus } from './sync-status.ts';

/**
 * The one contract between a screen and a workspace, whichever home the workspace has (Electron utility
 * process or web worker). Inputs are schemas, because they cross a boundary; outputs are types, because
 * they come from our own code. Names are verbs. Every input object is strict.
 */

const id = z.uuid();
const e4 = z.int();
const page = { offset: z.int().min(0), limit: z.int().min(1).max(1000) };

/** Which lines a grid shows. All conditions must hold; an empty filter shows all. */
export const lineFilter = z.strictObject({
  text: z.string().max(200).optional(),
  ruleIds: z.array(z.string().max(8)).max(100).optional(),
  severities: z.array(z.enum(SEVERITIES)).optional(),
  timekeeperKeys: z.array(z.string().max(200)).max(500).optional(),
  kinds: z.array(z.enum(['F', 'E', 'IF', 'IE'])).optional(),
  decision: z.enum(['decided', 'undecided', 'cut', 'accepted']).optional(),
  hasFindings: z.boolean().optional(),
});
export type LineFilter = z.infer<typeof lineFilter>;

/** Ties are broken by record, so that a page never repeats or loses a line. */
export const lineSort = z.strictObject({
  by: z.enum(['record', 'date', 'timekeeper', 'hours', 'rate', 'total', 'severity', 'saving']),
  direction: z.enum(['ascending', 'descending']),
});
export type LineSort = z.infer<typeof lineSort>;

const lineView = { invoiceId: id, filter: lineFilter, sort: lineSort };

export const decisionRequest = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('accept') }),
  z.strictObject({ kind: z.literal('cut_line') }),
  z.strictObject({ kind: z.literal('cut_hours'), hoursE4: e4.min(0) }),
  z.strictObject({ kind: z.literal('cut_rate'), rateE4: e4.min(0) }),
  z.strictObject({ kind: z.literal('cut_percent'), percentE4: e4.min(1).max(1_000_000) }),
]);

/**
 * `keep_mine` does it again on top of what stands now; `take_theirs` lets it go; the others do something else
 * instead. A pool or a step of the review is kept or let go whole.
 */
export const conflictResolution = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('keep_mine') }),
  z.strictObject({ kind: z.literal('take_theirs') }),
  z.strictObject({
    kind: z.literal('edit_decision'),
    request: decisionRequest,
    reasonCode: z.enum(REASON_CODES).nullable(),
    note: z.string().max(2000).optional(),
  }),
  z.strictObject({ kind: z.literal('edit_narrative'), narrative: z.string().max(15_360) }),
]);
export type ConflictResolution = z.infer<typeof conflictResolution>;

const reason = { reasonCode: z.enum(REASON_CODES).nullable(), note: z.string().max(2000).optional() };

export const workspaceQueries = {
  getStatus: z.strictObject({}),
  listInvoices: z.strictObject({
    text: z.string().max(200).optional(),
    states: z
      .array(z.enum(['analysed', 'in_review', 'approved', 'exported', 'returned', 'needs_attention']))
      .optional(),
    sort: z.strictObject({
      by: z.enum(['receivedAt', 'invoiceDate', 'invoiceNumber', 'vendor', 'client', 'total', 'findings', 'saving']),
      direction: z.enum(['ascending', 'descending']),
    }),
    ...page,
  }),
  getInvoice: z.strictObject({ invoiceId: id }),
  listLines: z.strictObject({ ...lineView, ...page }),
  /** Where a line stands in a filtered, sorted view; null when the filter hides it. */
  locateLine: z.strictObject({ ...lineView, lineId: id }),
  /** The next line in the view that has an enabled finding and no decision; wraps once; null when none. */
  findNextOpenLine: z.strictObject({
    ...lineView,
    fromIndex: z.int().min(-1),
    direction: z.enum(['next', 'previous']),
  }),
  /** Every line id of a view, in order, for range selection; at most 100,000. */
  listLineIds: z.strictObject({ ...lineView }),
  getLine: z.strictObject({ lineId: id }),
  /** Words across all invoices held: narratives, timekeepers, numbers. */
  search: z.strictObject({ text: z.string().min(1).max(200), limit: z.int().min(1).max(200) }),
  listGuidelines: z.strictObject({}),
  getGuideline: z.strictObject({ name: z.string().max(64) }),
  /** What the undo and redo keys would do, in words; null when there is nothing. */
  getUndo: z.strictObject({}),
  /** How this workspace stands with the firm's server; asked again after each `syncChanged`. */
  getSyncStatus: z.strictObject({}),
  /** What the server did not take as the person did it, oldest first. */
  listConflicts: z.strictObject({ ...page }),
  /** Base, mine and theirs of one conflict. */
  getConflict: z.strictObject({ conflictId: id }),
  /** Newest first. */
  listNotifications: z.strictObject({ unreadOnly: z.boolean(), ...page }),
  ...legalDeskQueries,
} as const;

export const workspaceCommands = {
  /** Reads and stores one file; further calls queue. Progress comes as events with `importId`. */
  importFile: z.strictObject({
    importId: id,
    name: z.string().min(1).max(1000),
    bytes: z.instanceof(Uint8Array),
  }),
  cancelImport: z.strictObject({ importId: id }),
  /** One decision for one or many lines: each is applied on its own, refusals are listed. */
  decideLines: z.strictObject({ lineIds: z.array(id).min(1).max(100_000), request: decisionRequest, ...reason }),
  /** One cut spread over several lines of one invoice in proportion to their totals. */
  decidePool: z.strictObject({ lineIds: z.array(id).min(1).max(100_000), cutE4: e4.min(1), ...reason }),
  /** Does what the enabled findings of these lines propose (the largest single cut of each line). */
  acceptProposals: z.strictObject({ lineIds: z.array(id).min(1).max(100_000) }),
  clearDecisions: z.strictObject({ lineIds: z.array(id).min(1).max(100_000) }),
  setFindingEnabled: z.strictObject({ findingId: id, isEnabled: z.boolean(), reason: z.string().max(2000).optional() }),
  /** Every finding of one rule on an invoice, as one action. */
  setRuleEnabled: z.strictObject({
    invoiceId: id,
    ruleId: z.string().max(8),
    isEnabled: z.boolean(),
    reason: z.string().max(2000).optional(),
  }),
  rewriteNarrative: z.strictObject({ lineId: id, narrative: z.string().max(15_360) }),
  addComment: z.strictObject({ invoiceId: id, lineId: id.nullable(), text: z.string().min(1).max(4000) }),
  submitInvoice: z.strictObject({ invoiceId: id }),
  approveInvoice: z.strictObject({ invoiceId: id }),
  returnInvoice: z.strictObject({ invoiceId: id, note: z.string().min(1).max(4000) }),
  reopenInvoice: z.strictObject({ invoiceId: id }),
  assignGuideline: z.strictObject({ invoiceId: id, name: z.string().max(64) }),
  /** Stores a client's own guideline (YAML or JSON text); a known name must come with a higher version. */
  saveGuideline: z.strictObject({ text: z.string().max(1_000_000) }),
  exportInvoice: z.strictObject({
    invoiceId: id,
    format: z.enum(['ledes1998b', 'ledes98bi', 'csv', 'json']),
    /** `show` keeps a line that was cut whole, at zero with the cut as its adjustment; `omit` leaves it out. */
    cutLines: z.enum(['show', 'omit']),
  }),
  undo: z.strictObject({}),
  redo: z.strictObject({}),
  /**
   * Joins the firm's server, or comes back to it: from now on everything in the outbox is sent. The access token
   * never comes this way: the home that hosts the workspace lends it. A workspace belongs to one person: another
   * one is refused while work of the first waits, and otherwise begins with an empty copy.
   */
  signIn: z.strictObject({
    /** Origin of the server: `https://lait.firm.example`. */
    baseUrl: z.url().max(500),
    userId: id,
    displayName: z.string().min(1).max(200),
    role: z.enum(['reviewer', 'approver', 'administrator']),
  }),
  /** Ends syncing; what waits is kept and is sent after the next sign-in. */
  signOut: z.strictObject({}),
  /** Syncs at once, whatever pause was running. Answers at the end of the round. */
  syncNow: z.strictObject({}),
  resolveConflict: z.strictObject({ conflictId: id, resolution: conflictResolution }),
  markNotificationsRead: z.strictObject({ notificationIds: z.array(id).min(1).max(1000) }),
  /** The person has read what was discarded (`SyncStatus.discarded`). */
  dismissDiscarded: z.strictObject({}),
} as const;

export type QueryName = keyof typeof workspaceQueries;
export type CommandName = keyof typeof workspaceCommands;
export type QueryInput<N extends QueryName> = z.infer<(typeof workspaceQueries)[N]>;
export type CommandInput<N extends CommandName> = z.infer<(typeof workspaceCommands)[N]>;

/** LAIT's own review states (DESIGN, "Invoice states"). `received` is never seen locally: import analyses. */
export type InvoiceState = 'analysed' | 'in_review' | 'approved' | 'exported' | 'returned' | 'needs_attention';

/** Billed, proposed by enabled findings (largest single cut of each line), saved by decisions. */
export interface MoneySummary {
  readonly billedE4: number | null;
  readonly proposedE4: number;
  readonly savedE4: number;
  readonly lineCount: number;
  readonly decidedCount: number;
  readonly flaggedCount: number;
  /** Flagged and not yet decided: what still needs a person. */
  readonly openCount: number;
}

export interface Submission {
  readonly byName: string;
  /** Whoever submits does not approve. */
  readonly isMine: boolean;
}

export interface InvoiceSummary {
  readonly invoiceId: string;
  readonly fileName: string;
  readonly format: FormatName;
  readonly invoiceNumber: string | null;
  readonly invoiceDate: IsoDate | null;
  readonly vendorId: string | null;
  readonly vendorName: string | null;
  readonly clientId: string | null;
  readonly clientName: string | null;
  readonly matterId: string | null;
  readonly matterName: string | null;
  readonly currency: string | null;
  readonly state: InvoiceState;
  /** Who submitted it for approval, where there is a server; null: nobody yet. */
  readonly submission: Submission | null;
  readonly receivedAt: string;
  readonly declaredTotalE4: number | null;
  readonly computedTotalE4: number | null;
  readonly guidelineName: string;
  readonly worstSeverity: Severity | null;
  readonly findingCount: number;
  readonly problemCount: number;
  readonly money: MoneySummary;
}

export interface RuleCount {
  readonly ruleId: string;
  readonly title: string;
  readonly severity: Severity;
  readonly findingCount: number;
  readonly lineCount: number;
  readonly enabledCount: number;
  /** Of enabled findings, each line counted once for this rule. */
  readonly savingE4: number;
}

export interface TimekeeperSummary {
  readonly key: string;
  readonly name: string;
  readonly classification: string | null;
  readonly lineCount: number;
  readonly hoursE4: number;
  readonly totalE4: number;
}

export interface InvoiceDetail {
  readonly summary: InvoiceSummary;
  readonly billingStart: IsoDate | null;
  readonly billingEnd: IsoDate | null;
  readonly description: string | null;
  readonly clientMatterId: string | null;
  readonly guidelineTitle: string;
  readonly guidelineVersion: number;
  readonly problems: readonly Problem[];
  /** Findings about the invoice as a whole (no lines). */
  readonly invoiceFindings: readonly FindingView[];
  readonly rules: readonly RuleCount[];
  readonly timekeepers: readonly TimekeeperSummary[];
  readonly skipped: readonly SkippedRule[];
  readonly comments: readonly Comment[];
  readonly history: readonly HistoryEntry[];
}

/** What a grid row needs, and no more: a window of 200 crosses a port in about a millisecond. */
export interface LineRow {
  readonly lineId: string;
  readonly record: number;
  readonly lineNumber: string;
  readonly kind: LineKind;
  readonly date: IsoDate | null;
  readonly timekeeperName: string | null;
  readonly classification: string | null;
  readonly unitsE4: number | null;
  readonly unitCostE4: number | null;
  readonly totalE4: number | null;
  readonly code: string | null;
  /** As rewritten, else as read. */
  readonly narrative: string;
  readonly isRewritten: boolean;
  readonly worstSeverity: Severity | null;
  /** Rules of enabled findings, in severity order. */
  readonly ruleIds: readonly string[];
  readonly proposedE4: number;
  readonly decision: DecisionView | null;
}

export interface DecisionView {
  readonly kind: Decision['kind'];
  readonly cutE4: number | null;
  /** `on_this_device`: safe on this machine's disk; `confirmed`: the firm's server has it. */
  readonly durability: 'on_this_device' | 'confirmed';
}

export interface FindingView extends Finding {
  readonly ruleTitle: string;
  readonly authority: string;
  readonly isEnabled: boolean;
  readonly dismissedReason: string | null;
}

export interface LineDetail {
  readonly line: InvoiceLine;
  readonly invoiceId: string;
  readonly narrative: string;
  readonly findings: readonly FindingView[];
  readonly problems: readonly Problem[];
  readonly decision: Decision | null;
  /** Newest first. */
  readonly decisions: readonly Decision[];
  readonly proposedE4: number;
  readonly comments: readonly Comment[];
}

export interface Comment {
  readonly commentId: string;
  readonly lineId: string | null;
  readonly text: string;
  readonly by: string;
  readonly at: string;
}

export interface HistoryEntry {
  readonly at: string;
  readonly by: string;
  readonly text: string;
}

export interface SearchHit {
  readonly invoiceId: string;
  readonly lineId: string;
  readonly invoiceNumber: string | null;
  readonly date: IsoDate | null;
  readonly timekeeperName: string | null;
  readonly narrative: string;
  readonly totalE4: number | null;
}

export interface GuidelineSummary {
  readonly name: string;
  readonly title: string;
  readonly version: number;
  readonly description: string;
  readonly isBuiltIn: boolean;
  readonly enabledRuleCount: number;
}

export interface GuidelineDetail {
  readonly guideline: Guideline;
  readonly rules: readonly {
    readonly id: string;
    readonly title: string;
    readonly certainty: Finding['certainty'];
    readonly authority: string;
    readonly isEnabled: boolean;
    readonly severity: Severity;
    /** As people write them: `[{name, value, unit, description}]`. */
    readonly parameters: readonly { readonly name: string; readonly value: string; readonly description: string }[];
    readonly clause: string;
  }[];
}

export interface WorkspaceStatus {
  /** `memory`: everything is gone when the window closes, and the screen says so. */
  readonly storage: 'durable' | 'memory';
  readonly isEncrypted: boolean;
  readonly invoiceCount: number;
  readonly lineCount: number;
  /** Actions kept on this device and not yet answered by a server (all of them, before there is one). */
  readonly pendingCount: number;
  readonly maximumFileBytes: number;
  /** Set when the cache was rebuilt from the outbox at start, in words. */
  readonly notice: string | null;
}

/** Where a conflict is. `pool` and `step` are whole; `file` is an import that the server does not take. */
export type ConflictKind =
  | 'decision'
  | 'pool'
  | 'narrative'
  | 'dismissal'
  | 'step'
  | 'comment'
  | 'guideline'
  | 'file'
  | 'other';

export interface ConflictSummary {
  readonly conflictId: string;
  readonly kind: ConflictKind;
  /** `file`: the server refused the file itself. */
  readonly code: RefusalCode | 'file';
  /** Why, as a sentence. */
  readonly message: string;
  /** When the person acted, by this device's clock. */
  readonly at: string;
  readonly invoiceId: string | null;
  readonly invoiceNumber: string | null;
  /** Lines in file order; empty for an invoice as a whole. */
  readonly lineIds: readonly string[];
  /** Of the first line. */
  readonly lineNumber: string | null;
  /** Cut by mine less cut by theirs, in ten-thousandths: what letting mine go costs. `null` where no money is meant. */
  readonly costE4: number | null;
}

/** One side of a conflict, as far as it applies to its kind. */
export interface ConflictSide {
  /** In words: `Cut 25 %`, `Accepted`, `No decision`, `Dismissed`, `In review`. */
  readonly text: string;
  readonly decision: Omit<Decision, 'lineId' | 'version'> | null;
  readonly narrative: string | null;
  readonly note: string | null;
  readonly cutE4: number | null;
  /** A name to show; `null` where nobody has written anything. */
  readonly byName: string | null;
  readonly at: string | null;
}

export interface ConflictDetail extends ConflictSummary {
  /** What the person saw when they acted; `null` where it is no longer held. */
  readonly base: ConflictSide | null;
  readonly mine: ConflictSide;
  readonly theirs: ConflictSide;
  /** What may be chosen; `take_theirs` always. */
  readonly choices: readonly ConflictResolution['kind'][];
}

/** What happened, for this person: ids and counts, no words of an invoice. */
export interface Notification {
  readonly notificationId: string;
  readonly type: string;
  readonly at: string;
  readonly scopeId: string | null;
  readonly subjectId: string | null;
  /** Of the invoice it is about, where that is held here. */
  readonly invoiceNumber: string | null;
  readonly data: Readonly<Record<string, string | number>>;
  readonly isRead: boolean;
}

export interface Page<Row> {
  readonly total: number;
  readonly offset: number;
  readonly rows: readonly Row[];
}

export interface QueryOutputs extends LegalDeskOutputs {
  readonly getStatus: WorkspaceStatus;
  readonly listInvoices: Page<InvoiceSummary> & { readonly money: MoneySummary };
  readonly getInvoice: InvoiceDetail;
  readonly listLines: Page<LineRow>;
  readonly locateLine: number | null;
  readonly findNextOpenLine: { readonly lineId: string; readonly index: number } | null;
  readonly listLineIds: readonly string[];
  readonly getLine: LineDetail;
  readonly search: readonly SearchHit[];
  readonly listGuidelines: readonly GuidelineSummary[];
  readonly getGuideline: GuidelineDetail;
  readonly getUndo: { readonly undo: string | null; readonly redo: string | null };
  readonly getSyncStatus: SyncStatus;
  readonly listConflicts: Page<ConflictSummary>;
  readonly getConflict: ConflictDetail;
  readonly listNotifications: Page<Notification> & { readonly unreadCount: number };
}

export interface ImportedFile {
  readonly importId: string;
  readonly name: string;
  readonly format: FormatName | null;
  /** In file order; `isKnown` when the same bytes were imported before and the stored invoice stands. */
  readonly invoices: readonly {
    readonly invoiceId: string;
    readonly invoiceNumber: string | null;
    readonly isKnown: boolean;
  }[];
  readonly problems: readonly Problem[];
  readonly lineCount: number;
}

export interface BulkOutcome {
  readonly appliedCount: number;
  readonly refused: readonly { readonly lineId: string; readonly message: string }[];
  readonly money: MoneySummary;
}

export interface CommandOutputs {
  readonly importFile: ImportedFile;
  readonly cancelImport: null;
  readonly decideLines: BulkOutcome;
  readonly decidePool: BulkOutcome;
  readonly acceptProposals: BulkOutcome;
  readonly clearDecisions: BulkOutcome;
  readonly setFindingEnabled: { readonly money: MoneySummary };
  readonly setRuleEnabled: { readonly changedCount: number; readonly money: MoneySummary };
  readonly rewriteNarrative: null;
  readonly addComment: { readonly commentId: string };
  readonly submitInvoice: { readonly state: InvoiceState };
  readonly approveInvoice: { readonly state: InvoiceState };
  readonly returnInvoice: { readonly state: InvoiceState };
  readonly reopenInvoice: { readonly state: InvoiceState };
  readonly assignGuideline: { readonly findingCount: number };
  readonly saveGuideline: { readonly name: string; readonly version: number };
  readonly exportInvoice: {
    readonly fileName: string;
    readonly mediaType: string;
    readonly bytes: Uint8Array;
    readonly lineCount: number;
    readonly totalE4: number | null;
    /** What could not be carried over exactly (a character the format has no room for, ...). */
    readonly remarks: readonly string[];
  };
  readonly undo: {
    readonly text: string;
    readonly invoiceId: string | null;
    readonly lineIds: readonly string[];
  } | null;
  readonly redo: {
    readonly text: string;
    readonly invoiceId: string | null;
    readonly lineIds: readonly string[];
  } | null;
  readonly signIn: SyncStatus;
  readonly signOut: { readonly waitingCount: number };
  readonly syncNow: SyncStatus;
  /** How many conflicts are left. */
  readonly resolveConflict: { readonly conflictCount: number };
  readonly markNotificationsRead: { readonly unreadCount: number };
  readonly dismissDiscarded: null;
}

export type WorkspaceEvent =
  /** Something these invoices show has changed: ask again. */
  | { readonly type: 'changed'; readonly invoiceIds: readonly string[] }
  | {
      readonly type: 'importProgress';
      readonly importId: string;
      readonly name: string;
      readonly stage: 'waiting' | 'reading' | 'checking' | 'storing';
      /** 0 to 1000, of the stage. */
      readonly permille: number;
    }
  /** The owning tab closed and this one took over, or the store had to be rebuilt. */
  | { readonly type: 'statusChanged' }
  /** `getSyncStatus`, `listConflicts` or `listNotifications` would answer something else now. */
  | { readonly type: 'syncChanged' }
  /**
   * Access to a matter was withdrawn: these invoices are gone from this device, and `count` actions on them that the
   * server had not taken were thrown away. Close what shows them and tell the person.
   */
  | {
      readonly type: 'discarded';
      readonly scopeId: string;
      readonly invoiceIds: readonly string[];
      readonly count: number;
    };

/**
 * What went wrong, as a closed set that tells a caller what to do:
 * `invalid` fix the call; `refused` show the sentence; `not_found` go back; `too_large` show the limit;
 * `cancelled` nothing; `storage_full` free space and retry; `unavailable` retry; `failed` report it.
 */
export type WorkspaceErrorKind =
  | 'invalid'
  | 'refused'
  | 'not_found'
  | 'too_large'
  | 'cancelled'
  | 'storage_full'
  | 'unavailable'
  | 'failed';

export interface WorkspaceError {
  readonly kind: WorkspaceErrorKind;
  /** What happened, what was kept, what to do next. Never a narrative or a name. */
  readonly message: string;
}

export type Reply<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: WorkspaceError };

/** What a screen holds. Never throws and never rejects: every failure is a `Reply`. */
export interface WorkspaceClient {
  query<N extends QueryName>(name: N, input: QueryInput<N>): Promise<Reply<QueryOutputs[N]>>;
  command<N extends CommandName>(name: N, input: CommandInput<N>): Promise<Reply<CommandOutputs[N]>>;
  /** @returns a function that ends the subscription */
  subscribe(listener: (event: WorkspaceEvent) => void): () => void;
}
