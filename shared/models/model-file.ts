import type { AnomalyModel } from './anomaly-model.ts';
import type { CodeModel } from './code-model.ts';
import { QUALITY_FEATURES, type QualityModel } from './narrative-quality.ts';

/** A trained model of any kind, as it is kept. */
export type StoredModel =
  | { readonly kind: 'task_code' | 'activity_code'; readonly model: CodeModel }
  | { readonly kind: 'narrative_quality'; readonly model: QualityModel }
  | { readonly kind: 'anomaly'; readonly model: AnomalyModel };

export type ReadModel =
  | { readonly kind: 'read'; readonly stored: StoredModel }
  /** `unknown_version`: made by another version of LAIT; train anew. `damaged`: not a whole model. */
  | { readonly kind: 'refused'; readonly reason: 'unknown_version' | 'damaged' };

/** The features and weights that a version stands for; a change of either needs a new one. */
export const MODEL_FILE_VERSION = 2;
const MAGIC = 'LAITMDL';
const START = 16;

/**
 * Seven letters, a version byte, length of the head and a check sum (32 bits each, little endian), the head as JSON, and
 * the large lists as 32-bit numbers. The same model gives the same bytes.
 */
export function writeModel(stored: StoredModel): Uint8Array {
  const { head, lists } = partsOf(stored);
  const text = new TextEncoder().encode(
    JSON.stringify({ ...head, kind: stored.kind, lists: lists.map(({ length }) => length) }),
  );
  const bytes = new Uint8Array(START + text.length + lists.reduce((sum, { length }) => sum + 4 * length, 0));
  const view = new DataView(bytes.buffer);
  new TextEncoder().encodeInto(MAGIC, bytes);
  bytes[MAGIC.length] = MODEL_FILE_VERSION;
  view.setUint32(8, text.length, true);
  bytes.set(text, START);
  let at = START + text.length;
  for (const list of lists) {
    for (const number of list) {
      if (list instanceof Uint32Array) view.setUint32(at, number, true);
      else view.setFloat32(at, number, true);
      at += 4;
    }
  }
  view.setUint32(12, checkSum(bytes), true);
  return bytes;
}

/** Reads what `writeModel` wrote. Never throws; whatever is not exactly that is refused. */
export function readModel(bytes: Uint8Array): ReadModel {
  if (bytes.length < START || new TextDecoder().decode(bytes.subarray(0, MAGIC.length)) !== MAGIC)
    return refused('damaged');
  if (bytes[MAGIC.length] !== MODEL_FILE_VERSION) return refused('unknown_version');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(12, true) !== checkSum(bytes)) return refused('damaged');
  try {
    const headEnd = START + view.getUint32(8, true);
    const head = JSON.parse(new TextDecoder().decode(bytes.subarray(START, headEnd))) as Head;
    let at = headEnd;
    const next = <List extends Uint32Array | Float32Array>(list: List): List => {
      for (let index = 0; index < list.length; index += 1, at += 4)
        list[index] = list instanceof Uint32Array ? view.getUint32(at, true) : view.getFloat32(at, true);
      return list;
    };
    const stored = storedOf(head, next);
    return stored === null || at !== bytes.length ? refused('damaged') : { kind: 'read', stored };
  } catch {
    // A head that is no JSON, or lists longer than the bytes: the check sum was right by chance.
    return refused('damaged');
  }
}

function refused(reason: 'unknown_version' | 'damaged'): ReadModel {
  return { kind: 'refused', reason };
}

type Head = Readonly<Record<string, unknown>> & {
  readonly kind: StoredModel['kind'];
  readonly lists: readonly number[];
};

function partsOf(stored: StoredModel): {
  readonly head: Readonly<Record<string, unknown>>;
  readonly lists: readonly (Uint32Array | Float32Array)[];
} {
  if (stored.kind === 'narrative_quality') return { head: { ...stored.model }, lists: [] };
  if (stored.kind === 'anomaly') {
    const { groups, forest, unusualFrom } = stored.model;
    const { nodes, ...rest } = forest;
    return { head: { groups: [...groups], forest: rest, unusualFrom }, lists: [nodes] };
  }
  const { classifier, general, calibration, rejectBelow } = stored.model;
  const { labels, counts, vocabulary, weights } = classifier;
  return {
    head: { labels, counts, calibration, rejectBelow },
    lists: [vocabulary, weights, general.vocabulary, general.weights],
  };
}

/** Sound casts: the check sum says that these are the bytes that were written. */
function storedOf(head: Head, next: <List extends Uint32Array | Float32Array>(list: List) => List): StoredModel | null {
  const [first = 0, second = 0, third = 0, fourth = 0] = head.lists;
  if (head.kind === 'narrative_quality') {
    const model = { weights: head.weights, bias: head.bias } as QualityModel;
    return model.weights.length === QUALITY_FEATURES.length ? { kind: head.kind, model } : null;
  }
  if (head.kind === 'anomaly') {
    const { groups, forest, unusualFrom } = head as unknown as {
      readonly groups: ConstructorParameters<typeof Map<number, never>>[0];
      readonly forest: Omit<AnomalyModel['forest'], 'nodes'>;
      readonly unusualFrom: number;
    };
    const nodes = next(new Float32Array(first));
    return { kind: head.kind, model: { groups: new Map(groups), forest: { ...forest, nodes }, unusualFrom } };
  }
  const { labels, counts, calibration, rejectBelow } = head as unknown as CodeModel['classifier'] & CodeModel;
  if (second !== first * labels.length || fourth !== third * labels.length) return null;
  const vocabulary = next(new Uint32Array(first));
  const weights = next(new Float32Array(second));
  const classifier = { labels, counts, vocabulary, weights };
  const general = { vocabulary: next(new Uint32Array(third)), weights: next(new Float32Array(fourth)) };
  return { kind: head.kind, model: { classifier, general, calibration, rejectBelow } };
}

/** FNV-1a over everything but the sum itself. */
function checkSum(bytes: Uint8Array): number {
  let sum = 0x811c9dc5;
  for (let index = 0; index < bytes.length; index += 1) {
    if (index === 12) index = START;
    sum = Math.imul(sum ^ (bytes[index] ?? 0), 0x01000193);
  }
  return sum >>> 0;
}
