import { useEffect, useState } from 'react';
import type { FirmClient, FirmError } from '#shared/api/firm.ts';
import { modelCalls } from '#shared/api/model-calls.ts';
import { LINES_A_PAGE, type LineSuggestions, type SuggestionPage } from '#shared/api/models.ts';
import { useFirm } from '../../../state/firm-context.ts';
import { useReach } from '../../legal/use-reach.ts';

export type LineSuggestion =
  | { readonly kind: 'none' }
  | { readonly kind: 'some'; readonly line: LineSuggestions }
  /** No model is ready (`ML_001`); the rules carry on. */
  | { readonly kind: 'not_ready'; readonly error: FirmError };

type Page = { readonly page: SuggestionPage } | { readonly error: FirmError };
const KEPT_PAGES = 40;
const FORGET_AFTER_MS = 300_000;
/** Pages of this visit; a suggestion changes only with a training. */
const pages = new Map<string, { readonly at: number; readonly answer: Promise<Page> }>();

/**
 * What a model suggests about a line. Asked a page of records at a time, so that moving through a bill asks once in two
 * hundred lines. Nothing where the server is away or does not know the bill.
 */
export function useSuggestions(invoiceId: string, record: number): LineSuggestion {
  const firm = useFirm();
  const reach = useReach();
  const [answer, setAnswer] = useState<LineSuggestion>({ kind: 'none' });
  useEffect(() => {
    setAnswer({ kind: 'none' });
    if (firm === null || reach !== 'there') return;
    let isGone = false;
    pageOf(firm, invoiceId, Math.floor(record / LINES_A_PAGE) * LINES_A_PAGE).then((page) => {
      if (!isGone) setAnswer(suggestionOf(page, record));
    });
    return () => {
      isGone = true;
    };
  }, [firm, reach, invoiceId, record]);
  return answer;
}

function suggestionOf(page: Page, record: number): LineSuggestion {
  if ('error' in page)
    return page.error.code === 'ML_001' ? { kind: 'not_ready', error: page.error } : { kind: 'none' };
  const line = page.page.lines.find((each) => each.record === record);
  return line === undefined ? { kind: 'none' } : { kind: 'some', line };
}

function pageOf(firm: FirmClient, invoiceId: string, fromRecord: number): Promise<Page> {
  const key = `${invoiceId} ${fromRecord}`;
  const held = pages.get(key);
  if (held !== undefined && Date.now() - held.at < FORGET_AFTER_MS) return held.answer;
  const answer = firm.call(modelCalls.listSuggestions(invoiceId, fromRecord)).then((reply): Page => {
    if (reply.ok) return { page: reply.value };
    // What could not be had is asked again at the next look.
    if (reply.error.code !== 'ML_001') pages.delete(key);
    return { error: reply.error };
  });
  pages.set(key, { at: Date.now(), answer });
  for (const old of [...pages.keys()].slice(0, Math.max(0, pages.size - KEPT_PAGES))) pages.delete(old);
  return answer;
}
