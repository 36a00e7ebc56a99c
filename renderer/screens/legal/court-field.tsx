import { type ReactElement, useId, useState } from 'react';
import { useQuery } from '../../state/use-query.ts';
import { Button } from '../../ui/button.tsx';
import form from '../../ui/form.module.css';
import styles from './court-field.module.css';
import { findCourt } from './find-court.ts';

/** Courts by their usual abbreviation, one after the other; each can be taken away again. */
export function CourtField({
  courts,
  onChange,
}: {
  readonly courts: readonly string[];
  onChange(courts: readonly string[]): void;
}): ReactElement {
  const { value: known } = useQuery('listCourts', {});
  const [typed, setTyped] = useState('');
  const [isUnknown, setUnknown] = useState(false);
  const listId = useId();
  const all = known ?? [];
  const add = (text: string, isFinal: boolean): void => {
    const exact = isFinal ? findCourt(text, all) : (all.find(({ name }) => name === text) ?? null);
    if (exact === null) {
      setUnknown(isFinal && text.trim() !== '');
      setTyped(text);
      return;
    }
    setUnknown(false);
    setTyped('');
    if (!courts.includes(exact.id)) onChange([...courts, exact.id]);
  };
  return (
    <div className={form.field}>
      <label className={form.field}>
        <span className={form.label}>Courts</span>
        <input
          className={form.area}
          list={listId}
          value={typed}
          autoComplete="off"
          spellCheck={false}
          placeholder="All; or 9th Cir., S.D. N.Y."
          onChange={(event) => add(event.target.value, false)}
          onBlur={() => add(typed, true)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' || event.key === ',') {
              event.preventDefault();
              add(typed, true);
            } else if (event.key === 'Backspace' && typed === '') {
              onChange(courts.slice(0, -1));
            }
          }}
        />
      </label>
      <datalist id={listId}>
        {all.map(({ id, name }) => (
          <option key={id} value={name} />
        ))}
      </datalist>
      {isUnknown ? <p role="alert">LAIT does not know this court. Choose one of the list.</p> : null}
      {courts.length === 0 ? null : (
        <ul className={styles.chosen}>
          {courts.map((id) => {
            const name = all.find((court) => court.id === id)?.name ?? id;
            return (
              <li key={id}>
                <Button
                  look="line"
                  iconAfter="close"
                  label="take away"
                  onPress={() => onChange(courts.filter((each) => each !== id))}
                >
                  {name}
                </Button>
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}
