import { type ReactElement, useEffect, useRef } from 'react';
import type { ConflictSummary } from '#shared/api/workspace.ts';
import { useCommands } from '../../keyboard/commands.ts';
import { useScopeKeys } from '../../keyboard/use-scope-keys.ts';
import { navigate } from '../../state/navigation.ts';
import { useQuery } from '../../state/use-query.ts';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { countOf, formatCut, formatMoney } from '../../ui/format-money.ts';
import { Icon } from '../../ui/icons.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { ConflictCard } from './conflict-card.tsx';
import { CONFLICT_WORDS } from './conflict-words.ts';
import styles from './conflicts-screen.module.css';

/** More than anybody resolves in one sitting; the rest follows as these go. */
const MOST_SHOWN = 500;

/** What the server did not take as the person did it, one card at a time, decided by keyboard. */
export function ConflictsScreen({ conflictId }: { readonly conflictId: string | null }): ReactElement {
  const { value, error } = useQuery('listConflicts', { offset: 0, limit: MOST_SHOWN });
  const screen = useRef<HTMLDivElement>(null);
  useScopeKeys(screen, 'conflicts');
  const rows = value?.rows ?? [];
  const index = Math.max(
    0,
    rows.findIndex((row) => row.conflictId === conflictId),
  );
  const shown = rows[index];
  const go = (step: number): void => {
    const next = rows[(index + step + rows.length) % Math.max(1, rows.length)];
    if (next !== undefined) navigate({ screen: 'conflicts', conflictId: next.conflictId });
  };
  useCommands({ nextConflict: () => go(1), previousConflict: () => go(-1) });
  // The keys act where the focus is: it comes along with whoever comes here, and stays when a settled card leaves its
  // place to the next one.
  const hasCome = useRef(false);
  useEffect(() => {
    if (shown === undefined) return;
    if (!hasCome.current || document.activeElement === document.body) screen.current?.focus();
    hasCome.current = true;
  }, [shown]);

  if (error !== null && value === undefined) {
    return <Trouble title="The conflicts could not be read." message={error.message} />;
  }
  if (value === undefined) return <div />;
  if (shown === undefined) {
    return (
      <div className={styles.empty}>
        <h1 className={styles.emptyTitle}>Nothing needs you here</h1>
        <p>
          When you and somebody else change the same thing, or the server does not take an action, both sides are shown
          here and you choose. Nothing is ever overwritten silently.
        </p>
        <Button look="line" onPress={() => navigate({ screen: 'queue' })}>
          To the invoices
        </Button>
      </div>
    );
  }
  return (
    <div ref={screen} className={styles.screen} tabIndex={-1}>
      <aside className={styles.list} aria-label="Conflicts">
        <h1 className={styles.heading}>{countOf(value.total, 'conflict')}</h1>
        <ol>
          {rows.map((row) => (
            <li key={row.conflictId}>
              <Entry row={row} isCurrent={row === shown} />
            </li>
          ))}
        </ol>
      </aside>
      <ConflictCard key={shown.conflictId} summary={shown} onNext={() => go(1)} hasOthers={rows.length > 1} />
    </div>
  );
}

function Entry({ row, isCurrent }: { readonly row: ConflictSummary; readonly isCurrent: boolean }): ReactElement {
  const lines = row.lineIds.length;
  return (
    <button
      type="button"
      className={cx(styles.entry, isCurrent && styles.current)}
      aria-current={isCurrent ? 'true' : undefined}
      onClick={() => navigate({ screen: 'conflicts', conflictId: row.conflictId })}
    >
      <span className={styles.entryTitle}>
        <Icon name="warning" /> {CONFLICT_WORDS[row.kind]}
      </span>
      <span className={styles.quiet}>
        {row.invoiceNumber === null ? 'No invoice' : `Invoice ${row.invoiceNumber}`}
        {row.lineNumber === null ? '' : ` \u00b7 line ${row.lineNumber}`}
        {lines > 1 ? ` and ${countOf(lines - 1, 'more', 'more')}` : ''}
      </span>
      {row.costE4 === null || row.costE4 === 0 ? null : (
        <span className={styles.cost}>
          <span className={styles.quiet}>theirs </span>
          {row.costE4 > 0 ? formatCut(row.costE4, null) : `+${formatMoney(-row.costE4, null)}`}
        </span>
      )}
    </button>
  );
}
