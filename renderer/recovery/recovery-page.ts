import '../ui/fonts.css';
import '../ui/tokens.css';
import '../ui/base.css';
import './recovery-page.css';
import type { LaitBridge, ShellInput, Trouble } from '#shared/api/shell.ts';
import { laitBridge } from '../bridge/lait-bridge.ts';

/**
 * What is shown when the application's own page cannot be: no React, no workspace, only what main says and the steps
 * it offers.
 */

type Step = ShellInput<'recover'>['step'];

const TITLES: Readonly<Record<Trouble['kind'], string>> = {
  page_crashed: 'The page stopped twice',
  workspace_crashed: 'LAIT needs a decision from you',
  workspace_not_opened: 'Your files could not be opened',
  key_not_reached: 'The key to your files is missing',
  key_store_refused: 'This computer has no place for keys',
};

const STEPS: Readonly<Record<Step, string>> = {
  try_again: 'Try again',
  rebuild_working_copy: 'Make the working copy anew',
  set_aside: 'Set the files aside and begin anew',
  show_folder: 'Show the folder',
  quit: 'Quit',
};

const bridge = laitBridge();
if (bridge !== null) void show(bridge);

async function show({ shell }: LaitBridge<File>): Promise<void> {
  const reply = await shell.getTrouble({});
  const trouble = reply.ok ? reply.value : null;
  element('title').textContent = trouble === null ? 'Nothing is the matter' : TITLES[trouble.kind];
  say(trouble?.message ?? (reply.ok ? 'You can go on.' : reply.error.message));
  const steps = trouble?.steps ?? [];
  const buttons = steps.map((step) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = STEPS[step];
    button.addEventListener('click', () => void take(step));
    return button;
  });
  element('steps').replaceChildren(...buttons);
  buttons[0]?.focus();

  async function take(step: Step): Promise<void> {
    for (const button of buttons) button.disabled = true;
    const outcome = await shell.recover({ step });
    if (!outcome.ok) say(outcome.error.message);
    for (const button of buttons) button.disabled = false;
  }
}

function say(message: string): void {
  element('message').textContent = message;
}

function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`recovery.html has no #${id}`);
  return found;
}
