import type { ReactElement } from 'react';
import type { Comment } from '#shared/api/workspace.ts';
import { formatMoment } from '../../ui/format-date.ts';
import styles from './comment-list.module.css';

export function CommentList({ comments }: { readonly comments: readonly Comment[] }): ReactElement | null {
  if (comments.length === 0) return null;
  const now = new Date();
  return (
    <ol>
      {comments.map((comment) => (
        <li key={comment.commentId} className={styles.comment}>
          <p className={styles.text}>{comment.text}</p>
          <p className={styles.by}>
            {comment.by} {'\u00b7'} {formatMoment(comment.at, now)}
          </p>
        </li>
      ))}
    </ol>
  );
}
