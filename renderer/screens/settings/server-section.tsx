import { type ReactElement, useState } from 'react';
import { type Desktop, useServerOrigin } from '../../state/desktop-context.ts';
import { useSession } from '../../state/firm-context.ts';
import { Button } from '../../ui/button.tsx';
import { ServerChoice } from '../shell/server-choice.tsx';
import styles from './settings-screen.module.css';

/** Which server this computer works with, and who may say so. */
export function ServerSection({ desktop }: { readonly desktop: Desktop }): ReactElement {
  const origin = useServerOrigin(desktop);
  const isSignedIn = useSession() !== null;
  const [isChanging, setChanging] = useState(false);
  const { isServerManaged } = desktop.startup;
  const note = isServerManaged
    ? 'Your administrator has set it for this computer.'
    : isSignedIn
      ? 'To change it, sign out first.'
      : null;
  return (
    <section className={styles.section}>
      <h2 className={styles.heading}>Your firm{'\u2019'}s server</h2>
      {isChanging && note === null ? (
        <ServerChoice desktop={desktop} origin={origin} onDone={() => setChanging(false)} />
      ) : (
        <>
          <p>{origin ?? 'None is named. Everything stays on this device.'}</p>
          {note === null ? (
            <Button look="line" onPress={() => setChanging(true)}>
              {origin === null ? 'Name the server' : 'Change the server'}
            </Button>
          ) : (
            <p className={styles.quiet}>{note}</p>
          )}
        </>
      )}
    </section>
  );
}
