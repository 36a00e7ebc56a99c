import { wordStart } from '../prepare/narrative-reading.ts';
import { defineRule, type FindingDraft } from '../rule.ts';

/**
 * R37: narratives that a receiving system cuts off or refuses, or that a client wants shorter. The evidence
 * marks what is over the limit.
 */
export const longNarrative = defineRule({
  id: 'R37',
  version: 1,
  title: 'Narrative too long',
  certainty: 'deterministic',
  defaultSeverity: 'warn',
  parameters: {
    maximumCharacters: {
      kind: 'number',
      unit: 'characters',
      default: 1_024,
      minimum: 0,
      maximum: 15_360,
      description: 'Characters a narrative may have; 0 for no limit.',
    },
    maximumWords: {
      kind: 'number',
      unit: 'words',
      default: 0,
      minimum: 0,
      maximum: 5_000,
      description: 'Words a narrative may have; 0 for no limit.',
    },
  },
  needs: [],
  authority: 'LEDES 1998B field 19 as restricted by Brightflag (1,024 characters); client guidelines on words',
  check({ lines }, { maximumCharacters, maximumWords }) {
    const drafts: FindingDraft[] = [];
    for (const { index, line, reading } of lines) {
      const { length } = line.narrative;
      if (maximumCharacters > 0 && length > maximumCharacters) {
        const message = `The narrative has ${length} characters: ${length - maximumCharacters} more than the ${maximumCharacters} allowed.`;
        drafts.push({
          lines: [index],
          message,
          evidence: [{ lineId: line.id, start: maximumCharacters, end: length }],
        });
      }
      const words = reading.words.length;
      if (maximumWords === 0 || words <= maximumWords) continue;
      const message = `The narrative has ${words} words: ${words - maximumWords} more than the ${maximumWords} allowed.`;
      drafts.push({
        lines: [index],
        message,
        evidence: [{ lineId: line.id, start: wordStart(reading, maximumWords), end: length }],
      });
    }
    return drafts;
  },
});
