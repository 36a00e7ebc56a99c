import { type ReactElement, useState } from 'react';
import type { Notification } from '#shared/api/workspace.ts';
import { navigate } from '../../state/navigation.ts';
import { notifyError } from '../../state/notices.ts';
import { useQuery } from '../../state/use-query.ts';
import { useWorkspace } from '../../state/workspace-context.ts';
import { Button } from '../../ui/button.tsx';
import { Choices } from '../../ui/choices.tsx';
import { cx } from '../../ui/cx.ts';
import { formatMoment } from '../../ui/format-date.ts';
import { countOf } from '../../ui/format-money.ts';
import { notificationText, placeOf } from './notification-words.ts';
import styles from './notifications-screen.module.css';

const MOST_SHOWN = 200;

/** What the server told this person, newest first. */
export function NotificationsScreen(): ReactElement {
  const { client } = useWorkspace();
  const [shown, setShown] = useState<'unread' | 'all'>('unread');
  const { value } = useQuery('listNotifications', { unreadOnly: shown === 'unread', offset: 0, limit: MOST_SHOWN });
  const rows = value?.rows ?? [];
  const markRead = async (notificationIds: string[]): Promise<void> => {
    if (notificationIds.length === 0) return;
    const reply = await client.command('markNotificationsRead', { notificationIds });
    if (!reply.ok) notifyError(reply.error);
  };
  const unread = rows.filter((row) => !row.isRead).map((row) => row.notificationId);
  return (
    <div className={styles.screen}>
      <header className={styles.header}>
        <h1 className={styles.title}>Notifications</h1>
        <Choices
          label="Which notifications"
          choices={[
            { id: 'unread', label: 'Unread' },
            { id: 'all', label: 'All' },
          ]}
          chosen={shown}
          onChange={(id) => setShown(id)}
        />
        <Button look="line" isDisabled={unread.length === 0} onPress={() => void markRead(unread)}>
          Mark all read
        </Button>
      </header>
      {value !== undefined && rows.length === 0 ? (
        <p className={styles.none}>{shown === 'unread' ? 'Nothing new.' : 'Nothing has happened yet.'}</p>
      ) : null}
      <ol className={styles.list}>
        {rows.map((row) => (
          <Entry key={row.notificationId} row={row} onRead={() => void markRead([row.notificationId])} />
        ))}
      </ol>
      {value !== undefined && value.total > rows.length ? (
        <p className={styles.none}>{countOf(value.total - rows.length, 'older one', 'older ones')} not shown.</p>
      ) : null}
    </div>
  );
}

function Entry({ row, onRead }: { readonly row: Notification; onRead(): void }): ReactElement {
  const place = placeOf(row);
  return (
    <li className={cx(styles.entry, !row.isRead && styles.unread)}>
      <p className={styles.text}>
        {row.isRead ? null : <span className="visuallyHidden">Unread: </span>}
        {notificationText(row)}
        {row.invoiceNumber === null ? null : <span className={styles.number}>{row.invoiceNumber}</span>}
      </p>
      <span className={styles.quiet}>{formatMoment(row.at, new Date())}</span>
      {place === null ? null : (
        <Button
          onPress={() => {
            onRead();
            navigate(place);
          }}
        >
          Open
        </Button>
      )}
      {row.isRead ? null : <Button icon="accept" label="Mark read" onPress={onRead} />}
    </li>
  );
}
