import type { Action } from './actions.ts';

export type ChosenAction = Extract<Action, 'list' | 'read' | 'dashboard' | 'pull' | 'decide' | 'upload' | 'search'>;

/** Of a hundred things a person does: most is reading, every fourth is a decision. */
const MIXTURE: readonly (readonly [ChosenAction, number])[] = [
  ['list', 20],
  ['read', 18],
  ['dashboard', 10],
  ['pull', 20],
  ['decide', 26],
  ['upload', 3],
  ['search', 3],
];

/** @param draw whole numbers from 0 to its limit - 1 */
export function chooseAction(draw: (limit: number) => number): ChosenAction {
  let place = draw(100);
  for (const [action, share] of MIXTURE) {
    if (place < share) return action;
    place -= share;
  }
  return 'list';
}
