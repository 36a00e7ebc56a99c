import type { ReactElement } from 'react';
import type { MatterSummary } from '#shared/api/legal-desk.ts';
import { useQuery } from '../../state/use-query.ts';
import { ChoiceField } from '../../ui/fields.tsx';

/** `00711 Northfield / M-12 Harbor lease`; a number that is the name as well stands once. */
export function matterName({ clientNumber, clientName, matterNumber, matterName: name }: MatterSummary): string {
  const both = (number: string, called: string): string => (called === number ? number : `${number} ${called}`);
  return `${both(clientNumber, clientName)} / ${both(matterNumber, name)}`;
}

/** One of the matters of the firm's record that this person may see; closed ones last. */
export function MatterField({
  label,
  value,
  emptyLabel,
  onChange,
}: {
  readonly label: string;
  readonly value: string | null;
  readonly emptyLabel: string;
  onChange(matterId: string | null): void;
}): ReactElement {
  const { value: matters } = useQuery('listMatters', {});
  const choices = (matters ?? [])
    .toSorted((a, b) => Number(a.isClosed) - Number(b.isClosed))
    .map((matter) => ({ id: matter.matterId, label: `${matterName(matter)}${matter.isClosed ? ' (closed)' : ''}` }));
  return (
    <ChoiceField
      label={label}
      value={value ?? ''}
      emptyLabel={emptyLabel}
      choices={choices}
      onChange={(id) => onChange(id === '' ? null : id)}
    />
  );
}
