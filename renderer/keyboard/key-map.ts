/**
 * Every key of the application, in one list: the handlers, the labels on the controls, the key sheet and
 * the command palette all read it. Keys of the other scopes act only while that screen has the
 * focus, so that typing in a field never decides anything; single characters can be switched off (WCAG 2.1.4).
 */
export type ActionScope = 'everywhere' | 'review' | 'conflicts' | 'legal';

export interface KeyAction {
  readonly id: string;
  readonly label: string;
  readonly group: 'Decide' | 'Move' | 'Select' | 'Look' | 'Invoice' | 'Ask' | 'Legal' | 'Conflicts' | 'Go to';
  readonly scope: ActionScope;
  /** `a`, `Shift+f`, `Mod+k` (Control, or Command on a Mac), `ArrowDown`, `?`. */
  readonly keys: readonly string[];
}

export const KEY_ACTIONS = [
  { id: 'accept', label: 'Accept as billed', group: 'Decide', scope: 'review', keys: ['a'] },
  { id: 'cutLine', label: 'Cut the whole line', group: 'Decide', scope: 'review', keys: ['x'] },
  { id: 'reduce', label: 'Reduce hours, rate, percent or amount', group: 'Decide', scope: 'review', keys: ['r'] },
  { id: 'acceptProposals', label: 'Cut as the findings propose', group: 'Decide', scope: 'review', keys: ['p'] },
  { id: 'clearDecision', label: 'Take the decision back', group: 'Decide', scope: 'review', keys: ['Backspace', 'Delete'] },
  { id: 'repeat', label: 'Repeat the last decision', group: 'Decide', scope: 'review', keys: ['.'] },
  { id: 'reason', label: 'Reason for the next cut', group: 'Decide', scope: 'review', keys: ['1', '2', '3', '4', '5', '6', '7', '8', '9'] },
  { id: 'toggleFinding', label: 'Dismiss or restore a finding', group: 'Decide', scope: 'review', keys: ['t'] },
  { id: 'rewrite', label: 'Rewrite the narrative', group: 'Decide', scope: 'review', keys: ['n'] },
  { id: 'comment', label: 'Comment on the line', group: 'Decide', scope: 'review', keys: ['c'] },
  { id: 'undo', label: 'Undo', group: 'Decide', scope: 'review', keys: ['z', 'Mod+z'] },
  { id: 'redo', label: 'Redo', group: 'Decide', scope: 'review', keys: ['Shift+z', 'Mod+Shift+z', 'Mod+y'] },
  { id: 'nextOpen', label: 'Next open line', group: 'Move', scope: 'review', keys: ['f'] },
  { id: 'previousOpen', label: 'Previous open line', group: 'Move', scope: 'review', keys: ['Shift+f'] },
  { id: 'down', label: 'Line down', group: 'Move', scope: 'review', keys: ['j', 'ArrowDown'] },
  { id: 'up', label: 'Line up', group: 'Move', scope: 'review', keys: ['k', 'ArrowUp'] },
  { id: 'pageDown', label: 'Page down', group: 'Move', scope: 'review', keys: ['PageDown'] },
  { id: 'pageUp', label: 'Page up', group: 'Move', scope: 'review', keys: ['PageUp'] },
  { id: 'first', label: 'First line', group: 'Move', scope: 'review', keys: ['Home'] },
  { id: 'last', label: 'Last line', group: 'Move', scope: 'review', keys: ['End'] },
  { id: 'inspect', label: 'Read the notes of the line', group: 'Move', scope: 'review', keys: ['Enter'] },
  { id: 'back', label: 'Back: field, selection, queue', group: 'Move', scope: 'review', keys: ['Escape'] },
  { id: 'select', label: 'Select the line', group: 'Select', scope: 'review', keys: [' '] },
  { id: 'extendDown', label: 'Extend the selection down', group: 'Select', scope: 'review', keys: ['Shift+j', 'Shift+ArrowDown'] },
  { id: 'extendUp', label: 'Extend the selection up', group: 'Select', scope: 'review', keys: ['Shift+k', 'Shift+ArrowUp'] },
  { id: 'selectAll', label: 'Select all lines shown', group: 'Select', scope: 'review', keys: ['Mod+a'] },
  { id: 'filter', label: 'Filter the lines', group: 'Look', scope: 'review', keys: ['/'] },
  { id: 'rules', label: 'Show or hide the rules', group: 'Look', scope: 'review', keys: ['l'] },
  { id: 'advance', label: 'Submit, then approve', group: 'Invoice', scope: 'everywhere', keys: ['Mod+Enter'] },
  { id: 'export', label: 'Export', group: 'Invoice', scope: 'review', keys: ['e'] },
  { id: 'searchSelection', label: 'Search the selected words in legal sources', group: 'Ask', scope: 'review', keys: ['s'] },
  { id: 'checkCitations', label: 'Check the citations of the line', group: 'Ask', scope: 'review', keys: ['i'] },
  { id: 'verifyTimekeeper', label: 'Verify the timekeeper', group: 'Ask', scope: 'review', keys: ['v'] },
  { id: 'askOpinion', label: 'Ask for a second opinion', group: 'Ask', scope: 'review', keys: ['o'] },
  { id: 'askRewrite', label: 'Ask for a clearer narrative', group: 'Ask', scope: 'review', keys: ['w'] },
  { id: 'acceptOpinion', label: 'Accept the opinion in view', group: 'Ask', scope: 'review', keys: ['y'] },
  { id: 'rejectOpinion', label: 'Reject the opinion in view', group: 'Ask', scope: 'review', keys: ['Shift+y'] },
  { id: 'legalQuery', label: 'Write a question', group: 'Legal', scope: 'legal', keys: ['/'] },
  { id: 'legalFilters', label: 'Narrow the search', group: 'Legal', scope: 'legal', keys: ['f'] },
  { id: 'outgoing', label: 'Look at what leaves the firm', group: 'Legal', scope: 'legal', keys: ['o'] },
  { id: 'nextHit', label: 'Next result', group: 'Legal', scope: 'legal', keys: ['j', 'ArrowDown'] },
  { id: 'previousHit', label: 'Previous result', group: 'Legal', scope: 'legal', keys: ['k', 'ArrowUp'] },
  { id: 'openHit', label: 'Open the result at its source', group: 'Legal', scope: 'legal', keys: ['Enter'] },
  { id: 'saveHit', label: 'Save the result to a matter', group: 'Legal', scope: 'legal', keys: ['s'] },
  { id: 'forgetHit', label: 'Take the saved result off its matter', group: 'Legal', scope: 'legal', keys: ['Backspace', 'Delete'] },
  { id: 'copyCitation', label: 'Copy the citation', group: 'Legal', scope: 'legal', keys: ['c'] },
  { id: 'moreHits', label: 'More results', group: 'Legal', scope: 'legal', keys: ['m'] },
  { id: 'keepSearch', label: 'Keep the search under a name', group: 'Legal', scope: 'legal', keys: ['n'] },
  { id: 'stopWaiting', label: 'Stop waiting', group: 'Legal', scope: 'legal', keys: ['Escape'] },
  { id: 'keepMine', label: 'Keep mine', group: 'Conflicts', scope: 'conflicts', keys: ['m'] },
  { id: 'takeTheirs', label: 'Take theirs', group: 'Conflicts', scope: 'conflicts', keys: ['t'] },
  { id: 'editConflict', label: 'Decide anew', group: 'Conflicts', scope: 'conflicts', keys: ['e'] },
  { id: 'nextConflict', label: 'Next conflict', group: 'Conflicts', scope: 'conflicts', keys: ['n', 'ArrowDown'] },
  { id: 'previousConflict', label: 'Previous conflict', group: 'Conflicts', scope: 'conflicts', keys: ['Shift+n', 'ArrowUp'] },
  { id: 'openConflict', label: 'Show the line in its invoice', group: 'Conflicts', scope: 'conflicts', keys: ['Enter'] },
  { id: 'legal', label: 'Legal search', group: 'Go to', scope: 'everywhere', keys: ['Mod+Shift+l'] },
  { id: 'syncNow', label: 'Sync now', group: 'Go to', scope: 'everywhere', keys: ['Mod+Shift+s'] },
  { id: 'palette', label: 'Find a command', group: 'Go to', scope: 'everywhere', keys: ['Mod+k'] },
  { id: 'keys', label: 'Show all keys', group: 'Go to', scope: 'everywhere', keys: ['?'] },
] as const satisfies readonly KeyAction[]; // biome-ignore format: one action a line reads as the table it is

export type ActionId = (typeof KEY_ACTIONS)[number]['id'];

const BY_SCOPE: Readonly<Record<ActionScope, ReadonlyMap<string, ActionId>>> = {
  everywhere: keysOf('everywhere'),
  review: keysOf('review'),
  conflicts: keysOf('conflicts'),
  legal: keysOf('legal'),
};

export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/**
 * What a key press means in a scope, or `null`. Shift counts for letters and named keys only: `?` is
 * where the keyboard puts it. Caps Lock does not turn a letter into its shifted form.
 */
export function actionForKey(press: KeyPress, scope: ActionScope, areSingleKeysOn: boolean): ActionId | null {
  if (press.altKey) return null;
  const name = nameOf(press);
  if (!areSingleKeysOn && isSingleCharacter(name)) return null;
  return BY_SCOPE[scope].get(name) ?? null;
}

/** The first key of an action as a label for its control, or `''` where it is switched off. */
export function keyLabel(id: ActionId, isMac: boolean, areSingleKeysOn = true): string {
  const action = KEY_ACTIONS.find((each) => each.id === id);
  const key = action?.keys.find((each) => areSingleKeysOn || !isSingleCharacter(each));
  return key === undefined ? '' : showKey(key, isMac);
}

const KEY_NAMES: Readonly<Record<string, string>> = {
  ArrowDown: '\u2193',
  ArrowUp: '\u2191',
  Escape: 'Esc',
  Enter: '\u21b5',
  Backspace: '\u232b',
  PageDown: 'PgDn',
  PageUp: 'PgUp',
  ' ': 'Space',
};

/** A key as it stands on a keyboard: `Shift+f` is `⇧F`, `Mod+k` is `Ctrl K` or `⌘K`. */
export function showKey(key: string, isMac: boolean): string {
  const parts = key === '+' ? ['+'] : key.split('+');
  const last = parts.pop() ?? '';
  const shown = KEY_NAMES[last] ?? (last.length === 1 ? last.toUpperCase() : last);
  const modifiers = parts.map((part) => (part === 'Shift' ? '\u21e7' : isMac ? '\u2318' : 'Ctrl\u2009'));
  return `${modifiers.join('')}${shown}`;
}

function keysOf(scope: ActionScope): ReadonlyMap<string, ActionId> {
  const keys = new Map<string, ActionId>();
  for (const action of KEY_ACTIONS) {
    if (action.scope === scope) for (const key of action.keys) keys.set(key, action.id);
  }
  return keys;
}

function nameOf(press: KeyPress): string {
  const isLetter = /^[a-z]$/i.test(press.key);
  const key = isLetter ? press.key.toLowerCase() : press.key;
  const takesShift = isLetter || press.key.length > 1;
  const isMod = press.ctrlKey || press.metaKey;
  return `${isMod ? 'Mod+' : ''}${press.shiftKey && takesShift ? 'Shift+' : ''}${key}`;
}

function isSingleCharacter(name: string): boolean {
  const last = name.replace(/^Shift\+/, '');
  return last.length === 1 && last !== ' ';
}
