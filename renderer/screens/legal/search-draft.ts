import type { LegalSource, OutgoingPreview, SearchFilters, SearchRequest } from '#shared/api/legal.ts';

/** What is about to leave for CourtListener, as the person has it before them. */
export interface ShownOutgoing {
  /** The question it was made of. */
  readonly ofQuery: string;
  readonly preview: OutgoingPreview;
  /** As edited; null: as LAIT made it. */
  readonly edited: string | null;
}

/** A search as it is being written. Nothing of it has left. */
export interface SearchDraft {
  readonly query: string;
  readonly sources: readonly LegalSource[];
  readonly filters: SearchFilters;
  readonly matterId: string | null;
  readonly outgoing: ShownOutgoing | null;
  /** It was sent as it stands; the result below says what left. */
  readonly isSent: boolean;
}

export const NO_FILTERS: SearchFilters = {
  courts: [],
  filedAfter: null,
  filedBefore: null,
  includesUnpublished: false,
  minimumCitations: null,
  order: 'relevance',
  localKinds: [],
};

export function newDraft(query: string, matterId: string | null): SearchDraft {
  return { query, matterId, sources: ['local', 'courtlistener'], filters: NO_FILTERS, outgoing: null, isSent: false };
}

/** What keeps a draft from being sent, or `ready`. */
export type Readiness =
  | 'no_query'
  | 'no_source'
  /** The text that would leave was not shown yet, or belongs to another question. */
  | 'look_first'
  | 'database_off'
  | 'nothing_to_send'
  | 'ready';

/**
 * Nothing goes to CourtListener that was not on the screen for this very question. Where that source alone is asked and
 * cannot be, the draft waits; where the firm's own record is asked as well, it goes on without.
 */
export function readinessOf(draft: SearchDraft): Readiness {
  if (draft.query.trim() === '') return 'no_query';
  if (draft.sources.length === 0) return 'no_source';
  if (!draft.sources.includes('courtlistener')) return 'ready';
  const { outgoing } = draft;
  if (outgoing === null || outgoing.ofQuery !== draft.query.trim()) return 'look_first';
  if (draft.sources.includes('local')) return 'ready';
  if (!outgoing.preview.isDatabaseOn) return 'database_off';
  return textToSend(outgoing) === null ? 'nothing_to_send' : 'ready';
}

/** What leaves, or null where nothing does. */
export function textToSend({ preview, edited }: ShownOutgoing): string | null {
  const text = (edited ?? preview.outgoingText ?? '').trim();
  return text === '' ? null : text;
}

/** @returns null unless the draft is `ready` */
export function requestOf(draft: SearchDraft): SearchRequest | null {
  if (readinessOf(draft) !== 'ready') return null;
  const { outgoing } = draft;
  const outgoingText =
    draft.sources.includes('courtlistener') && outgoing?.preview.isDatabaseOn ? textToSend(outgoing) : null;
  return {
    query: draft.query.trim(),
    sources: draft.sources.filter((source) => source === 'local' || outgoingText !== null),
    outgoingText,
    matterId: draft.matterId,
    filters: draft.filters,
  };
}

/** How many filters narrow the search, for the button that opens them. */
export function filterCount(filters: SearchFilters): number {
  return [
    filters.courts.length > 0,
    filters.filedAfter !== null || filters.filedBefore !== null,
    filters.includesUnpublished,
    filters.minimumCitations !== null,
    filters.order !== 'relevance',
    filters.localKinds.length > 0,
  ].filter(Boolean).length;
}
