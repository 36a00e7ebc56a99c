import { Fragment, type ReactElement } from 'react';
import { emailPieces } from './email-pieces.ts';
import styles from './email-text.module.css';

/** An e-mail address in a narrow column: broken where one would read a pause, whole on pointing, never more than three lines. */
export function EmailText({ email }: { readonly email: string }): ReactElement {
  return (
    <span className={styles.email} title={email}>
      {emailPieces(email).map((piece, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no other name, and their order is theirs
        <Fragment key={index}>
          {index === 0 ? null : <wbr />}
          {piece}
        </Fragment>
      ))}
    </span>
  );
}
