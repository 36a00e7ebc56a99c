import { opinionCalls } from '#shared/api/opinion-calls.ts';
import type { Opinion } from '#shared/api/opinions.ts';
import { useCommands } from '../../../keyboard/commands.ts';
import { useFirmAction } from '../../../state/firm-context.ts';
import { useWorkspace } from '../../../state/workspace-context.ts';
import { acceptedWords } from './opinion-words.ts';
import type { InvoiceOpinions } from './use-opinions.ts';

type Decide = (opinion: Opinion, decision: 'accept' | 'reject') => Promise<void>;

/**
 * A person's word about an opinion, by its buttons and by key.
 * @param next what the keys decide while no opinion has the focus; without it they are left to another part of the screen
 */
export function useOpinionDecision({ opinions, refresh }: InvoiceOpinions, next: Opinion | undefined): Decide {
  const act = useFirmAction();
  const { client } = useWorkspace();
  const decide: Decide = async (opinion, decision) => {
    const done = decision === 'accept' ? acceptedWords(opinion) : 'Rejected. It does not come back.';
    await act(opinionCalls.decide(opinion.id, { decision }), done);
    refresh();
    // What was accepted comes back with the sync, like anybody's decision.
    void client.command('syncNow', {});
  };
  const inView = (): Opinion | undefined => {
    const focused = document.activeElement?.closest<HTMLElement>('[data-opinion]')?.dataset.opinion;
    return opinions.find(({ id, state }) => id === focused && state === 'proposed') ?? next;
  };
  const press = (decision: 'accept' | 'reject') => (): void => {
    const opinion = inView();
    // Nobody decides what they do not see: the first press shows it, the next one is meant.
    if (opinion !== undefined && isShown(opinion.id)) void decide(opinion, decision);
  };
  useCommands(next === undefined ? {} : { acceptOpinion: press('accept'), rejectOpinion: press('reject') });
  return decide;
}

/** Whether it lies open in the window; where not, it is brought there and gets the focus. */
function isShown(opinionId: string): boolean {
  const note = document.querySelector<HTMLElement>(`[data-opinion="${CSS.escape(opinionId)}"]`);
  if (note === null) return false;
  if (note.contains(document.activeElement)) return true;
  const { left, top, width, height } = note.getBoundingClientRect();
  const on = document.elementFromPoint(left + width / 2, top + height / 2);
  if (on !== null && note.contains(on)) return true;
  note.scrollIntoView({ block: 'nearest' });
  note.querySelector('button')?.focus();
  return false;
}
