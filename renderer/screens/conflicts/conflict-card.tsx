import { type ReactElement, useState } from 'react';
import type { ConflictDetail, ConflictResolution, ConflictSide, ConflictSummary } from '#shared/api/workspace.ts';
import { useCommands } from '../../keyboard/commands.ts';
import { navigate } from '../../state/navigation.ts';
import { notify, notifyError } from '../../state/notices.ts';
import { useQuery } from '../../state/use-query.ts';
import { useWorkspace } from '../../state/workspace-context.ts';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { formatDate, formatMoment } from '../../ui/format-date.ts';
import { countOf, formatCut, formatHours, formatMoney } from '../../ui/format-money.ts';
import styles from './conflict-card.module.css';
import { ConflictEditor } from './conflict-editor.tsx';
import { CONFLICT_WORDS } from './conflict-words.ts';

/** Base, mine and theirs side by side, and the keys that settle it. */
export function ConflictCard({
  summary,
  hasOthers,
  onNext,
}: {
  readonly summary: ConflictSummary;
  readonly hasOthers: boolean;
  onNext(): void;
}): ReactElement {
  const { client } = useWorkspace();
  const { conflictId } = summary;
  const { value: detail, error } = useQuery('getConflict', { conflictId });
  const [isEditing, setEditing] = useState(false);
  const [isBusy, setBusy] = useState(false);

  const resolve = async (resolution: ConflictResolution): Promise<void> => {
    if (isBusy) return;
    setBusy(true);
    const reply = await client.command('resolveConflict', { conflictId, resolution });
    setBusy(false);
    if (!reply.ok) {
      notifyError(reply.error);
      return;
    }
    notify('kept', RESOLVED[resolution.kind]);
  };
  const choices = detail?.choices ?? [];
  const mayEdit = choices.includes('edit_decision') || choices.includes('edit_narrative');
  const open = (): void => {
    const { invoiceId, lineIds } = summary;
    if (invoiceId !== null) navigate({ screen: 'review', invoiceId, lineId: lineIds[0] ?? null });
  };
  useCommands({
    ...(choices.includes('keep_mine') ? { keepMine: () => void resolve({ kind: 'keep_mine' }) } : {}),
    ...(choices.includes('take_theirs') ? { takeTheirs: () => void resolve({ kind: 'take_theirs' }) } : {}),
    ...(mayEdit ? { editConflict: () => setEditing(true) } : {}),
    ...(summary.invoiceId === null ? {} : { openConflict: open }),
  });

  return (
    <article className={styles.card} aria-label={CONFLICT_WORDS[summary.kind]}>
      <header>
        <p className={styles.where}>
          {summary.invoiceNumber === null ? '' : `Invoice ${summary.invoiceNumber}`}
          {summary.lineNumber === null ? '' : ` \u00b7 line ${summary.lineNumber}`}
        </p>
        <h2 className={styles.title}>{CONFLICT_WORDS[summary.kind]}</h2>
        <p className={styles.message}>{summary.message}</p>
      </header>
      {summary.kind === 'narrative' ? null : <LineInQuestion lineIds={summary.lineIds} />}
      {error !== null && detail === undefined ? <p className={styles.message}>{error.message}</p> : null}
      {detail === undefined ? null : (
        <>
          <Sides detail={detail} />
          {detail.costE4 === null || detail.costE4 === 0 ? null : (
            <p className={styles.cost}>
              Taking theirs {detail.costE4 > 0 ? 'gives up' : 'saves another'}{' '}
              <b>{formatMoney(Math.abs(detail.costE4), null)}</b>.
            </p>
          )}
          {isEditing ? (
            <ConflictEditor
              detail={detail}
              lineId={summary.lineIds.length === 1 ? (summary.lineIds[0] ?? null) : null}
              onLeave={() => setEditing(false)}
              onDone={(resolution) => void resolve(resolution)}
            />
          ) : (
            <div className={styles.actions}>
              {choices.includes('keep_mine') ? (
                <Button
                  look="solid"
                  action="keepMine"
                  isDisabled={isBusy}
                  onPress={() => void resolve({ kind: 'keep_mine' })}
                >
                  Keep mine
                </Button>
              ) : null}
              <Button
                look="line"
                action="takeTheirs"
                isDisabled={isBusy}
                onPress={() => void resolve({ kind: 'take_theirs' })}
              >
                Take theirs
              </Button>
              {mayEdit ? (
                <Button look="line" action="editConflict" isDisabled={isBusy} onPress={() => setEditing(true)}>
                  Decide anew
                </Button>
              ) : null}
              {summary.invoiceId === null ? null : (
                <Button action="openConflict" onPress={open}>
                  Show the line
                </Button>
              )}
              {hasOthers ? (
                <Button action="nextConflict" onPress={onNext}>
                  Next
                </Button>
              ) : null}
            </div>
          )}
        </>
      )}
    </article>
  );
}

/** What the two of you decided about: the first line of it, as billed. */
function LineInQuestion({ lineIds }: { readonly lineIds: readonly string[] }): ReactElement | null {
  const [lineId] = lineIds;
  return lineId === undefined ? null : <BilledLine lineId={lineId} moreCount={lineIds.length - 1} />;
}

function BilledLine({
  lineId,
  moreCount,
}: {
  readonly lineId: string;
  readonly moreCount: number;
}): ReactElement | null {
  const line = useQuery('getLine', { lineId }).value?.line;
  if (line === undefined) return null;
  const isFee = line.kind === 'F' || line.kind === 'IF';
  return (
    <section className={styles.line} aria-label="The line as billed">
      <p className={styles.narrative}>{line.narrative === '' ? 'No narrative' : line.narrative}</p>
      <p className={styles.quiet}>
        {[
          formatDate(line.date),
          line.timekeeperName,
          isFee && line.unitsE4 !== null ? `${formatHours(line.unitsE4)} h` : null,
        ]
          .filter((each) => each !== null)
          .join(' \u00b7 ')}
        {line.totalE4 === null ? null : <b className={styles.billed}>{formatMoney(line.totalE4, null)}</b>}
        {moreCount > 0 ? ` and ${countOf(moreCount, 'more line')}` : ''}
      </p>
    </section>
  );
}

const RESOLVED: Readonly<Record<ConflictResolution['kind'], string>> = {
  keep_mine: 'Yours is kept and is sent again.',
  take_theirs: 'Theirs stands. Yours was let go.',
  edit_decision: 'The new decision is kept and is sent.',
  edit_narrative: 'The new narrative is kept and is sent.',
};

function Sides({ detail }: { readonly detail: ConflictDetail }): ReactElement {
  return (
    <div className={styles.sides}>
      <Side title="When you looked" side={detail.base} />
      <Side title="Yours" side={detail.mine} isMine />
      <Side title="Theirs" side={detail.theirs} />
    </div>
  );
}

function Side({
  title,
  side,
  isMine = false,
}: {
  readonly title: string;
  readonly side: ConflictSide | null;
  readonly isMine?: boolean;
}): ReactElement {
  return (
    <section className={cx(styles.side, isMine && styles.mine)} aria-label={title}>
      <h3 className={styles.sideTitle}>{title}</h3>
      {side === null ? (
        <p className={styles.quiet}>No longer held here</p>
      ) : (
        <>
          {side.narrative === null ? <p className={styles.text}>{side.text}</p> : null}
          {side.cutE4 === null || side.cutE4 === 0 ? null : (
            <p className={styles.figure}>{formatCut(side.cutE4, null)}</p>
          )}
          {side.narrative === null ? null : <p className={styles.narrative}>{side.narrative}</p>}
          {side.note === null ? null : <p className={styles.note}>{side.note}</p>}
          <p className={styles.quiet}>
            {side.byName ?? ''}
            {side.at === null ? '' : `${side.byName === null ? '' : ', '}${formatMoment(side.at, new Date())}`}
          </p>
        </>
      )}
    </section>
  );
}
