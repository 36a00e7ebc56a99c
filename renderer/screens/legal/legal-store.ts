import { create } from 'zustand';
import type { LegalSearch } from '#shared/api/legal.ts';
import { newDraft, type SearchDraft } from './search-draft.ts';

/** The question being written, kept while the person looks elsewhere. */
export const useLegalDraft = create<SearchDraft>(() => newDraft('', null));

/** Whatever changes is a new question, whose outgoing text is shown again. */
export function changeDraft(change: Partial<Omit<SearchDraft, 'isSent'>>): void {
  useLegalDraft.setState({ ...change, isSent: false });
}

export function noteSent(): void {
  useLegalDraft.setState({ isSent: true });
}

/** Begins a question, with what was marked in a narrative. */
export function startDraft(query: string, matterId: string | null): void {
  useLegalDraft.setState(newDraft(query, matterId), true);
}

/** Takes up an earlier search; what leaves is shown anew before anything does. */
export function draftFrom({ query, matterId, filters, sources }: LegalSearch): void {
  useLegalDraft.setState({ ...newDraft(query, matterId), filters, sources: sources.map(({ source }) => source) }, true);
}
