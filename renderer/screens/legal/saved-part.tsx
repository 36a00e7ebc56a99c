import { type ReactElement, useEffect, useRef, useState } from 'react';
import type { SavedResultView } from '#shared/api/legal-desk.ts';
import { useCommands } from '../../keyboard/commands.ts';
import { useQuery } from '../../state/use-query.ts';
import { formatMoment } from '../../ui/format-date.ts';
import { countOf } from '../../ui/format-money.ts';
import { FilterField } from '../../ui/text-field.tsx';
import { ForgetSavedDialog } from './forget-saved-dialog.tsx';
import { HitCard } from './hit-card.tsx';
import { MatterField, matterName } from './matter-field.tsx';
import styles from './saved-part.module.css';
import { useHitCursor } from './use-hit-cursor.ts';

/** Results saved to matters, on this device: found again with and without a network. */
export function SavedPart(): ReactElement {
  const [typed, setTyped] = useState('');
  const [text, setText] = useState('');
  const [matterId, setMatterId] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const timer = window.setTimeout(() => setText(typed.trim()), 120);
    return () => window.clearTimeout(timer);
  }, [typed]);
  const { value: saved, error } = useQuery('listSavedResults', { matterId, text });
  const cursor = useHitCursor(saved?.length ?? 0);
  useEffect(() => field.current?.focus(), []);
  const [forgetting, setForgetting] = useState<SavedResultView | null>(null);
  const current = saved?.[cursor.index];
  useCommands({
    legalQuery: () => field.current?.focus(),
    ...(current === undefined ? {} : { forgetHit: () => setForgetting(current) }),
  });
  return (
    <div className={styles.part}>
      <div className={styles.sheet}>
        <div className={styles.fields}>
          <FilterField
            label="Words in titles, citations, notes and passages"
            value={typed}
            action="legalQuery"
            inputRef={field}
            onChange={setTyped}
            onLeave={cursor.refocus}
          />
          <MatterField label="Matter" emptyLabel="All your matters" value={matterId} onChange={setMatterId} />
        </div>
        {error === null ? null : <p>{error.message}</p>}
        {saved === undefined ? null : (
          <p role="status" className={styles.quiet}>
            {saved.length > 0
              ? `${countOf(saved.length, 'saved result')} on this device.`
              : text === '' && matterId === null
                ? 'Nothing is saved yet. S on a result saves it to a matter; it is then here, also without a network.'
                : 'No saved result has all of this.'}
          </p>
        )}
        <ol>
          {saved?.map((each, index) => (
            <li key={each.savedId}>
              <HitCard
                hit={each}
                isCurrent={index === cursor.index}
                onFocus={() => cursor.moveTo(index)}
                onForget={() => setForgetting(each)}
              >
                {each.note === '' ? null : <p className={styles.note}>{each.note}</p>}
                <p className={styles.quiet}>
                  Saved {formatMoment(each.savedAt, new Date())} by {each.savedByName}
                  {each.matter === null ? '' : ` to ${matterName(each.matter)}`}
                </p>
              </HitCard>
            </li>
          ))}
        </ol>
        {forgetting === null ? null : (
          <ForgetSavedDialog
            saved={forgetting}
            onClose={() => {
              setForgetting(null);
              window.setTimeout(cursor.refocus, 0);
            }}
          />
        )}
      </div>
    </div>
  );
}
