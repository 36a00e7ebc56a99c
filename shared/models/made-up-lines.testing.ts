import type { LabelledLine } from './labelled-line.ts';
import { narrativeFeatures } from './narrative-features.ts';
import { seededDraws } from './seeded-draws.ts';

const OPENINGS: Readonly<Record<string, readonly string[]>> = {
  A104: ['Research statute on', 'Find precedent for', 'Westlaw search about'],
  A102: ['Draft motion on', 'Revise brief about', 'Write letter concerning'],
  A103: ['Review records of', 'Read transcript about', 'Analyze exhibits on'],
};
const THINGS = ['indemnity', 'notice', 'damages', 'the lease', 'delay', 'the warranty', 'causation'];

/** Lines of four clients with three matters each, whose openings tell their code by a habit that no
 * table of words knows; every tenth is coded at random. */
export function madeUpLines(count: number, seed = 1): readonly LabelledLine[] {
  const draws = seededDraws(seed);
  const codes = Object.keys(OPENINGS);
  const pick = <Item>(items: readonly Item[], fallback: Item): Item => items[draws.below(items.length)] ?? fallback;
  return Array.from({ length: count }, () => {
    const client = `client ${draws.below(4)}`;
    const code = pick(codes, '');
    const narrative = `${pick(OPENINGS[code] ?? [], '')} ${pick(THINGS, '')} and ${pick(THINGS, '')}`;
    const matter = `${client}/${draws.below(3)}`;
    return {
      features: narrativeFeatures(narrative),
      label: draws.below(10) === 0 ? pick(codes, '') : code,
      client,
      matter,
      bill: `${matter}/${draws.below(4)}`,
    };
  });
}
