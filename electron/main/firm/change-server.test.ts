import { describe, expect, it } from 'vitest';
import type { ServerAnswer } from './ask-server.ts';
import { changeServer } from './change-server.ts';

const OLD = 'https://lait.old.example';
const NEW = 'https://lait.new.example';

function laptop(change: { isManaged?: boolean; answer?: ServerAnswer; hasKeys?: boolean; says?: boolean } = {}) {
  const state = { origin: OLD as string | null, isSignedIn: false, signsInMeanwhile: false };
  const done: string[] = [];
  const name = (origin: string | null) =>
    changeServer(
      {
        server: {
          isManaged: change.isManaged ?? false,
          origin: () => state.origin,
          async choose(next) {
            done.push('chosen');
            state.origin = next;
          },
        },
        isSignedIn: () => state.isSignedIn,
        ask: async () => change.answer ?? 'lait',
        hasPinnedKeys: async () => change.hasKeys ?? true,
        async confirmLeaving(from, to) {
          done.push(`asked ${from} ${to}`);
          state.isSignedIn = state.signsInMeanwhile;
          return change.says ?? true;
        },
        forgetFirm: async () => void done.push('forgotten'),
        onChanged: () => void done.push('told'),
      },
      origin,
    );
  return { state, done, name };
}

describe('another server', () => {
  it('is followed only after the person was asked, and nothing of the firm before is left by then', async () => {
    const { state, done, name } = laptop();
    expect(await name(NEW)).toBe('done');
    expect(done).toEqual([`asked ${OLD} ${NEW}`, 'forgotten', 'chosen', 'told']);
    expect(state.origin).toBe(NEW);
  });

  it('is not followed when the person thinks better of it: keys and sign-in stay', async () => {
    const { state, done, name } = laptop({ says: false });
    expect(await name(NEW)).toBe('kept');
    expect(done).toEqual([`asked ${OLD} ${NEW}`]);
    expect(state.origin).toBe(OLD);
  });

  it('takes no question where no keys are pinned, and none for the same server again', async () => {
    const { done, name } = laptop({ hasKeys: false });
    expect(await name(OLD)).toBe('done');
    expect(done).toEqual([]);
    expect(await name(NEW)).toBe('done');
    expect(done).toEqual(['forgotten', 'chosen', 'told']);
  });

  it('is also left for none, with the same question', async () => {
    const { done, name } = laptop();
    expect(await name(null)).toBe('done');
    expect(done[0]).toBe(`asked ${OLD} null`);
  });

  it('changes nothing where policy, a session or what answers there stands against it', async () => {
    for (const [change, outcome] of [
      [{ isManaged: true }, 'managed'],
      [{ answer: 'no_lait' }, 'no_lait'],
      [{ answer: 'not_reached' }, 'not_reached'],
    ] as const) {
      const { done, name } = laptop(change);
      expect([await name(NEW), done]).toEqual([outcome, []]);
    }
    const { state, done, name } = laptop();
    state.signsInMeanwhile = true;
    expect(await name(NEW)).toBe('signed_in');
    expect(done).toEqual([`asked ${OLD} ${NEW}`]);
  });
});
