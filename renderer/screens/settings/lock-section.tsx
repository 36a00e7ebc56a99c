import { type ReactElement, useEffect, useState } from 'react';
import type { LockSettings, ShellInput } from '#shared/api/shell.ts';
import type { Desktop } from '../../state/desktop-context.ts';
import { notify } from '../../state/notices.ts';
import { Button } from '../../ui/button.tsx';
import { ChoiceField } from '../../ui/fields.tsx';
import { countOf } from '../../ui/format-money.ts';
import { Toggle } from '../../ui/toggle.tsx';
import styles from './lock-section.module.css';
import settings from './settings-screen.module.css';

const MINUTES = [1, 5, 10, 15, 30, 60] as const;

/** When LAIT asks for the person again, and what that is worth here. */
export function LockSection({ desktop: { shell } }: { readonly desktop: Desktop }): ReactElement {
  const [kept, setKept] = useState<LockSettings | null>(null);
  useEffect(() => {
    shell.getLockSettings({}).then((reply) => {
      if (reply.ok) setKept(reply.value);
    });
  }, [shell]);
  const change = async (wanted: Partial<ShellInput<'setLockSettings'>>): Promise<void> => {
    if (kept === null) return;
    const { afterMinutes, withScreen } = kept;
    const reply = await shell.setLockSettings({ afterMinutes, withScreen, ...wanted });
    if (reply.ok) setKept(reply.value);
    else notify('attention', reply.error.message);
  };
  return (
    <section className={settings.section}>
      <h2 className={settings.heading}>Lock</h2>
      {kept === null ? null : (
        <>
          <div className={styles.row}>
            <ChoiceField
              label="Lock LAIT when nobody was at this computer for"
              value={kept.afterMinutes === null ? '' : String(kept.afterMinutes)}
              choices={minutesToChoose(kept).map((minutes) => ({
                id: String(minutes),
                label: countOf(minutes, 'minute'),
              }))}
              {...(kept.longestMinutes === null ? { emptyLabel: 'However long' } : {})}
              onChange={(id) => void change({ afterMinutes: id === '' ? null : Number(id) })}
            />
            <Button look="line" onPress={() => void shell.lock({})}>
              Lock now
            </Button>
          </div>
          <Toggle
            label="Lock with the screen"
            isOn={kept.withScreen}
            isDisabled={kept.isScreenManaged}
            onChange={(withScreen) => void change({ withScreen })}
          >
            Lock LAIT with the screen, and when this computer goes to sleep
          </Toggle>
          <p className={settings.quiet}>{kept.asks === 'person' ? ASKS_PERSON : ASKS_NOBODY}</p>
          {kept.longestMinutes === null && !kept.isScreenManaged ? null : (
            <p className={settings.quiet}>
              Your administrator has set how laxly this may be done on this computer; you may be stricter.
            </p>
          )}
        </>
      )}
    </section>
  );
}

const ASKS_PERSON =
  'Opening it takes your password. Without a network it is checked on this computer, five times at most; then your firm\u2019s server is needed. What you had typed stays.';
const ASKS_NOBODY =
  'Nobody is signed in to a firm\u2019s server here, so there is nobody to ask: LAIT only hides your work, and a press of a button shows it again.';

/** What is set is always among them, whoever set it. */
function minutesToChoose({ afterMinutes, longestMinutes }: LockSettings): readonly number[] {
  const all = [
    ...MINUTES,
    ...(longestMinutes === null ? [] : [longestMinutes]),
    ...(afterMinutes === null ? [] : [afterMinutes]),
  ];
  return [...new Set(all)]
    .filter((each) => longestMinutes === null || each <= longestMinutes)
    .toSorted((a, b) => a - b);
}
