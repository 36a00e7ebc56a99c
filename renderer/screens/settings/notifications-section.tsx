import { type ReactElement, useEffect, useState } from 'react';
import type { NotificationSettings, ShellInput } from '#shared/api/shell.ts';
import type { Desktop } from '../../state/desktop-context.ts';
import { notify } from '../../state/notices.ts';
import { Button } from '../../ui/button.tsx';
import { formatMoment } from '../../ui/format-date.ts';
import { Toggle } from '../../ui/toggle.tsx';
import styles from './notifications-section.module.css';
import settings from './settings-screen.module.css';

/** Ten in the evening to seven in the morning, when somebody wants quiet hours. */
const NIGHT = { fromMinute: 22 * 60, untilMinute: 7 * 60 } as const;
const PAUSE_MINUTES = 60;

/** What the system shows of LAIT, and when it keeps quiet. */
export function NotificationsSection({ desktop: { shell } }: { readonly desktop: Desktop }): ReactElement {
  const [kept, setKept] = useState<NotificationSettings | null>(null);
  useEffect(() => {
    shell.getNotificationSettings({}).then((reply) => {
      if (reply.ok) setKept(reply.value);
    });
  }, [shell]);
  const change = async (wanted: Partial<ShellInput<'setNotificationSettings'>>): Promise<void> => {
    if (kept === null) return;
    const { isOn, quiet } = kept;
    const reply = await shell.setNotificationSettings({ isOn, quiet, pauseMinutes: null, ...wanted });
    if (reply.ok) setKept(reply.value);
    else notify('attention', reply.error.message);
  };
  return (
    <section className={settings.section}>
      <h2 className={settings.heading}>Notifications</h2>
      {kept === null ? null : (
        <>
          <Toggle
            label="Notifications of the system"
            isOn={kept.isOn}
            isDisabled={kept.isManaged}
            onChange={(isOn) => void change({ isOn })}
          >
            Show notifications outside this window
          </Toggle>
          <p className={settings.quiet}>
            {kept.isManaged
              ? 'Your administrator has turned them off on this computer.'
              : 'They name no client, no number and no person: a locked screen shows them to anybody.'}
          </p>
          <div className={styles.quietHours}>
            <Toggle
              label="Quiet hours"
              isOn={kept.quiet !== null}
              isDisabled={kept.isManaged || !kept.isOn}
              onChange={(isOn) => void change({ quiet: isOn ? NIGHT : null })}
            >
              Keep quiet for part of the day
            </Toggle>
          </div>
          {kept.quiet === null ? null : <QuietHours quiet={kept.quiet} onChange={(quiet) => void change({ quiet })} />}
          <div className={styles.pause}>
            {kept.notBeforeMs === null ? (
              <Button
                look="line"
                isDisabled={kept.isManaged || !kept.isOn}
                onPress={() => void change({ pauseMinutes: PAUSE_MINUTES })}
              >
                Do not disturb for an hour
              </Button>
            ) : (
              <>
                <span role="status">
                  Nothing is shown until {formatMoment(new Date(kept.notBeforeMs).toISOString(), new Date())}.
                </span>
                <Button look="line" onPress={() => void change({ pauseMinutes: 0 })}>
                  Show them again
                </Button>
              </>
            )}
          </div>
        </>
      )}
    </section>
  );
}

function QuietHours({
  quiet,
  onChange,
}: {
  readonly quiet: NonNullable<NotificationSettings['quiet']>;
  onChange(quiet: NonNullable<NotificationSettings['quiet']>): void;
}): ReactElement {
  return (
    <div className={styles.hours}>
      <TimeField label="From" minute={quiet.fromMinute} onChange={(fromMinute) => onChange({ ...quiet, fromMinute })} />
      <TimeField
        label="Until"
        minute={quiet.untilMinute}
        onChange={(untilMinute) => onChange({ ...quiet, untilMinute })}
      />
    </div>
  );
}

function TimeField({
  label,
  minute,
  onChange,
}: {
  readonly label: string;
  readonly minute: number;
  onChange(minute: number): void;
}): ReactElement {
  return (
    <label className={styles.time}>
      <span>{label}</span>
      <input
        type="time"
        value={timeOf(minute)}
        onChange={({ target }) => {
          const read = minuteOf(target.value);
          if (read !== null) onChange(read);
        }}
      />
    </label>
  );
}

function timeOf(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

/** @returns null for a field that is being emptied */
function minuteOf(text: string): number | null {
  const match = /^(\d{2}):(\d{2})/.exec(text);
  return match === null ? null : Number(match[1]) * 60 + Number(match[2]);
}
