import { type SseListener, sseListener } from '../bench/sse-listeners.ts';

/** A person's event stream, opened again whenever it breaks, from where it was. */
export interface HeldStream {
  readonly listener: SseListener;
  /** How often it broke and was opened again. */
  readonly reopened: () => number;
  /** Answers other than a stream, by what they were. */
  readonly refusals: () => readonly string[];
  close(): void;
}

const AGAIN_MS = 5_000;
/** While it has never been open. */
const FIRST_AGAIN_MS = 1_000;

/** @param chance a number from 0 to 1 */
export function holdStream(given: {
  readonly url: string;
  readonly token: string;
  readonly chance: () => number;
  /** As LAIT's own client: the next try between five and ten seconds after the line broke. */
  readonly againMs?: number;
  onTold(type: string, subjectId: string | null): void;
}): HeldStream {
  const { url, token, chance, againMs = AGAIN_MS, onTold } = given;
  const refusals: string[] = [];
  let reopened = 0;
  let isOpen = false;
  let isClosed = false;
  let timer: NodeJS.Timeout | null = null;
  const again = () => {
    if (isClosed || timer !== null) return;
    const pauseMs = (isOpen ? againMs : Math.min(againMs, FIRST_AGAIN_MS)) * (1 + chance());
    timer = setTimeout(() => {
      timer = null;
      reopened += 1;
      open();
    }, pauseMs);
  };
  const listener = sseListener(`${url}/api/events`, { authorization: `Bearer ${token}` }, { onTold, onEnded: again });
  const open = () => {
    listener.open().then(
      () => {
        isOpen = true;
      },
      (error: unknown) => {
        const status = /\b(\d{3})\.$/.exec(error instanceof Error ? error.message : '')?.[1];
        refusals.push(status ?? 'no answer');
        again();
      },
    );
  };
  open();
  return {
    listener,
    reopened: () => reopened,
    refusals: () => refusals,
    close() {
      isClosed = true;
      if (timer !== null) clearTimeout(timer);
      listener.cut();
    },
  };
}
