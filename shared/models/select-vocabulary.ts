import type { LabelledLine, Seclusion } from './labelled-line.ts';

/** Features a model knows: their hashes in rising order. The place in this list is the feature's number. */
export type Vocabulary = Uint32Array;

/** More features than these are not worth their bytes. */
const MOST_FEATURES = 24_000;

/**
 * The features that enough matters of enough clients share, the most widely shared first where there are too many.
 * Whatever was said in fewer leaves no trace in the model.
 */
export function selectVocabulary(lines: readonly LabelledLine[], { matters, clients }: Seclusion): Vocabulary {
  const numberOfMatter = numbered(lines.map(({ matter }) => matter));
  const numberOfClient = numbered(lines.map(({ client }) => client));
  const seen = new Map<number, Seen>();
  lines.forEach(({ features }, at) => {
    const matter = numberOfMatter[at] ?? 0;
    const client = numberOfClient[at] ?? 0;
    for (const key of features.keys) {
      const known = seen.get(key);
      if (known === undefined) seen.set(key, { lines: 1, matters: [matter], clients: [client] });
      else {
        known.lines += 1;
        if (known.matters.length < matters && !known.matters.includes(matter)) known.matters.push(matter);
        if (known.clients.length < clients && !known.clients.includes(client)) known.clients.push(client);
      }
    }
  });
  const kept = [...seen].filter(([, each]) => each.matters.length >= matters && each.clients.length >= clients);
  if (kept.length > MOST_FEATURES)
    kept.sort(([oneKey, one], [otherKey, other]) => other.lines - one.lines || oneKey - otherKey);
  return Uint32Array.from(kept.slice(0, MOST_FEATURES), ([key]) => key).sort();
}

interface Seen {
  lines: number;
  readonly matters: number[];
  readonly clients: number[];
}

function numbered(names: readonly string[]): Int32Array {
  const numbers = new Map<string, number>();
  return Int32Array.from(names, (name) => {
    const known = numbers.get(name) ?? numbers.size;
    numbers.set(name, known);
    return known;
  });
}

/** Where each key stands in a vocabulary; -1 for what it does not know. */
export function placesOf(keys: Uint32Array, vocabulary: Vocabulary): Int32Array {
  return Int32Array.from(keys, (key) => {
    let low = 0;
    let high = vocabulary.length - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const found = vocabulary[middle] ?? 0;
      if (found === key) return middle;
      if (found < key) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  });
}
