import type { NotificationSettings, ShellInput } from '#shared/api/shell.ts';
import type { Policy } from '../policy/policy.ts';
import type { SettingsKeeper } from '../user-settings.ts';

/** What a person has chosen about notifications, below an administrator's word. */
export interface NotificationChoice {
  current(): NotificationSettings;
  change(change: ShellInput<'setNotificationSettings'>): Promise<NotificationSettings>;
}

const MINUTE_MS = 60_000;

export function notificationChoice(
  settings: SettingsKeeper,
  { notifications: isAllowed }: Pick<Policy, 'notifications'>,
  nowMs: () => number,
): NotificationChoice {
  const current = (): NotificationSettings => {
    const { isOn, quiet, notBeforeMs } = settings.current().notifications;
    const isPassed = notBeforeMs !== null && notBeforeMs <= nowMs();
    return { isOn: isOn && isAllowed, quiet, notBeforeMs: isPassed ? null : notBeforeMs, isManaged: !isAllowed };
  };
  return {
    current,
    async change({ isOn, quiet, pauseMinutes }) {
      const before = settings.current().notifications;
      const paused = pauseMinutes === 0 ? null : nowMs() + (pauseMinutes ?? 0) * MINUTE_MS;
      const notBeforeMs = pauseMinutes === null ? before.notBeforeMs : paused;
      await settings.change({ notifications: { isOn, quiet, notBeforeMs } });
      return current();
    },
  };
}
