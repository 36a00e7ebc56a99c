import type { ReactElement } from 'react';
import type { SearchFilters } from '#shared/api/legal.ts';
import { ChoiceMenu } from '../../ui/choice-menu.tsx';
import { ChoiceField, LineField } from '../../ui/fields.tsx';
import { countOf } from '../../ui/format-money.ts';
import { Toggle } from '../../ui/toggle.tsx';
import { CourtField } from './court-field.tsx';
import { kindWords, LOCAL_KINDS, ORDER_WORDS } from './legal-words.ts';
import styles from './search-filter-fields.module.css';

const ORDERS = (Object.keys(ORDER_WORDS) as SearchFilters['order'][]).map((id) => ({ id, label: ORDER_WORDS[id] }));

/** What narrows a search. None of it is free text, so nothing here can carry a name out of the firm. */
export function SearchFilterFields({
  filters,
  onChange,
}: {
  readonly filters: SearchFilters;
  onChange(filters: SearchFilters): void;
}): ReactElement {
  const change = (part: Partial<SearchFilters>): void => onChange({ ...filters, ...part });
  return (
    <fieldset className={styles.fields}>
      <legend className="visuallyHidden">What narrows the search</legend>
      <CourtField courts={filters.courts} onChange={(courts) => change({ courts: [...courts] })} />
      <LineField
        label="Filed from"
        type="date"
        isRequired={false}
        value={filters.filedAfter ?? ''}
        onChange={(day) => change({ filedAfter: day === '' ? null : day })}
      />
      <LineField
        label="Filed until"
        type="date"
        isRequired={false}
        value={filters.filedBefore ?? ''}
        onChange={(day) => change({ filedBefore: day === '' ? null : day })}
      />
      <LineField
        label="Cited at least"
        isRequired={false}
        value={filters.minimumCitations === null ? '' : String(filters.minimumCitations)}
        onChange={(text) => change({ minimumCitations: citationsOf(text) })}
      />
      <ChoiceField
        label="Order"
        value={filters.order}
        choices={ORDERS}
        onChange={(order) => order !== '' && change({ order })}
      />
      <div className={styles.more}>
        <Toggle
          label="Also unpublished opinions"
          isOn={filters.includesUnpublished}
          onChange={(includesUnpublished) => change({ includesUnpublished })}
        >
          Also unpublished opinions
        </Toggle>
        <ChoiceMenu
          label="Kinds of the firm\u2019s record"
          mode="multiple"
          choices={LOCAL_KINDS.map((id) => ({ id, label: kindWords(id) }))}
          chosen={filters.localKinds}
          onChange={(localKinds) => change({ localKinds })}
          button={{ look: 'line' }}
        >
          {filters.localKinds.length === 0
            ? 'All of the firm\u2019s record'
            : `${countOf(filters.localKinds.length, 'kind')} of the firm\u2019s record`}
        </ChoiceMenu>
      </div>
    </fieldset>
  );
}

/** A whole number below 100,001; anything else does not narrow. */
function citationsOf(text: string): number | null {
  return /^\d{1,6}$/.test(text.trim()) ? Math.min(Number(text), 100_000) : null;
}
