import type { ReactElement } from 'react';
import type { Problem } from '#shared/domain/invoice.ts';
import { PROBLEM_WORDS } from '../state/words.ts';
import { countOf } from './format-money.ts';
import styles from './problem-list.module.css';

const SHOWN = 200;

/** What a file could not be trusted in: where, what it says, and what to do. */
export function ProblemList({ problems }: { readonly problems: readonly Problem[] }): ReactElement {
  return (
    <ul className={styles.list}>
      {problems.slice(0, SHOWN).map((problem, index) => (
        <li
          // biome-ignore lint/suspicious/noArrayIndexKey: problems have no identity and never reorder
          key={index}
          className={styles.problem}
        >
          <p className={styles.where}>
            <span className={problem.severity === 'outside_profile' ? styles.quiet : styles.loud}>
              {PROBLEM_WORDS[problem.severity]}
            </span>
            <span>
              {[problem.record === null ? null : `record ${problem.record}`, problem.field].filter(Boolean).join(', ')}
            </span>
            <code className={styles.code}>{problem.code}</code>
          </p>
          <p>{problem.message}</p>
          {problem.text === null ? null : <p className={styles.text}>{problem.text}</p>}
        </li>
      ))}
      {problems.length > SHOWN ? (
        <li className={styles.problem}>and {countOf(problems.length - SHOWN, 'more')}</li>
      ) : null}
    </ul>
  );
}
