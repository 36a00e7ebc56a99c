import { draftCleanInvoice } from './draft-clean-invoice.ts';
import type { DraftInvoice, Timekeeper } from './draft-invoice.ts';
import { NARRATIVE_PLANTS } from './narrative-plants.ts';
import { PLANTS, type Plant } from './plants.ts';
import { type SeededRandom, seededRandom } from './seeded-random.ts';

/** One more plant for each so many lines, at least two a bill. */
const LINES_A_PLANT = 25;

/**
 * Drafts one invoice with planted violations. Every rule that can be planted in its format comes round
 * over the invoices of a demo; a large bill carries them all.
 * @param lineCount clean lines; 30 to 180 when null
 */
export function draftDemoInvoice(seed: number, ordinal: number, lineCount: number | null): DraftInvoice {
  const random = seededRandom(seed ^ 0x5eed, ordinal);
  const count = lineCount ?? random.between(30, 180);
  const draft = draftCleanInvoice(seed, ordinal, count);
  const plants = PLANTS.filter(({ formats }) => formats === undefined || formats.includes(draft.format));
  const wanted = Math.min(plants.length, Math.max(2, Math.floor(count / LINES_A_PLANT)));
  const chosen = [...choose(plants, wanted, ordinal, random), ...choose(NARRATIVE_PLANTS, wanted, ordinal, random)];
  chosen.forEach((plant, index) => {
    const planted = plantedTimekeeper(ordinal, index, draft.team);
    draft.context.people.push(planted);
    plant.apply(draft, random, planted);
  });
  return draft;
}

// Starts where the invoice before left off, so that a few invoices already show many rules.
function choose(plants: readonly Plant[], wanted: number, ordinal: number, random: SeededRandom): readonly Plant[] {
  const start = (ordinal * 7 + random.below(3)) % plants.length;
  return Array.from({ length: wanted }, (_, index) => plants[(start + index * 5) % plants.length]).filter(
    (plant, index, all): plant is Plant => plant !== undefined && all.indexOf(plant) === index,
  );
}

// Nobody else works under this name: what a plant adds to a day or month is the plant's alone.
function plantedTimekeeper(ordinal: number, index: number, team: readonly Timekeeper[]): Timekeeper {
  const like = team[index % team.length];
  if (like === undefined) throw new Error('a demo invoice has a team');
  return { ...like, id: `T${ordinal}-P${index + 1}`, name: `${like.name.split(',')[0]}-Reyes, Pat ${index + 1}` };
}
