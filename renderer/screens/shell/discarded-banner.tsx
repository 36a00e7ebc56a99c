import type { ReactElement } from 'react';
import { notifyError } from '../../state/notices.ts';
import { useQuery } from '../../state/use-query.ts';
import { useWorkspace } from '../../state/workspace-context.ts';
import { Button } from '../../ui/button.tsx';
import { countOf } from '../../ui/format-money.ts';
import { Icon } from '../../ui/icons.tsx';
import styles from './discarded-banner.module.css';

/** Work that was thrown away because access to its matter was withdrawn: stays until it is read. */
export function DiscardedBanner(): ReactElement | null {
  const { client } = useWorkspace();
  const { value: status } = useQuery('getSyncStatus', {});
  const discarded = status?.discarded ?? [];
  if (discarded.length === 0) return null;
  const count = discarded.reduce((sum, each) => sum + each.count, 0);
  const dismiss = async (): Promise<void> => {
    const reply = await client.command('dismissDiscarded', {});
    if (!reply.ok) notifyError(reply.error);
  };
  return (
    <section className={styles.banner} role="alert">
      <Icon name="warning" />
      <p>
        Access to {countOf(discarded.length, 'matter')} was withdrawn. Its invoices are gone from this device
        {count === 0
          ? '; nothing of yours was lost.'
          : `, and ${countOf(count, 'action')} of yours that the server had not taken ${count === 1 ? 'was' : 'were'} discarded.`}{' '}
        Ask your administrator if this is a mistake.
      </p>
      <Button look="line" onPress={() => void dismiss()}>
        I have read this
      </Button>
    </section>
  );
}
