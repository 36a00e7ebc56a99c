import type { PreparedInvoice } from '#shared/rules/prepare/prepared-invoice.ts';
import { tasksOf } from '#shared/rules/prepare/prepared-tasks.ts';
import { WordMark } from '#shared/rules/prepare/word-mark.ts';

const SIGNS =
  /\b(?:form|forms|template|templates|standard|boilerplate|sample|exemplar|similar|prior|previous|earlier|existing|conform\w*|adapt\w*|tailor\w*|customi[sz]\w*|modif\w*|updat\w*|re-?us\w*|repurpos\w*)\b/i;

/** A fee line that drafts something and says that something like it was there before. */
export function mayBeRecycled(prepared: PreparedInvoice, index: number): boolean {
  const line = prepared.lines[index];
  if (line === undefined || !line.isFee || !SIGNS.test(line.line.narrative)) return false;
  return (tasksOf(prepared)[index] ?? []).some(({ kinds }) => (kinds & (WordMark.draft | WordMark.prepare)) !== 0);
}
