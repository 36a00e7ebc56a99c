import type { ReactElement } from 'react';
import form from './form.module.css';

/** Files from the system's own dialog, with the label above. */
export function FileField({
  label,
  accept,
  isMultiple = false,
  onChoose,
}: {
  readonly label: string;
  readonly accept?: string;
  readonly isMultiple?: boolean;
  onChoose(files: readonly File[]): void;
}): ReactElement {
  return (
    <label className={form.field}>
      <span className={form.label}>{label}</span>
      <input
        className={form.area}
        type="file"
        accept={accept}
        multiple={isMultiple}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          // The same file chosen again is a new choice.
          event.target.value = '';
          if (files.length > 0) onChoose(files);
        }}
      />
    </label>
  );
}
