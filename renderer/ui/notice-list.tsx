import type { ReactElement } from 'react';
import { dismissNotice, type Notice, useNotices } from '../state/notices.ts';
import { Button } from './button.tsx';
import { cx } from './cx.ts';
import { Icon, type IconName } from './icons.tsx';
import styles from './notice-list.module.css';

const ICONS: Readonly<Record<Notice['tone'], IconName>> = {
  plain: 'note',
  kept: 'accept',
  attention: 'warning',
  refusal: 'warning',
};

/** Short sentences about what just happened. Loss and refusal interrupt a screen reader; the rest waits. */
export function NoticeList(): ReactElement {
  const notices = useNotices((state) => state.notices);
  const isUrgent = (notice: Notice): boolean => notice.tone === 'refusal';
  return (
    <div className={styles.place}>
      <div role="status" aria-live="polite" aria-label="Messages" className={styles.list}>
        {notices
          .filter((notice) => !isUrgent(notice))
          .map((notice) => (
            <NoticeLine key={notice.id} notice={notice} />
          ))}
      </div>
      <div role="alert" aria-live="assertive" className={styles.list}>
        {notices.filter(isUrgent).map((notice) => (
          <NoticeLine key={notice.id} notice={notice} />
        ))}
      </div>
    </div>
  );
}

function NoticeLine({ notice }: { readonly notice: Notice }): ReactElement {
  return (
    <div className={cx(styles.notice, styles[notice.tone])}>
      <Icon name={ICONS[notice.tone]} className={styles.icon} />
      <p>{notice.text}</p>
      <Button icon="close" label="Dismiss message" onPress={() => dismissNotice(notice.id)} />
    </div>
  );
}
