import { type DeepLink, formatDeepLink } from '#shared/api/deep-link.ts';
import type { Notification } from '#shared/api/workspace.ts';
import { toastWords } from './toast-words.ts';

export interface ToastSettings {
  readonly isOn: boolean;
  /** Minutes after midnight of the local day, from and until; null: no quiet hours. May run over midnight. */
  readonly quiet: { readonly fromMinute: number; readonly untilMinute: number } | null;
  /** The person's own "not now"; null: none. */
  readonly notBeforeMs: number | null;
}

export interface Toast {
  /** One toast stands for a key: a newer one takes its place. */
  readonly key: string;
  readonly title: string;
  readonly body: string;
  readonly link: DeepLink;
  readonly notificationIds: readonly string[];
}

/** Why a notification got no toast; it is in the inbox all the same. `later` ones are not among these. */
export type Silence = 'turned_off' | 'window_in_front';

export interface ToastPlan {
  readonly toasts: readonly Toast[];
  /** Never shown, for a reason that will not pass. */
  readonly silenced: { readonly notificationIds: readonly string[]; readonly because: Silence } | null;
  /** In quiet hours: look again then. */
  readonly laterAtMs: number | null;
}

export interface ToastMoment {
  readonly nowMs: number;
  /** Minutes after local midnight. */
  readonly minuteOfDay: number;
  readonly isWindowInFront: boolean;
}

/** More than these at once are one. */
const MOST_AT_ONCE = 3;
const MINUTE_MS = 60_000;
const DAY_MINUTES = 1_440;

/**
 * What to show of what is unread and was not shown before.
 * @param unread newest first, as the inbox answers
 */
export function planToasts(
  unread: readonly Notification[],
  wasShown: (notificationId: string) => boolean,
  settings: ToastSettings,
  moment: ToastMoment,
): ToastPlan {
  const fresh = unread.filter(({ notificationId }) => !wasShown(notificationId));
  const ids = fresh.map(({ notificationId }) => notificationId);
  const nothing: ToastPlan = { toasts: [], silenced: null, laterAtMs: null };
  if (fresh.length === 0) return nothing;
  if (!settings.isOn) return { ...nothing, silenced: { notificationIds: ids, because: 'turned_off' } };
  const laterAtMs = quietUntil(settings, moment);
  if (laterAtMs !== null) return { ...nothing, laterAtMs };
  // They see the inbox count move in the window they are looking at.
  if (moment.isWindowInFront) return { ...nothing, silenced: { notificationIds: ids, because: 'window_in_front' } };
  const toasts = collapse(fresh);
  if (toasts.length <= MOST_AT_ONCE) return { ...nothing, toasts };
  const all: Toast = {
    key: 'all',
    title: 'LAIT',
    body: `${fresh.length} things are waiting for you.`,
    link: { kind: 'notifications' },
    notificationIds: ids,
  };
  return { ...nothing, toasts: [all] };
}

/** One an invoice, a search, a verification, with the words of the newest. */
function collapse(fresh: readonly Notification[]): readonly Toast[] {
  const toasts = new Map<string, Toast>();
  for (const notification of fresh) {
    const link = linkOf(notification);
    const key = link.kind === 'notifications' ? notification.type : formatDeepLink(link);
    const known = toasts.get(key);
    toasts.set(
      key,
      known === undefined
        ? { key, title: 'LAIT', body: toastWords(notification), link, notificationIds: [notification.notificationId] }
        : { ...known, notificationIds: [...known.notificationIds, notification.notificationId] },
    );
  }
  return [...toasts.values()];
}

/** What it is about, where that is a single thing that can be opened; else the inbox. */
function linkOf({ type, subjectId, data }: Notification): DeepLink {
  const isOne = Number(data.eventCount ?? 1) === 1;
  if (subjectId === null || !isOne) return { kind: 'notifications' };
  if (type === 'legal.search_complete') return { kind: 'search', searchId: subjectId };
  if (type === 'legal.verification_complete') return { kind: 'verification', verificationId: subjectId };
  if (!type.startsWith('invoice.') || data.code !== undefined) return { kind: 'notifications' };
  return { kind: 'invoice', invoiceId: subjectId, lineId: null };
}

/** @returns when the quiet ends; null where there is none now */
function quietUntil({ quiet, notBeforeMs }: ToastSettings, { nowMs, minuteOfDay }: ToastMoment): number | null {
  if (notBeforeMs !== null && notBeforeMs > nowMs) return notBeforeMs;
  if (quiet === null) return null;
  const length = (quiet.untilMinute - quiet.fromMinute + DAY_MINUTES) % DAY_MINUTES;
  const since = (minuteOfDay - quiet.fromMinute + DAY_MINUTES) % DAY_MINUTES;
  return since < length ? nowMs + (length - since) * MINUTE_MS : null;
}
