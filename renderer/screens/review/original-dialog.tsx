import type { ReactElement } from 'react';
import { Dialog } from '../../ui/dialog.tsx';
import styles from './original-dialog.module.css';

/**
 * The file that an invoice was read from, in a frame of another origin that may do nothing: no script, no form, no link out. The
 * desktop's main process fills it (`lait-doc://`); nothing of the file ever becomes part of this page.
 */
export function OriginalDialog({ invoiceId, onClose }: { readonly invoiceId: string; onClose(): void }): ReactElement {
  return (
    <Dialog title="The original file" size="large" onClose={onClose}>
      <iframe className={styles.frame} sandbox="" title="The original file" src={`lait-doc://original/${invoiceId}`} />
    </Dialog>
  );
}
