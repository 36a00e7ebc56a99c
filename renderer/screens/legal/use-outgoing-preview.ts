import { useCallback, useEffect, useState } from 'react';
import type { FirmError } from '#shared/api/firm.ts';
import { legalCalls } from '#shared/api/legal-calls.ts';
import { useFirm } from '../../state/firm-context.ts';
import { changeDraft, useLegalDraft } from './legal-store.ts';
import type { SearchDraft } from './search-draft.ts';

/** Long enough for a word to be finished: the firm's server is asked at each rest, nobody else. */
const REST_MS = 350;

/** Keeps what would leave beside the question; asked of the firm's server whenever typing rests. */
export function useOutgoingPreview(draft: SearchDraft): {
  readonly error: FirmError | null;
  /** At once. */
  now(): Promise<void>;
} {
  const firm = useFirm();
  const [error, setError] = useState<FirmError | null>(null);
  const query = draft.query.trim();
  const isWanted = query !== '' && draft.sources.includes('courtlistener') && draft.outgoing?.ofQuery !== query;
  const now = useCallback(async (): Promise<void> => {
    if (firm === null || query === '') return;
    const reply = await firm.call(legalCalls.previewOutgoing(query));
    // The question may have gone on meanwhile; then this is not what would leave.
    if (useLegalDraft.getState().query.trim() !== query) return;
    setError(reply.ok ? null : reply.error);
    if (reply.ok) changeDraft({ outgoing: { ofQuery: query, preview: reply.value, edited: null } });
  }, [firm, query]);
  useEffect(() => {
    if (!isWanted) return;
    const timer = window.setTimeout(() => void now(), REST_MS);
    return () => window.clearTimeout(timer);
  }, [isWanted, now]);
  return { error, now };
}
