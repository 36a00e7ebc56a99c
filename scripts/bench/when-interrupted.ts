const ends = new Set<() => Promise<unknown>>();

/**
 * Has something ended in order when the run is broken off (Ctrl-C, SIGTERM, a defect that nobody caught), the latest
 * first: no server and no PostgreSQL is left behind.
 * @returns to be called when it has ended by itself
 */
export function whenInterrupted(end: () => Promise<unknown>): () => void {
  if (ends.size === 0) {
    for (const signal of SIGNALS) process.on(signal, endAll);
    for (const event of DEFECTS) process.on(event, endAfterDefect);
  }
  ends.add(end);
  return () => {
    ends.delete(end);
    if (ends.size > 0) return;
    for (const signal of SIGNALS) process.off(signal, endAll);
    for (const event of DEFECTS) process.off(event, endAfterDefect);
  };
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const DEFECTS = ['uncaughtException', 'unhandledRejection'] as const;

function endAfterDefect(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  void endAll();
}

async function endAll(): Promise<void> {
  try {
    // What ends the latest may take earlier ones with it.
    for (const end of [...ends].reverse()) if (ends.has(end)) await end();
  } finally {
    process.exit(1);
  }
}
