import { signIn } from '../administrator.ts';
import { GUIDE_COMMANDS, type GuideCommand } from '../guide-commands.ts';
import type { Rehearsal, Step } from '../rehearsal.ts';

/** Every command of the guide, one after another; those with a step of their own are typed there. */
export const guide: Step = {
  name: 'every command of the operations guide (docs/guide-commands.md)',
  async work(rehearsal) {
    const { people, ports } = rehearsal;
    const faults: string[] = [];
    const typed = GUIDE_COMMANDS.filter(({ ownStep }) => ownStep === undefined);
    for (const command of typed) {
      // Lines of a container that was replaced went with it; this one is of the one that runs.
      if (/auth/.test(command.command) && people !== null) {
        await signIn(`http://127.0.0.1:${ports.http}`, people.desk.account);
      }
      const fault = await faultOf(rehearsal, command);
      if (fault !== null) faults.push(fault);
    }
    if (faults.length > 0) throw new Error(faults.join(' // '));
    return `${typed.length} typed here, ${GUIDE_COMMANDS.length - typed.length} in steps of their own`;
  },
};

async function faultOf(rehearsal: Rehearsal, guideCommand: GuideCommand): Promise<string | null> {
  const { command, kind, instead = command, typed = instead, shows, endAfterSeconds } = guideCommand;
  const { code, output } = await rehearsal.type(typed, {
    isTerminal: kind === 'works in a terminal',
    // What waits for a person ends at the end of what they type.
    ...(typed.endsWith('psql -U lait -d lait') ? { input: '\\q\n' } : {}),
    ...(endAfterSeconds === undefined ? {} : { endAfterMs: endAfterSeconds * 1_000 }),
  });
  const isEnded = code === 0 || (code === 124 && endAfterSeconds !== undefined);
  rehearsal.say(`  ${isEnded && shows.test(output) ? 'ok ' : 'NOT'} ${typed.slice(0, 110)}`);
  if (!isEnded) return `${typed} ended with ${code}: ${output.slice(-300)}`;
  return shows.test(output) ? null : `${typed} did not show ${shows}: ${output.slice(-300)}`;
}
