import type { Measured } from '#shared/models/measure.ts';
import { FIXED_QUALITY, qualityOf, readQuality } from '#shared/models/narrative-quality.ts';
import { narrativeWords } from '#shared/models/narrative-words.ts';
import { areaOf, type DecidedNarrative, type QualityMetrics, trainQuality } from '#shared/models/train-quality.ts';
import { draftDemoInvoice } from '../../cli/demo/draft-demo.ts';
import { readLabelledBills, type Style } from '../labelled-bills.ts';

/** Rules that question how a narrative is written: block billing, travel put with work, vague, contact without a subject. */
const ABOUT_WORDING = new Set(['R32', 'R34', 'R35', 'R36']);

export interface MeasuredQuality {
  readonly corpus: 'demo' | 'hand-labelled a' | 'hand-labelled b';
  readonly lines: number;
  readonly questioned: number;
  /** Area under the ROC curve of the weights that were set by hand, and of the number of words. */
  readonly fixedWeights: Measured;
  readonly length: Measured;
  /** By client (hand-labelled: by bill), where weights could be learned. */
  readonly trained: QualityMetrics;
}

/** How often a clear narrative stands above one that was questioned for its wording. */
export function measureQuality(seed: number, bills: number): readonly MeasuredQuality[] {
  return [
    measured('demo', demoNarratives(seed, bills), seed),
    measured('hand-labelled a', handLabelled('a'), seed),
    measured('hand-labelled b', handLabelled('b'), seed),
  ];
}

function measured(
  corpus: MeasuredQuality['corpus'],
  lines: readonly DecidedNarrative[],
  seed: number,
): MeasuredQuality {
  return {
    corpus,
    lines: lines.length,
    questioned: lines.filter(({ isQuestioned }) => isQuestioned).length,
    fixedWeights: areaOf(
      lines,
      Float64Array.from(lines, ({ features }) => qualityOf(FIXED_QUALITY, features)),
      seed,
    ),
    length: areaOf(
      lines,
      Float64Array.from(lines, ({ wordCount }) => wordCount),
      seed,
    ),
    trained: trainQuality(lines, seed).metrics,
  };
}

function demoNarratives(seed: number, bills: number): readonly DecidedNarrative[] {
  return Array.from({ length: bills }, (_, index) => {
    const draft = draftDemoInvoice(seed, index + 1, null);
    const questioned = new Set(draft.expected.flatMap(({ ruleId, lines }) => (ABOUT_WORDING.has(ruleId) ? lines : [])));
    return draft.lines
      .filter(({ kind }) => kind === 'F')
      .map((line) => ({
        ...read(line.narrative),
        isQuestioned: questioned.has(line),
        client: draft.clientId,
        bill: draft.invoiceNumber,
      }));
  }).flat();
}

/** Each bill stands for a client: its author's habits are its own. */
function handLabelled(style: Style): readonly DecidedNarrative[] {
  return readLabelledBills(style).flatMap(({ invoice, lines }) =>
    lines.map(({ narrative, labels }) => ({
      ...read(narrative),
      isQuestioned: labels.some(({ rule }) => ABOUT_WORDING.has(rule)),
      client: invoice.id,
      bill: invoice.id,
    })),
  );
}

function read(narrative: string): Pick<DecidedNarrative, 'features' | 'wordCount'> {
  return { features: readQuality(narrative), wordCount: narrativeWords(narrative).length };
}
