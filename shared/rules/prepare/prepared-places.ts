import type { PreparedInvoice, PreparedLine } from './prepared-invoice.ts';

/** The places of all words of an invoice side by side; line `n` has those from `starts[n]` to `starts[n + 1]`. */
interface Places {
  readonly places: Uint16Array;
  readonly starts: Int32Array;
}

const known = new WeakMap<PreparedInvoice, Places>();

/** Two bytes a word: a walk over them stays in the processor's cache, one over the words does not. */
function placesOf(prepared: PreparedInvoice): Places {
  const before = known.get(prepared);
  if (before !== undefined) return before;
  const { lines } = prepared;
  const starts = new Int32Array(lines.length + 1);
  for (const { index, reading } of lines) starts[index + 1] = (starts[index] ?? 0) + reading.words.length;
  const places = new Uint16Array(starts[lines.length] ?? 0);
  let at = 0;
  for (const { reading } of lines) for (const { place } of reading.words) places[at++] = place;
  const found = { places, starts };
  known.set(prepared, found);
  return found;
}

/** Lines with a word that passes a gate (`word-gate.ts`), in order: all others have no word of its list. */
export function linesThatPass(prepared: PreparedInvoice, gate: Uint8Array): readonly PreparedLine[] {
  const { places, starts } = placesOf(prepared);
  const passing: PreparedLine[] = [];
  for (const line of prepared.lines) {
    const end = starts[line.index + 1] ?? 0;
    let at = starts[line.index] ?? 0;
    while (at < end && gate[places[at] ?? 0] === 0) at += 1;
    if (at < end) passing.push(line);
  }
  return passing;
}
