import type { QueryName } from '#shared/api/workspace.ts';
import { findLineCitations } from './find-line-citations.ts';
import { findNextOpenLine } from './find-next-open-line.ts';
import { getConflict } from './get-conflict.ts';
import { getGuideline } from './get-guideline.ts';
import { getInvoice } from './get-invoice.ts';
import { getLine } from './get-line.ts';
import { getStatus } from './get-status.ts';
import { getSyncStatus } from './get-sync-status.ts';
import { getUndo } from './get-undo.ts';
import { listConflicts } from './list-conflicts.ts';
import { listCourts } from './list-courts.ts';
import { listGuidelines } from './list-guidelines.ts';
import { listInvoices } from './list-invoices.ts';
import { listLineIds } from './list-line-ids.ts';
import { listLines } from './list-lines.ts';
import { listMatters } from './list-matters.ts';
import { listNotifications } from './list-notifications.ts';
import { listSavedResults } from './list-saved-results.ts';
import { locateLine } from './locate-line.ts';
import type { QueryHandler } from './query.ts';
import { search } from './search.ts';
import { searchRecord } from './search-record.ts';

/** Every query of the contract: a name without a handler does not compile. */
export const queryHandlers: { readonly [N in QueryName]: QueryHandler<N> } = {
  getStatus,
  listInvoices,
  getInvoice,
  listLines,
  locateLine,
  findNextOpenLine,
  listLineIds,
  getLine,
  search,
  listGuidelines,
  getGuideline,
  getUndo,
  getSyncStatus,
  listConflicts,
  getConflict,
  listNotifications,
  listMatters,
  listSavedResults,
  searchRecord,
  findLineCitations,
  listCourts,
};
