import type { ReactElement } from 'react';
import { type ActionId, keyLabel } from '../keyboard/key-map.ts';
import { useSettings } from '../state/settings.ts';
import styles from './key-cap.module.css';
import { isMac } from './platform.ts';

/** The key of an action, on the control that does the same. Nothing where the key is switched off. */
export function KeyCap({ action }: { readonly action: ActionId }): ReactElement | null {
  const areSingleKeysOn = useSettings((settings) => settings.areSingleKeysOn);
  const label = keyLabel(action, isMac, areSingleKeysOn);
  return label === '' ? null : <KeyText text={label} />;
}

export function KeyText({ text }: { readonly text: string }): ReactElement {
  return (
    <span aria-hidden="true" className={styles.holder}>
      <kbd className={styles.key}>{text}</kbd>
    </span>
  );
}
