import type { ReactElement } from 'react';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup';
import styles from './choices.module.css';

/** A few alternatives side by side, exactly one chosen; underlined like tabs in a ledger. */
export function Choices<Id extends string>({
  label,
  choices,
  chosen,
  onChange,
}: {
  readonly label: string;
  readonly choices: readonly { readonly id: Id; readonly label: string; readonly note?: string }[];
  readonly chosen: Id;
  onChange(chosen: Id): void;
}): ReactElement {
  return (
    <ToggleButtonGroup
      aria-label={label}
      className={styles.group}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[chosen]}
      onSelectionChange={(keys) => {
        const next = choices.find((choice) => keys.has(choice.id));
        if (next !== undefined) onChange(next.id);
      }}
    >
      {choices.map((choice) => (
        <ToggleButton key={choice.id} id={choice.id} className={styles.choice}>
          {choice.label}
          {choice.note === undefined ? null : <span className={styles.note}>{choice.note}</span>}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
