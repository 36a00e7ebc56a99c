import { type ReactElement, useEffect, useRef, useState } from 'react';
import type { InvoiceDetail, LineDetail } from '#shared/api/workspace.ts';
import { SEVERITIES } from '#shared/domain/finding.ts';
import { runCommand } from '../../keyboard/commands.ts';
import type { Editor, ReviewSession } from '../../state/review-session.ts';
import { useQuery } from '../../state/use-query.ts';
import { KIND_WORDS } from '../../state/words.ts';
import { Button } from '../../ui/button.tsx';
import { Figure } from '../../ui/figure.tsx';
import { formatDate } from '../../ui/format-date.ts';
import { formatHours, formatMoney, formatMoneyWithCode } from '../../ui/format-money.ts';
import { ProblemList } from '../../ui/problem-list.tsx';
import { AskRow } from './ask-row.tsx';
import { CitationPanel } from './citations/citation-panel.tsx';
import { CommentList } from './comment-list.tsx';
import { DecisionHistory } from './decision-history.tsx';
import { FindingNote } from './finding-note.tsx';
import styles from './inspector.module.css';
import margin from './margin-section.module.css';
import { Narrative } from './narrative.tsx';
import { NoteEditor } from './note-editor.tsx';
import { OpinionNotes } from './opinions/opinion-notes.tsx';
import type { InvoiceOpinions } from './opinions/use-opinions.ts';
import { SuggestionNotes } from './suggestions/suggestion-notes.tsx';

/** The editor's notes on the line under the hand. */
export function Inspector({
  session,
  detail,
  lineId,
  editor,
  invoiceOpinions,
}: {
  readonly session: ReviewSession;
  readonly detail: InvoiceDetail;
  readonly lineId: string | null;
  readonly editor: Editor | null;
  readonly invoiceOpinions: InvoiceOpinions;
}): ReactElement {
  const settledId = useSettled(lineId);
  const sheet = useRef<HTMLElement>(null);
  // Each line's notes are read from the top.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the line is the reason, not an input
  useEffect(() => {
    sheet.current?.scrollTo({ top: 0 });
  }, [settledId]);
  return (
    <aside ref={sheet} className={styles.notes} aria-label="Notes on the line" data-notes tabIndex={-1}>
      {settledId === null ? (
        <p className={styles.none}>Choose a line to read the notes on it.</p>
      ) : (
        <LineNotes
          session={session}
          detail={detail}
          lineId={settledId}
          editor={editor}
          invoiceOpinions={invoiceOpinions}
        />
      )}
    </aside>
  );
}

/** Waits for a cursor on the run to come to rest, so that a held key does not ask for every line it passes. */
function useSettled(lineId: string | null): string | null {
  const [settled, setSettled] = useState(lineId);
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(lineId), 30);
    return () => window.clearTimeout(timer);
  }, [lineId]);
  return settled;
}

function LineNotes({
  session,
  detail,
  lineId,
  editor,
  invoiceOpinions,
}: {
  readonly session: ReviewSession;
  readonly detail: InvoiceDetail;
  readonly lineId: string;
  readonly editor: Editor | null;
  readonly invoiceOpinions: InvoiceOpinions;
}): ReactElement {
  const { value, error } = useQuery('getLine', { lineId });
  const [pointedId, setPointedId] = useState<string | null>(null);
  const { currency } = detail.summary;
  if (value === undefined) return <p className={styles.none}>{error?.message ?? ''}</p>;
  const { line } = value;
  const findings = value.findings.toSorted(
    (a, b) =>
      SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity) || b.potentialSavingE4 - a.potentialSavingE4,
  );
  const isRewritten = value.narrative !== line.narrative;
  return (
    <div className={styles.page}>
      <header>
        <p className={styles.kicker}>
          Line {line.lineNumber}
          <span> {KIND_WORDS[line.kind]}</span>
          <span> {formatDate(line.date)}</span>
        </p>
        <h2 className={styles.who}>
          {line.timekeeperName ?? KIND_WORDS[line.kind]}
          {line.classification === null ? null : <span className={styles.quiet}> {line.classification}</span>}
        </h2>
        <Reckoning value={value} currency={currency} />
      </header>

      <section aria-label="Narrative" className={margin.section}>
        {editor === 'rewrite' ? (
          <NoteEditor
            key={line.id}
            kind="rewrite"
            session={session}
            lineId={line.id}
            invoiceId={value.invoiceId}
            initial={value.narrative}
          />
        ) : (
          <>
            {isRewritten ? (
              <>
                <p className={styles.label}>As rewritten</p>
                <Narrative text={value.narrative} lineId={line.id} findings={[]} pointedId={null} />
                <p className={styles.label}>As billed</p>
              </>
            ) : null}
            <Narrative text={line.narrative} lineId={line.id} findings={findings} pointedId={pointedId} />
          </>
        )}
      </section>

      <section aria-label="Findings" className={margin.section}>
        <h3 className={margin.heading}>
          Findings
          {findings.length === 0 ? null : <KeyHint text="dismiss or restore" />}
        </h3>
        {findings.length === 0 ? <p className={styles.quiet}>No rule has anything to say about this line.</p> : null}
        {findings.map((finding) => (
          <FindingNote key={finding.id} finding={finding} currency={currency} lineId={line.id} onPoint={setPointedId} />
        ))}
      </section>

      <SuggestionNotes value={value} />

      <OpinionNotes value={value} invoiceOpinions={invoiceOpinions} />

      <CitationPanel lineId={line.id} />

      {value.problems.length === 0 ? null : (
        <section aria-label="Problems in the file" className={margin.section}>
          <h3 className={margin.heading}>In the file</h3>
          <ProblemList problems={value.problems} />
        </section>
      )}

      <DecisionHistory decisions={value.decisions} current={value.decision} currency={currency} />

      <section aria-label="Comments" className={margin.section}>
        <h3 className={margin.heading}>
          Comments
          <Button icon="comment" action="comment" onPress={() => runCommand('comment')}>
            Add
          </Button>
        </h3>
        {editor === 'comment' ? (
          <NoteEditor
            key={line.id}
            kind="comment"
            session={session}
            lineId={line.id}
            invoiceId={value.invoiceId}
            initial=""
          />
        ) : null}
        <CommentList comments={value.comments} />
      </section>

      <AskRow hasTimekeeper={line.timekeeperName !== null || line.timekeeperId !== null} />
    </div>
  );
}

function KeyHint({ text }: { readonly text: string }): ReactElement {
  return (
    <Button action="toggleFinding" onPress={() => runCommand('toggleFinding')}>
      {text}
    </Button>
  );
}

/** Hours times rate, with what was added or taken off, as one would write it at the edge of the page. */
function Reckoning({
  value,
  currency,
}: {
  readonly value: LineDetail;
  readonly currency: string | null;
}): ReactElement {
  const { line } = value;
  return (
    <p className={styles.reckoning}>
      <span>
        {formatHours(line.unitsE4)}
        <span className={styles.quiet}> {line.kind === 'F' ? 'h' : '\u00d7'}</span>
      </span>
      <span className={styles.quiet}>at</span>
      <span>{formatMoney(line.unitCostE4, currency)}</span>
      {line.adjustmentE4 === null || line.adjustmentE4 === 0 ? null : (
        <>
          <span className={styles.quiet}>adjusted</span>
          <span>{formatMoney(line.adjustmentE4, currency)}</span>
        </>
      )}
      {line.taxE4 === null || line.taxE4 === 0 ? null : (
        <>
          <span className={styles.quiet}>tax</span>
          <span>{formatMoney(line.taxE4, currency)}</span>
        </>
      )}
      <span className={styles.quiet}>is</span>
      <b>{formatMoneyWithCode(line.totalE4, currency)}</b>
      {value.proposedE4 === 0 ? null : (
        <span className={styles.proposed}>
          <span className={styles.quiet}>proposed </span>
          <Figure valueE4={-value.proposedE4} currency={currency} tone="attention" />
        </span>
      )}
    </p>
  );
}
