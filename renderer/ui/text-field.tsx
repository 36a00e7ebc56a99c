import type { ReactElement, Ref } from 'react';
import type { ActionId } from '../keyboard/key-map.ts';
import { Icon } from './icons.tsx';
import { KeyCap } from './key-cap.tsx';
import styles from './text-field.module.css';

/** A search or filter field: its key is shown while it is empty, Esc empties it, then leaves it. */
export function FilterField({
  label,
  value,
  action,
  inputRef,
  onChange,
  onLeave,
}: {
  readonly label: string;
  readonly value: string;
  readonly action?: ActionId;
  readonly inputRef?: Ref<HTMLInputElement>;
  onChange(value: string): void;
  onLeave?(): void;
}): ReactElement {
  return (
    <div className={styles.field}>
      <Icon name="search" className={styles.icon} />
      <input
        ref={inputRef}
        type="search"
        className={styles.input}
        aria-label={label}
        placeholder={label}
        value={value}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            event.preventDefault();
            event.stopPropagation();
            if (value === '') onLeave?.();
            else onChange('');
          } else if (event.key === 'Enter' || event.key === 'ArrowDown') {
            event.preventDefault();
            onLeave?.();
          }
        }}
      />
      {value === '' && action !== undefined ? <KeyCap action={action} /> : null}
    </div>
  );
}
