import type { ReactElement } from 'react';
import { type ActionId, KEY_ACTIONS } from '../../keyboard/key-map.ts';
import { KeyCap } from '../../ui/key-cap.tsx';
import { AddFiles } from './add-files.tsx';
import styles from './queue-empty.module.css';

const LEGEND: readonly ActionId[] = [
  'accept',
  'cutLine',
  'reduce',
  'acceptProposals',
  'nextOpen',
  'undo',
  'palette',
  'keys',
];

/** Before there is any invoice: what to do next, and the keys worth knowing. */
export function QueueEmpty({ notice }: { readonly notice: string | null }): ReactElement {
  return (
    <div className={styles.screen}>
      <section className={styles.sheet} aria-label="No invoices yet">
        {notice === null ? null : <p className={styles.notice}>{notice}</p>}
        <h1 className={styles.title}>No invoices yet</h1>
        <p className={styles.lead}>
          Drop LEDES or CSV files, or a folder of them, anywhere in this window. Every line is read and checked here, on
          this machine; nothing is sent anywhere.
        </p>
        <div className={styles.actions}>
          <AddFiles look="solid" />
        </div>
        <div className={styles.demo}>
          <p>Nothing at hand? This writes made-up invoices into a folder to practise on:</p>
          <code className={styles.code}>npm run lait -- demo --invoices 5 --seed 1 --out demo</code>
        </div>
        <h2 className={styles.heading}>Once one is open</h2>
        <dl className={styles.keys}>
          {LEGEND.map((id) => (
            <div key={id} className={styles.row}>
              <dt>
                <KeyCap action={id} />
              </dt>
              <dd>{KEY_ACTIONS.find((action) => action.id === id)?.label}</dd>
            </div>
          ))}
        </dl>
      </section>
    </div>
  );
}
