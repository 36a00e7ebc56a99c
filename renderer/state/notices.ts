import { create } from 'zustand';
import type { WorkspaceError } from '#shared/api/workspace.ts';

/** A sentence for the person, said aloud by the live region and shown for a while. */
export interface Notice {
  readonly id: number;
  readonly tone: 'plain' | 'kept' | 'attention' | 'refusal';
  readonly text: string;
}

export const useNotices = create<{ readonly notices: readonly Notice[] }>(() => ({ notices: [] }));

let nextId = 1;
const SHOWN_FOR = { plain: 4_000, kept: 4_000, attention: 7_000, refusal: 12_000 } as const;

export function notify(tone: Notice['tone'], text: string): void {
  const notice: Notice = { id: nextId, tone, text };
  nextId += 1;
  useNotices.setState(({ notices }) => ({
    // One at a time, except refusals: they stay until read.
    notices: [...notices.filter((each) => each.tone === 'refusal' && each.text !== text).slice(-2), notice],
  }));
  window.setTimeout(() => dismissNotice(notice.id), SHOWN_FOR[tone]);
}

export function dismissNotice(id: number): void {
  useNotices.setState(({ notices }) => ({ notices: notices.filter((each) => each.id !== id) }));
}

/** Says what a workspace could not do, in its own words. */
export function notifyError(error: WorkspaceError): void {
  if (error.kind === 'cancelled') return;
  notify(error.kind === 'refused' ? 'attention' : 'refusal', error.message);
}
