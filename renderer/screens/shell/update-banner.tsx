import { type ReactElement, useState } from 'react';
import { useDesktop, useInstallUpdate, useUpdateState } from '../../state/desktop-context.ts';
import { useQuery } from '../../state/use-query.ts';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/icons.tsx';
import styles from './update-banner.module.css';

/** A version that is ready, said once; a version that is too old, said until it is another one. */
export function UpdateBanner(): ReactElement | null {
  const desktop = useDesktop();
  const update = useUpdateState();
  const install = useInstallUpdate();
  const { value: sync } = useQuery('getSyncStatus', {});
  const [later, setLater] = useState<string | null>(null);
  const ready = update?.stage.kind === 'ready' ? update.stage : null;
  if (update?.mustUpdate === true || (sync?.minimumVersion ?? null) !== null) {
    return (
      <section className={cx(styles.banner, styles.mustUpdate)} role="alert">
        <Icon name="warning" />
        <p>
          This version of LAIT is older than your firm allows. What you did is kept and sent, and you can read
          everything; to go on working, {desktop === null ? 'load this page anew.' : 'install the new version.'}
        </p>
        {desktop === null ? (
          <Button look="line" onPress={() => location.reload()}>
            Load the page anew
          </Button>
        ) : null}
        {ready === null ? null : (
          <Button look="solid" onPress={() => void install()}>
            Restart to update
          </Button>
        )}
      </section>
    );
  }
  if (ready === null || later === ready.version) return null;
  return (
    <section className={styles.banner} role="status">
      <Icon name="download" />
      <p>Version {ready.version} is ready. It is installed the next time LAIT starts.</p>
      <Button look="line" onPress={() => void install()}>
        Restart to update
      </Button>
      <Button onPress={() => setLater(ready.version)}>Later</Button>
    </section>
  );
}
