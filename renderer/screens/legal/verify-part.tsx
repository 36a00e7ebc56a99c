import { type ReactElement, useEffect } from 'react';
import { legalCalls } from '#shared/api/legal-calls.ts';
import type { Verification } from '#shared/api/legal-verification.ts';
import { useFirmCall } from '../../state/firm-context.ts';
import { navigate } from '../../state/navigation.ts';
import { formatRoute } from '../../state/route.ts';
import { cx } from '../../ui/cx.ts';
import { formatMoment } from '../../ui/format-date.ts';
import list from './earlier-searches.module.css';
import { VERDICT_WORDS } from './legal-words.ts';
import { VerificationView } from './verification-view.tsx';
import { VerifyForm } from './verify-form.tsx';
import styles from './verify-part.module.css';

/** Compares somebody who bills as a lawyer with registers, dockets and the firm's roster. */
export function VerifyPart({ verificationId }: { readonly verificationId: string | null }): ReactElement {
  const earlier = useFirmCall(legalCalls.listVerifications({}));
  const { refresh } = earlier;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new verification is the reason to ask again
  useEffect(refresh, [verificationId]);
  return (
    <div className={styles.part}>
      <nav className={list.rail} aria-label="Earlier verifications">
        {earlier.value?.verifications.length === 0 ? <p className={list.none}>Nobody was compared yet.</p> : null}
        {earlier.value === undefined && earlier.error !== null ? (
          <p className={list.none}>{earlier.error.message}</p>
        ) : null}
        <ol>
          {earlier.value?.verifications.map((each) => (
            <li key={each.id}>
              <Entry verification={each} isCurrent={each.id === verificationId} />
            </li>
          ))}
        </ol>
      </nav>
      <div className={styles.sheet}>
        <VerifyForm subject={{ name: '' }} onAsked={(id) => navigate({ screen: 'legal', part: 'verify', id })} />
        {verificationId === null ? (
          <p className={styles.hint}>
            A number and who gave it say the most; a name alone never makes a match. Imported registers and the firm
            {'\u2019'}s roster are read on the server; CourtListener is asked for appearances under this name.
          </p>
        ) : (
          <VerificationView key={verificationId} verificationId={verificationId} onEnd={refresh} />
        )}
      </div>
    </div>
  );
}

function Entry({
  verification: { id, subject, verdict, askedAt },
  isCurrent,
}: {
  readonly verification: Verification;
  readonly isCurrent: boolean;
}): ReactElement {
  const route = { screen: 'legal', part: 'verify', id } as const;
  return (
    <a
      className={cx(list.entry, isCurrent && list.current)}
      aria-current={isCurrent ? 'page' : undefined}
      href={formatRoute(route)}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        navigate(route);
      }}
    >
      <span className={list.words}>{subject.name}</span>
      <span className={list.quiet}>
        {verdict === null ? 'comparing' : VERDICT_WORDS[verdict]}
        {' \u00b7 '}
        {formatMoment(askedAt, new Date())}
      </span>
    </a>
  );
}
