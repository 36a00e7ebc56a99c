import { type SeededRandom, seededRandom } from '../../cli/demo/seeded-random.ts';
import type { LabelledNarrative } from './labelled-narrative.ts';
import { KINDS_OF_WORK, type KindOfWork } from './other-wording-phrases.ts';
import { OTHER_WORDS } from './other-wording-words.ts';

const CLIENTS = 8;
const MATTERS_A_CLIENT = 3;
const BILLS_A_MATTER = 5;
const LINES_A_BILL = 40;
/** Each client's people know so many of the ways to put a kind of work; so a client left out says new things. */
const PHRASES_A_CLIENT = 3;
/** One line in so many bears another kind's codes, as on real bills. */
const MISCODED_ONE_IN = 25;

/** Every other phrase of a kind: those by which the models were designed, and those that only measure them. */
export type PhrasePart = 'design' | 'test';

/** Bills whose wording shares nothing with the demo's but the trade. Same seed, same lines. */
export function otherWordingLines(seed: number, part: PhrasePart): readonly LabelledNarrative[] {
  const lines: LabelledNarrative[] = [];
  for (let client = 1; client <= CLIENTS; client += 1) {
    const random = seededRandom(seed ^ 0x07e4, client);
    const phrasesOf = new Map(KINDS_OF_WORK.map((kind) => [kind, knownPhrases(kind, part, random)]));
    for (let bill = 0; bill < MATTERS_A_CLIENT * BILLS_A_MATTER; bill += 1) {
      const place = { client: `other ${client}`, matter: `other ${client}-${bill % MATTERS_A_CLIENT}` };
      for (let line = 0; line < LINES_A_BILL; line += 1) {
        const kind = drawKind(random);
        const coded = random.oneIn(MISCODED_ONE_IN) ? drawKind(random) : kind;
        lines.push({
          ...place,
          bill: `other ${client}/${bill}`,
          narrative: fill(random.pick(phrasesOf.get(kind) ?? kind.phrases), random),
          taskCode: coded.taskCode,
          activityCode: coded.activityCode,
        });
      }
    }
  }
  return lines;
}

function knownPhrases(kind: KindOfWork, part: PhrasePart, random: SeededRandom): readonly string[] {
  const left = kind.phrases.filter((_, index) => (index % 2 === 0) === (part === 'design'));
  return Array.from({ length: Math.min(PHRASES_A_CLIENT, left.length) }, () => {
    const [phrase] = left.splice(random.below(left.length), 1);
    return phrase ?? '';
  });
}

const ALL_WEIGHT = KINDS_OF_WORK.reduce((sum, { weight }) => sum + weight, 0);

function drawKind(random: SeededRandom): KindOfWork {
  let left = random.below(ALL_WEIGHT);
  for (const kind of KINDS_OF_WORK) {
    left -= kind.weight;
    if (left < 0) return kind;
  }
  throw new Error('the weights add up');
}

function fill(phrase: string, random: SeededRandom): string {
  return phrase.replace(/\{(\w+)\}/g, (_, slot: string) => random.pick(OTHER_WORDS[slot] ?? []));
}
