import { type ReactElement, useLayoutEffect, useRef, useState } from 'react';
import type { LineRow } from '#shared/api/workspace.ts';
import { parseReduction, REDUCE_EXAMPLES } from '../../keyboard/reduce-input.ts';
import type { ReviewSession } from '../../state/review-session.ts';
import { previewReduction } from '../../state/selection-effect.ts';
import { cx } from '../../ui/cx.ts';
import { countOf, formatCut } from '../../ui/format-money.ts';
import { KeyText } from '../../ui/key-cap.tsx';
import { focusRow } from '../../ui/use-grid-rows.ts';
import styles from './reduce-field.module.css';

/** Where `R` is answered: `1.5h`, `20%`, `@350`, `-$120`; says what it would take off before Enter. */
export function ReduceField({
  session,
  rows,
  currency,
}: {
  readonly session: ReviewSession;
  readonly rows: readonly LineRow[] | null;
  readonly currency: string | null;
}): ReactElement {
  const place = useRef<HTMLDivElement>(null);
  // It hangs below its line, which may be the last one in view.
  useLayoutEffect(() => {
    place.current?.scrollIntoView({ block: 'nearest' });
    session.opened();
  }, [session]);
  const [text, setText] = useState(() => session.store.getState().opening?.text ?? '');
  const [wasTried, setTried] = useState(false);
  const answer = parseReduction(text);
  const preview = answer.kind === 'reduction' && rows !== null ? previewReduction(rows, answer.reduction) : null;
  const problem =
    answer.kind === 'incomplete'
      ? wasTried
        ? answer.message
        : null
      : preview?.kind === 'refused'
        ? preview.message
        : null;

  const leave = (field: HTMLElement): void => {
    const grid = field.closest<HTMLElement>('[role="grid"]');
    field.blur();
    session.openEditor(null);
    focusRow(grid, session.store.getState().cursorIndex);
  };

  return (
    <div ref={place} className={styles.field} data-editor>
      <label className={styles.line}>
        <span className={styles.label}>Reduce</span>
        <input
          // biome-ignore lint/a11y/noAutofocus: the person has just asked for this field with a key
          autoFocus
          className={styles.input}
          value={text}
          placeholder={REDUCE_EXAMPLES}
          aria-label="Reduce to hours or a rate, or by a percentage or an amount"
          aria-invalid={problem !== null}
          aria-describedby="reduce-answer"
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            event.stopPropagation();
            if (event.key === 'Escape') {
              event.preventDefault();
              leave(event.currentTarget);
            } else if (event.key === 'Enter') {
              event.preventDefault();
              setTried(true);
              if (answer.kind === 'reduction' && preview?.kind !== 'refused') {
                event.currentTarget.blur();
                void session.reduce(answer.reduction);
              }
            }
          }}
        />
        <KeyText text={'\u21b5'} />
      </label>
      <p id="reduce-answer" className={cx(styles.answer, problem !== null && styles.problem)} role="status">
        {problem ??
          (preview?.kind === 'cut'
            ? `Takes off ${formatCut(preview.cutE4, currency)}${rows !== null && rows.length > 1 ? ` from ${countOf(rows.length - preview.refusedCount, 'line')}` : ''}${preview.refusedCount > 0 ? `; ${countOf(preview.refusedCount, 'line')} cannot be cut so` : ''}`
            : 'Hours and rates are what remains; percentages and amounts come off.')}
      </p>
    </div>
  );
}
