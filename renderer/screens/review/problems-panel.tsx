import type { ReactElement } from 'react';
import type { InvoiceDetail } from '#shared/api/workspace.ts';
import { Button } from '../../ui/button.tsx';
import { ProblemList } from '../../ui/problem-list.tsx';
import styles from './problems-panel.module.css';

/** What the file of this invoice could not be trusted in. */
export function ProblemsPanel({ detail, onClose }: { readonly detail: InvoiceDetail; onClose(): void }): ReactElement {
  return (
    <section className={styles.panel} aria-label="Problems in the file">
      <header className={styles.header}>
        <h2 className={styles.title}>Problems in {detail.summary.fileName}</h2>
        <Button icon="close" label="Close the problems" onPress={onClose} />
      </header>
      <ProblemList problems={detail.problems} />
    </section>
  );
}
