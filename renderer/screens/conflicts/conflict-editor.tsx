import { type ReactElement, useState } from 'react';
import type { ConflictDetail, ConflictResolution } from '#shared/api/workspace.ts';
import { REASON_CODES, type ReasonCode } from '#shared/domain/decision.ts';
import { parseReduction, REDUCE_EXAMPLES } from '../../keyboard/reduce-input.ts';
import { previewReduction } from '../../state/selection-effect.ts';
import { useQuery } from '../../state/use-query.ts';
import { REASON_WORDS } from '../../state/words.ts';
import { Button } from '../../ui/button.tsx';
import form from '../../ui/form.module.css';
import { formatMoney } from '../../ui/format-money.ts';
import styles from './conflict-card.module.css';

type Request = Extract<ConflictResolution, { kind: 'edit_decision' }>['request'];

/** Something else instead of mine or theirs: another decision, or other words. */
export function ConflictEditor({
  detail,
  lineId,
  onLeave,
  onDone,
}: {
  readonly detail: ConflictDetail;
  /** The one line that is decided anew, for what a cut would take off it; null: several. */
  readonly lineId: string | null;
  onLeave(): void;
  onDone(resolution: ConflictResolution): void;
}): ReactElement {
  return detail.choices.includes('edit_narrative') ? (
    <NarrativeForm initial={detail.mine.narrative ?? ''} onLeave={onLeave} onDone={onDone} />
  ) : (
    <DecisionForm
      reasonCode={detail.mine.decision?.reasonCode ?? null}
      lineId={lineId}
      onLeave={onLeave}
      onDone={onDone}
    />
  );
}

function NarrativeForm({
  initial,
  onLeave,
  onDone,
}: {
  readonly initial: string;
  onLeave(): void;
  onDone(resolution: ConflictResolution): void;
}): ReactElement {
  const [text, setText] = useState(initial);
  const keep = (): void => onDone({ kind: 'edit_narrative', narrative: text.trim() });
  return (
    <form
      className={styles.editor}
      onSubmit={(event) => {
        event.preventDefault();
        keep();
      }}
    >
      <label className={form.field}>
        <span className={form.label}>Narrative</span>
        <textarea
          // biome-ignore lint/a11y/noAutofocus: the person has just asked for this field with a key
          autoFocus
          className={form.area}
          rows={5}
          maxLength={15_360}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') onLeave();
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
              event.preventDefault();
              keep();
            }
          }}
        />
      </label>
      <EditorActions isReady={text.trim() !== ''} onLeave={onLeave} />
    </form>
  );
}

function DecisionForm({
  reasonCode,
  lineId,
  onLeave,
  onDone,
}: {
  readonly reasonCode: ReasonCode | null;
  readonly lineId: string | null;
  onLeave(): void;
  onDone(resolution: ConflictResolution): void;
}): ReactElement {
  const [text, setText] = useState('');
  const [reason, setReason] = useState<ReasonCode | ''>(reasonCode ?? '');
  const request = requestOf(text);
  return (
    <form
      className={styles.editor}
      onSubmit={(event) => {
        event.preventDefault();
        if (request !== null) onDone({ kind: 'edit_decision', request, reasonCode: reason === '' ? null : reason });
      }}
    >
      <label className={form.field}>
        <span className={form.label}>Decide anew</span>
        <input
          // biome-ignore lint/a11y/noAutofocus: the person has just asked for this field with a key
          autoFocus
          className={form.area}
          value={text}
          placeholder={`${REDUCE_EXAMPLES}  \u00b7  accept  \u00b7  cut`}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') onLeave();
          }}
        />
      </label>
      <label className={form.field}>
        <span className={form.label}>Reason</span>
        <select
          className={form.area}
          value={reason}
          onChange={(event) => setReason(REASON_CODES.find((code) => code === event.target.value) ?? '')}
        >
          <option value="">None</option>
          {REASON_CODES.map((code) => (
            <option key={code} value={code}>
              {REASON_WORDS[code]}
            </option>
          ))}
        </select>
      </label>
      <p className={styles.quiet} role="status">
        {text === '' ? (
          'Hours and rates are what remains; a percentage comes off; "accept" and "cut" take the line whole.'
        ) : request === null ? (
          'Say what it is: 1.5h remain, 20% off, @350 an hour, accept, or cut.'
        ) : lineId === null ? (
          'Goes for each of the lines.'
        ) : (
          <Effect lineId={lineId} request={request} />
        )}
      </p>
      <EditorActions isReady={request !== null} onLeave={onLeave} />
    </form>
  );
}

function Effect({ lineId, request }: { readonly lineId: string; readonly request: Request }): string {
  const line = useQuery('getLine', { lineId }).value?.line;
  if (line === undefined) return '';
  if (request.kind === 'accept') return 'Takes nothing off.';
  if (request.kind === 'cut_line') return `Takes off ${formatMoney(line.totalE4, null)}.`;
  const preview = previewReduction([line], request);
  return preview.kind === 'refused' ? preview.message : `Takes off ${formatMoney(preview.cutE4, null)}.`;
}

function EditorActions({ isReady, onLeave }: { readonly isReady: boolean; onLeave(): void }): ReactElement {
  return (
    <div className={styles.actions}>
      <Button look="solid" type="submit" isDisabled={!isReady}>
        Keep this
      </Button>
      <Button onPress={onLeave}>Leave it</Button>
    </div>
  );
}

function requestOf(text: string): Request | null {
  const word = text.trim().toLowerCase();
  if (word === 'accept' || word === 'a') return { kind: 'accept' };
  if (word === 'cut' || word === 'x') return { kind: 'cut_line' };
  const answer = parseReduction(text);
  // An amount is a pool over lines; on a single conflict it would be a decision of another kind.
  return answer.kind === 'reduction' && answer.reduction.kind !== 'pool' ? answer.reduction : null;
}
