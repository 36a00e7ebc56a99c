import { useCallback, useEffect, useState } from 'react';
import { opinionCalls } from '#shared/api/opinion-calls.ts';
import type { Opinion, OpinionRequest } from '#shared/api/opinions.ts';
import { useFirm } from '../../../state/firm-context.ts';
import { type Followed, useFollowed } from '../../../state/use-followed.ts';
import { useReach } from '../../legal/use-reach.ts';
import { useAsked } from './opinion-store.ts';

type Detail = { readonly request: OpinionRequest; readonly opinions: readonly Opinion[] };
const isOver = ({ request }: Detail): boolean => request.state === 'done';

export interface InvoiceOpinions {
  readonly opinions: readonly Opinion[];
  /** The request asked from this window, while it runs and after. */
  readonly asked: Followed<Detail>;
  /** Whether the line under the hand has one to decide. */
  readonly lineHasOpen: boolean;
  noteLineHasOpen(hasOpen: boolean): void;
  refresh(): void;
}

/** What was said about an invoice; empty where the server is away, knows nothing of it, or opinions are off. */
export function useOpinions(invoiceId: string): InvoiceOpinions {
  const firm = useFirm();
  const reach = useReach();
  const [opinions, setOpinions] = useState<readonly Opinion[]>([]);
  const [lineHasOpen, noteLineHasOpen] = useState(false);
  const [round, setRound] = useState(0);
  const requestId = useAsked(({ byInvoice }) => byInvoice[invoiceId]) ?? null;
  const asked = useFollowed<Detail>(requestId === null ? null : opinionCalls.getRequest(requestId), isOver);
  const askedState = asked.value?.request.state;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the end of a request and `round` are reasons to ask again
  useEffect(() => {
    if (firm === null || reach !== 'there') return;
    let isGone = false;
    firm.call(opinionCalls.listOf(invoiceId)).then((reply) => {
      if (!isGone && reply.ok) setOpinions(reply.value.opinions);
    });
    return () => {
      isGone = true;
    };
  }, [firm, reach, invoiceId, round, askedState]);
  const refresh = useCallback(() => setRound((count) => count + 1), []);
  return { opinions, asked, lineHasOpen, noteLineHasOpen, refresh };
}

/** Those about no single line and no single finding of one. */
export function aboutTheWhole(opinions: readonly Opinion[]): readonly Opinion[] {
  return opinions.filter(({ lineIds }) => lineIds.length === 0);
}
