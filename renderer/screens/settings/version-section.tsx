import type { ReactElement } from 'react';
import type { UpdateState } from '#shared/api/update-state.ts';
import { type Desktop, useInstallUpdate, useUpdateState } from '../../state/desktop-context.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icons.tsx';
import styles from './settings-screen.module.css';

/** Which version this is, and what becomes of the next one. */
export function VersionSection({ desktop }: { readonly desktop: Desktop }): ReactElement {
  const update = useUpdateState();
  const install = useInstallUpdate();
  return (
    <section className={styles.section}>
      <h2 className={styles.heading}>Version</h2>
      <dl>
        <div className={styles.fact}>
          <dt>This version</dt>
          <dd>{desktop.startup.appVersion}</dd>
        </div>
      </dl>
      {update === null ? null : (
        <p className={styles.quiet} role="status">
          {stageWords(update.stage)}
        </p>
      )}
      {update?.stage.kind === 'ready' ? (
        <>
          {update.stage.notes === '' ? null : <p className={styles.quiet}>{update.stage.notes}</p>}
          <Button look="line" onPress={() => void install()}>
            Restart to update
          </Button>
        </>
      ) : null}
      {update === null || update.trouble === null ? null : (
        <p className={styles.attention}>
          <Icon name="warning" /> {update.trouble}
        </p>
      )}
    </section>
  );
}

function stageWords(stage: UpdateState['stage']): string {
  switch (stage.kind) {
    case 'off':
      return stage.why === 'managed'
        ? 'New versions are installed by your administrator.'
        : 'New versions come from your firm’s server, once somebody has signed in here and the firm publishes them.';
    case 'current':
      return 'No newer version is known. New ones come by themselves.';
    case 'downloading':
      return `Version ${stage.version} is being fetched: ${stage.percent} %. It goes on where it stopped.`;
    case 'ready':
      return `Version ${stage.version} is ready. It is installed the next time LAIT starts.`;
    case 'announced':
      return `Version ${stage.version} is there. Your administrator installs it on this computer.`;
  }
}
