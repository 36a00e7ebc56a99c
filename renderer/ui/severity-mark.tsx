import type { ReactElement } from 'react';
import type { Severity } from '#shared/domain/finding.ts';
import { SEVERITY_WORDS } from '../state/words.ts';
import { cx } from './cx.ts';
import styles from './severity-mark.module.css';

/** Each weight has its own shape, so that it is told apart without colour. */
const SHAPES: Readonly<Record<Severity, ReactElement>> = {
  info: <circle cx="6" cy="6" r="3.6" fill="none" stroke="currentColor" strokeWidth="1.3" />,
  warn: (
    <path d="M6 1.800 10.800 10H1.200z" fill="none" stroke="currentColor" strokeWidth="1.300" strokeLinejoin="round" />
  ),
  must_fix: <path d="M6 1.300 11.300 10.500H.7z" fill="currentColor" />,
  auto_cut: (
    <>
      <rect x="1.200" y="1.200" width="9.600" height="9.600" rx="1.500" fill="currentColor" />
      <path d="M3.400 6h5.200" stroke="var(--paper)" strokeWidth="1.600" />
    </>
  ),
  reject: (
    <>
      <path d="M3.700.8h4.600l2.900 2.900v4.600l-2.900 2.900H3.700L.8 8.300V3.700z" fill="currentColor" />
      <path d="m4 4 4 4M8 4 4 8" stroke="var(--paper)" strokeWidth="1.500" />
    </>
  ),
};

const TONES: Readonly<Record<Severity, string | undefined>> = {
  info: styles.quiet,
  warn: styles.attention,
  must_fix: styles.attention,
  auto_cut: styles.refusal,
  reject: styles.refusal,
};

/** The weight of a finding as a shape. With `isNamed` it says its name to a screen reader. */
export function SeverityMark({
  severity,
  isNamed = false,
}: {
  readonly severity: Severity;
  readonly isNamed?: boolean;
}): ReactElement {
  return (
    <>
      <svg
        className={cx(styles.mark, TONES[severity])}
        viewBox="0 0 12 12"
        width="11"
        height="11"
        focusable="false"
        aria-hidden="true"
      >
        {SHAPES[severity]}
      </svg>
      {isNamed ? <span className="visuallyHidden">{SEVERITY_WORDS[severity]}</span> : null}
    </>
  );
}
