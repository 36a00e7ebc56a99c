import { type ReactElement, type ReactNode, useRef } from 'react';
import { Dialog as AriaDialog, Heading } from 'react-aria-components/Dialog';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { Button } from './button.tsx';
import { cx } from './cx.ts';
import styles from './dialog.module.css';
import { useEscapeWithoutFocus } from './use-escape-without-focus.ts';

/** A dialog over the window: a sheet of paper with a title, closed by Esc, its button or a click beside it. */
export function Dialog({
  title,
  size = 'medium',
  isTitleHidden = false,
  onClose,
  children,
}: {
  readonly title: string;
  readonly size?: 'medium' | 'large';
  readonly isTitleHidden?: boolean;
  onClose(): void;
  readonly children: ReactNode;
}): ReactElement {
  const sheet = useRef<HTMLElement>(null);
  useEscapeWithoutFocus(sheet, onClose);
  return (
    <ModalOverlay className={styles.veil} isOpen isDismissable onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Modal className={cx(styles.sheet, styles[size])}>
        <AriaDialog ref={sheet} className={styles.dialog} aria-label={title}>
          {isTitleHidden ? null : (
            <header className={styles.header}>
              <Heading slot="title" level={2} className={styles.title}>
                {title}
              </Heading>
              <Button icon="close" label="Close" onPress={onClose} />
            </header>
          )}
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
