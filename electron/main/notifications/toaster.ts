import { type DeepLink, formatDeepLink } from '#shared/api/deep-link.ts';
import type { Notification } from '#shared/api/workspace.ts';
import type { Log } from '../log.ts';
import { planToasts, type Toast, type ToastSettings } from './plan-toasts.ts';
import type { ShownToasts } from './shown-toasts.ts';

/** One toast of the system, as far as it is used. */
export interface SystemToast {
  show(): void;
  close(): void;
}

export interface ToasterParts {
  readonly shown: ShownToasts;
  settings(): ToastSettings;
  /** Unread ones, newest first; empty while no workspace answers. */
  unread(): Promise<readonly Notification[]>;
  isSupported(): boolean;
  make(toast: Toast, on: { click(): void; failed(): void }): SystemToast;
  isWindowInFront(): boolean;
  open(link: DeepLink): void;
  nowMs(): number;
  minuteOfDay(): number;
  /** @returns a function that ends the waiting */
  after(milliseconds: number, work: () => void): () => void;
  readonly log: Log;
}

/** Shows what the inbox has that was not shown yet. Asked after every change of the inbox; one look at a time. */
export interface Toaster {
  look(): Promise<void>;
  /** A click came by way of the system's link instead of the toast itself (Windows). */
  followed(link: DeepLink): void;
  /** Takes away what stands for an invoice that is gone from this machine. */
  withdraw(isGone: (link: DeepLink) => boolean): void;
  stop(): void;
}

/** Timers run at most so far ahead: a laptop that slept wakes to the right time. */
const LONGEST_WAIT_MS = 15 * 60_000;

export function toaster(parts: ToasterParts): Toaster {
  /** Held, or the system's click would find nobody: by key, the newest. */
  const standing = new Map<string, { readonly toast: Toast; readonly system: SystemToast }>();
  let looking: Promise<void> | null = null;
  let isAskedAgain = false;
  let endWaiting: () => void = () => {};

  async function look(): Promise<void> {
    const moment = {
      nowMs: parts.nowMs(),
      minuteOfDay: parts.minuteOfDay(),
      isWindowInFront: parts.isWindowInFront(),
    };
    const plan = planToasts(await parts.unread(), parts.shown.wasShown, parts.settings(), moment);
    if (plan.silenced !== null) {
      await parts.shown.note(plan.silenced.notificationIds, plan.silenced.because, moment.nowMs);
    }
    endWaiting();
    if (plan.laterAtMs !== null) {
      endWaiting = parts.after(Math.min(plan.laterAtMs - moment.nowMs, LONGEST_WAIT_MS), () => void again());
    }
    for (const toast of plan.toasts) await showOne(toast);
  }

  async function showOne(toast: Toast): Promise<void> {
    const { key, notificationIds } = toast;
    if (!parts.isSupported()) return parts.shown.note(notificationIds, 'failed', parts.nowMs());
    // Noted first: at most once, even when LAIT ends between the two.
    await parts.shown.note(notificationIds, 'shown', parts.nowMs());
    standing.get(key)?.system.close();
    const system = parts.make(toast, {
      click: () => {
        standing.delete(key);
        void keep(notificationIds, 'clicked');
        parts.open(toast.link);
      },
      failed: () => {
        standing.delete(key);
        void keep(notificationIds, 'failed');
      },
    });
    standing.set(key, { toast, system });
    system.show();
  }

  async function keep(notificationIds: readonly string[], result: 'clicked' | 'failed'): Promise<void> {
    await parts.shown
      .note(notificationIds, result, parts.nowMs())
      .catch(() => parts.log.warn('toast.result_not_kept', { result }));
  }

  /** Asked while it looks: it looks once more, because what came may have come too late for this look. */
  function again(): Promise<void> {
    if (looking !== null) {
      isAskedAgain = true;
      return looking;
    }
    looking = look()
      .catch((error: unknown) => {
        parts.log.warn('toast.look_failed', { cause: error instanceof Error ? error.name : 'unknown' });
      })
      .finally(() => {
        looking = null;
        if (!isAskedAgain) return;
        isAskedAgain = false;
        return again();
      });
    return looking;
  }

  return {
    look: again,
    followed(link) {
      const address = formatDeepLink(link);
      for (const [key, { toast }] of standing) {
        if (formatDeepLink(toast.link) !== address) continue;
        standing.delete(key);
        void keep(toast.notificationIds, 'clicked');
      }
    },
    withdraw(isGone) {
      for (const [key, { toast, system }] of standing) {
        if (!isGone(toast.link)) continue;
        standing.delete(key);
        system.close();
      }
    },
    stop() {
      endWaiting();
      for (const { system } of standing.values()) system.close();
      standing.clear();
    },
  };
}
