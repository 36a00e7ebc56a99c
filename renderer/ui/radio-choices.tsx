import type { ReactElement } from 'react';
import { Label } from 'react-aria-components/Label';
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup';
import styles from './radio-choices.module.css';

/** Alternatives that need a word of explanation each. */
export function RadioChoices<Id extends string>({
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
    <RadioGroup
      className={styles.group}
      value={chosen}
      onChange={(value) => {
        const next = choices.find((choice) => choice.id === value);
        if (next !== undefined) onChange(next.id);
      }}
    >
      <Label className={styles.label}>{label}</Label>
      {choices.map((choice) => (
        <Radio key={choice.id} value={choice.id} className={styles.choice}>
          <span className={styles.dot} aria-hidden="true" />
          <span>{choice.label}</span>
          {choice.note === undefined ? null : <span className={styles.note}>{choice.note}</span>}
        </Radio>
      ))}
    </RadioGroup>
  );
}
