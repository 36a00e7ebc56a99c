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
    if (opinion !== undefined) void decide(opinion, decision);
  };
  useCommands(next === undefined ? {} : { acceptOpinion: press('accept'), rejectOpinion: press('reject') });
  return decide;
}
