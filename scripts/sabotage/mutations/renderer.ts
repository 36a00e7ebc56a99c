import type { Mutation } from '../mutation.ts';

export const rendererMutations: readonly Mutation[] = [
  {
    name: 'a second A decides the same line again instead of waiting for the first',
    file: 'renderer/state/review-session.ts',
    find: 'tail === null ? job() : tail.then(job)',
    replace: 'job()',
    tests: ['renderer/state/review-session.test.ts'],
  },
  {
    name: 'a reason stays and ends up on the next line',
    file: 'renderer/state/review-session.ts',
    find: "selection: EMPTY_SELECTION, reasonCode: null, reasonNote: ''",
    replace: 'selection: EMPTY_SELECTION',
    tests: ['renderer/state/review-session.test.ts'],
  },
  {
    name: 'an answer from before a change overtakes the one after it',
    file: 'renderer/state/row-window.ts',
    find: 'page.asked !== asked',
    replace: 'false',
    tests: ['renderer/state/row-window.test.ts'],
  },
  {
    name: 'a reduction in percent is read ten times too small',
    file: 'renderer/keyboard/reduce-input.ts',
    find: "reduction: { kind: 'cut_percent', percentE4 } }",
    replace: "reduction: { kind: 'cut_percent', percentE4: percentE4 / 10 } }",
    tests: ['renderer/keyboard/reduce-input.test.ts'],
  },
  {
    name: 'single letters still act when they are switched off',
    file: 'renderer/keyboard/key-map.ts',
    find: 'if (!areSingleKeysOn && isSingleCharacter(name)) return null;',
    replace: '',
    tests: ['renderer/keyboard/key-map.test.ts'],
  },
  {
    name: 'digits beyond the minor unit are dropped from a figure',
    file: 'renderer/ui/format-money.ts',
    find: 'const beyond = decimals.slice(digits);',
    replace: "const beyond = '';",
    tests: ['renderer/ui/format-money.test.ts'],
  },
  {
    name: 'undoing a dismissed rule brings back only its first finding',
    file: 'shared/review/undo.ts',
    find: 'before.findings.flatMap(({ findingId, isEnabled, reason })',
    replace: 'before.findings.slice(0, 1).flatMap(({ findingId, isEnabled, reason })',
    tests: ['shared/workspace/dismiss-rule.test.ts'],
  },
  {
    name: 'the field of the next line closes under the hand',
    file: 'renderer/state/review-session.ts',
    find: 'store.setState({ opening });\n      void inOrder(async () => {',
    replace: 'store.setState({ opening, editor });\n      void inOrder(async () => {',
    tests: ['renderer/state/review-session.test.ts'],
  },
];
