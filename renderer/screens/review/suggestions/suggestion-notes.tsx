import type { ReactElement } from 'react';
import type { CodeSuggestion, LineSuggestions } from '#shared/api/models.ts';
import type { LineDetail } from '#shared/api/workspace.ts';
import { formatWait } from '../../../ui/format-date.ts';
import styles from './suggestion-notes.module.css';
import { codeText, figureText, probabilityText, qualityText, tellingWords } from './suggestion-words.ts';
import { useSuggestions } from './use-suggestions.ts';

/** What the firm's own models suggest about a line; set apart from the findings, because it is none. */
export function SuggestionNotes({ value }: { readonly value: LineDetail }): ReactElement | null {
  const { line } = value;
  const suggestion = useSuggestions(value.invoiceId, line.record);
  if (suggestion.kind === 'none') return null;
  if (suggestion.kind === 'not_ready') {
    const { retryAfterSeconds } = suggestion.error;
    return (
      <section aria-label="Suggestions" className={styles.section}>
        <h3 className={styles.heading}>Suggestions</h3>
        <p className={styles.quiet}>
          No model is ready (ML_001). The rules checked this line as always
          {retryAfterSeconds === null ? '.' : `; suggestions may be there in ${formatWait(retryAfterSeconds)}.`}
        </p>
      </section>
    );
  }
  const { taskCode, activityCode, narrativeQuality, anomaly } = suggestion.line;
  if (!isAnything(suggestion.line)) return null;
  return (
    <section aria-label="Suggestions" className={styles.section}>
      <h3 className={styles.heading}>
        Suggestions <span className={styles.quiet}>no findings; they cut nothing</span>
      </h3>
      <dl className={styles.list}>
        {taskCode === null ? null : (
          <Code label="Task" suggestion={taskCode} stated={line.taskCode} narrative={line.narrative} />
        )}
        {activityCode === null ? null : (
          <Code label="Activity" suggestion={activityCode} stated={line.activityCode} narrative={line.narrative} />
        )}
        {narrativeQuality === null ? null : (
          <div className={styles.entry}>
            <dt>Narrative</dt>
            <dd>{qualityText(narrativeQuality)}</dd>
          </div>
        )}
        {anomaly === null || !anomaly.isUnusual ? null : (
          <div className={styles.entry}>
            <dt>Out of the ordinary</dt>
            <dd>
              {anomaly.figures.length === 0 ? 'Several figures together' : null}
              {anomaly.figures.map((figure) => (
                <span key={`${figure.figure} ${figure.group}`} className={styles.figure}>
                  {figureText(figure)}
                </span>
              ))}
            </dd>
          </div>
        )}
      </dl>
    </section>
  );
}

function isAnything({ taskCode, activityCode, narrativeQuality, anomaly }: LineSuggestions): boolean {
  return taskCode !== null || activityCode !== null || narrativeQuality !== null || anomaly?.isUnusual === true;
}

function Code({
  label,
  suggestion,
  stated,
  narrative,
}: {
  readonly label: string;
  readonly suggestion: CodeSuggestion;
  readonly stated: string | null;
  readonly narrative: string;
}): ReactElement {
  const words = tellingWords(narrative, suggestion.words);
  return (
    <div className={styles.entry}>
      <dt>{label}</dt>
      <dd>
        <b>{suggestion.code}</b> {suggestion.label ?? ''}{' '}
        <span className={styles.quiet}>
          {probabilityText(suggestion.probabilityE4)}, {codeText(suggestion, stated)}
        </span>
        {words.length === 0 ? null : (
          <span className={styles.why}>
            because of{' '}
            {words.map((word, index) => (
              <span key={word}>
                {index === 0 ? '' : ', '}
                {'\u201c'}
                {word}
                {'\u201d'}
              </span>
            ))}
          </span>
        )}
      </dd>
    </div>
  );
}
