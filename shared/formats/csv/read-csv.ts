import type { Problem, ReadFile } from '#shared/domain/invoice.ts';
import type { TextBlock } from '../decode-text.ts';
export interface CsvSource {
  readonly head: string;
  readonly blocks: Iterable<TextBlock>;
  readonly sha256: string;
  readonly byteCount: number;
  readonly problems: readonly Problem[];
}
// biome-ignore lint/correctness/useYield: to come
export function* readCsv(_source: CsvSource): Generator<number, ReadFile | null, void> {
  return null;
}
