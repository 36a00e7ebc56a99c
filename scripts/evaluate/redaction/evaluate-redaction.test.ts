import { expect, it } from 'vitest';
import { evaluateRedaction } from './evaluate-redaction.ts';
import { heldOutSet } from './held-out-set.ts';
import { redactionLines } from './show-redaction.ts';

it('takes out names that nobody has told it: 98 of 100 and more, of whatever origin, however they are typed', () => {
  const evaluation = evaluateRedaction(heldOutSet);
  expect(evaluation.names.recall).toBeGreaterThanOrEqual(0.98);
  expect(evaluation.asWritten.recall).toBeGreaterThanOrEqual(0.99);
  expect(evaluation.byStyle.terse.recall).toBeGreaterThanOrEqual(0.98);
  expect(evaluation.byStyle.formal.recall).toBeGreaterThanOrEqual(0.98);
  expect(evaluation.numbers.recall).toBeGreaterThanOrEqual(0.98);
  // And leaves the sense of the sentence.
  expect(evaluation.kept.share).toBeGreaterThanOrEqual(0.9);
  expect(redactionLines(evaluation).join('\n')).toContain('| Names | 22560 |');
});
