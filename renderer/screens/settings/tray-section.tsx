import { type ReactElement, useEffect, useState } from 'react';
import type { TraySettings } from '#shared/api/shell.ts';
import type { Desktop } from '../../state/desktop-context.ts';
import { notify } from '../../state/notices.ts';
import { Toggle } from '../../ui/toggle.tsx';
import settings from './settings-screen.module.css';

/** Whether LAIT goes on in the tray when its window is closed. */
export function TraySection({ desktop: { shell } }: { readonly desktop: Desktop }): ReactElement | null {
  const [kept, setKept] = useState<TraySettings | null>(null);
  useEffect(() => {
    shell.getTraySettings({}).then((reply) => {
      if (reply.ok) setKept(reply.value);
    });
  }, [shell]);
  if (kept === null) return null;
  const change = async (isOn: boolean): Promise<void> => {
    const reply = await shell.setTraySettings({ isOn });
    if (reply.ok) setKept(reply.value);
    else notify('attention', reply.error.message);
  };
  return (
    <section className={settings.section}>
      <h2 className={settings.heading}>Tray</h2>
      <Toggle
        label="LAIT in the tray"
        isOn={kept.isOn}
        isDisabled={kept.isManaged}
        onChange={(isOn) => void change(isOn)}
      >
        Show LAIT in the tray
      </Toggle>
      <p className={settings.quiet}>
        {kept.isManaged
          ? 'Your administrator has settled this for this computer.'
          : 'While it is there, closing the window leaves LAIT running: it goes on syncing and notifying. Quit it from the tray.'}
      </p>
    </section>
  );
}
