import type { ReactElement } from 'react';
import form from './form.module.css';

/** One line of text with its label above. */
export function LineField({
  label,
  value,
  type = 'text',
  autoComplete = 'off',
  isRequired = true,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly type?: 'text' | 'email' | 'password' | 'date';
  readonly autoComplete?: string;
  readonly isRequired?: boolean;
  onChange(value: string): void;
}): ReactElement {
  return (
    <label className={form.field}>
      <span className={form.label}>{label}</span>
      <input
        className={form.area}
        type={type}
        value={value}
        required={isRequired}
        autoComplete={autoComplete}
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
}

/** One of a few, by the system's own list. */
export function ChoiceField<Id extends string>({
  label,
  value,
  choices,
  emptyLabel,
  isLabelHidden = false,
  onChange,
}: {
  readonly label: string;
  readonly value: Id | '';
  /** For a field in a table, whose column says it. */
  readonly isLabelHidden?: boolean;
  readonly choices: readonly { readonly id: Id; readonly label: string }[];
  /** Shown while nothing is chosen. */
  readonly emptyLabel?: string;
  onChange(value: Id | ''): void;
}): ReactElement {
  return (
    <label className={form.field}>
      <span className={isLabelHidden ? 'visuallyHidden' : form.label}>{label}</span>
      <select
        className={form.area}
        value={value}
        onChange={(event) => onChange(choices.find(({ id }) => id === event.target.value)?.id ?? '')}
      >
        {emptyLabel === undefined ? null : <option value="">{emptyLabel}</option>}
        {choices.map(({ id, label: text }) => (
          <option key={id} value={id}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}
