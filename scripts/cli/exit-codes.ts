/** What the command line ends with (DESIGN section 4). `noInvoice` beats `findings`. */
export const EXIT = { done: 0, findings: 1, badUsage: 2, noInvoice: 3 } as const;

/** A mistake in how a command was called: shown as one line, ends with `EXIT.badUsage`. */
export interface UsageError {
  readonly kind: 'usage';
  readonly message: string;
}

export function usageError(message: string): UsageError {
  return { kind: 'usage', message };
}
