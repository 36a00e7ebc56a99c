import { type ReactElement, useEffect } from 'react';
import { legalCalls } from '#shared/api/legal-calls.ts';
import type { RecordedPerson, SourceVerdict, Verification } from '#shared/api/legal-verification.ts';
import { useCommands } from '../../keyboard/commands.ts';
import { useFollowed } from '../../state/use-followed.ts';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { formatDate, formatMoment } from '../../ui/format-date.ts';
import { countOf, formatPercent } from '../../ui/format-money.ts';
import { SourceLink } from '../../ui/source-link.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { failureSentence, MATCH_WORDS, STATUS_WORDS } from './legal-words.ts';
import { VerdictMark } from './verdict-mark.tsx';
import styles from './verification-view.module.css';

const isOver = (verification: Verification): boolean => verification.state === 'done';
const MOST_APPEARANCES = 5;

/** What each record says of one person, with its evidence and its day; and where the regulators' own pages are. */
export function VerificationView({
  verificationId,
  onEnd,
}: {
  readonly verificationId: string;
  /** Must stay the same function. */
  onEnd?(): void;
}): ReactElement {
  const { value, error, isFollowing, stop, refresh } = useFollowed(legalCalls.getVerification(verificationId), isOver);
  useCommands(isFollowing ? { stopWaiting: stop } : {});
  const isDone = value?.state === 'done';
  useEffect(() => {
    if (isDone) onEnd?.();
  }, [isDone, onEnd]);
  if (value === undefined) {
    if (error === null || error.kind === 'offline') {
      return <p role="status">{error === null ? 'Asking the server\u2026' : error.message}</p>;
    }
    return <Trouble title="This verification cannot be shown." message={error.message} />;
  }
  const now = new Date();
  return (
    <section aria-label="What the records say" className={styles.view}>
      <header className={styles.head}>
        <h2 className={styles.name}>{value.subject.name}</h2>
        {value.verdict === null ? null : <VerdictMark verdict={value.verdict} />}
        <p className={cx(styles.quiet, styles.asked)}>
          {[
            value.subject.timekeeperNumber === null
              ? null
              : `Timekeeper ${value.subject.timekeeperNumber} of ${value.subject.vendorNumber ?? 'no vendor'}`,
            value.subject.registrationNumber === null
              ? 'No registration number given'
              : `${value.subject.jurisdiction ?? ''} ${value.subject.registrationNumber}`.trim(),
            `asked ${formatMoment(value.askedAt, now)}`,
          ]
            .filter((part) => part !== null)
            .join(' \u00b7 ')}
        </p>
      </header>
      {value.state === 'running' ? (
        <p className={styles.running} role="status">
          {isFollowing
            ? 'Comparing with the records\u2026'
            : 'Not waiting any more; the comparison goes on at the server.'}
          {isFollowing ? (
            <Button look="line" action="stopWaiting" onPress={stop}>
              Stop waiting
            </Button>
          ) : (
            <Button look="line" onPress={refresh}>
              Look again
            </Button>
          )}
        </p>
      ) : null}
      {value.sources.map((source) => (
        <Source key={source.source} source={source} now={now} />
      ))}
      {value.regulators.length === 0 ? null : (
        <section aria-label="Regulators" className={styles.source}>
          <h3 className={styles.title}>Look it up yourself</h3>
          <ul className={styles.links}>
            {value.regulators.map(({ link, title, jurisdiction }) => (
              <li key={link}>
                <SourceLink link={link}>{title}</SourceLink> <span className={styles.quiet}>{jurisdiction}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <p className={styles.caution}>
        This compares records. It does not say whether somebody may practise: no register holds everybody, and private
        discipline is in none. The regulator{'\u2019'}s own page decides.
      </p>
    </section>
  );
}

function Source({ source, now }: { readonly source: SourceVerdict; readonly now: Date }): ReactElement {
  return (
    <section aria-label={source.title} className={styles.source}>
      <h3 className={styles.title}>
        {source.title} <VerdictMark verdict={source.verdict} />
      </h3>
      <p>{source.reason}</p>
      {source.failure === null ? null : <p className={styles.failure}>{failureSentence(source.failure, now)}</p>}
      <p className={styles.quiet}>
        {source.asOf === null ? 'No date of the record' : `Record as of ${formatDate(source.asOf)}`}
        {' \u00b7 '}compared {formatMoment(source.checkedAt, now)}
      </p>
      {source.people.length === 0 ? null : (
        <ul>
          {source.people.map((person, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a record may hold two of one name and no number
            <li key={index} className={styles.person}>
              <Person person={person} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Person({ person }: { readonly person: RecordedPerson }): ReactElement {
  const facts = [
    person.registrationNumber === null ? null : `No. ${person.registrationNumber}`,
    person.firmName,
    person.city,
    person.yearAdmitted === null ? null : `admitted ${person.yearAdmitted}`,
  ].filter((fact) => fact !== null);
  const shown = person.appearances.slice(0, MOST_APPEARANCES);
  return (
    <>
      <p>
        <b>{person.name}</b>
        {facts.length === 0 ? '' : `, ${facts.join(', ')}`}
      </p>
      {person.statusRaw === null && person.status === null ? null : (
        <p>
          The record says: {'\u201c'}
          {person.statusRaw ?? STATUS_WORDS[person.status ?? 'unknown']}
          {'\u201d'}
          {person.statusRaw !== null && person.status !== null ? (
            <span className={styles.quiet}> ({STATUS_WORDS[person.status]})</span>
          ) : null}
        </p>
      )}
      <p className={styles.quiet}>
        {person.matchedOn.length === 0
          ? 'Nothing agrees but the sound of the name'
          : `Agrees in ${person.matchedOn.map((field) => MATCH_WORDS[field]).join(', ')}`}
        {' \u00b7 '}names alike by {formatPercent(person.nameScoreE4 * 100)}
      </p>
      {shown.length === 0 ? null : (
        <ul className={styles.appearances}>
          {shown.map(({ caseName, docketNumber, court, date, link }) => (
            <li key={`${caseName} ${docketNumber ?? ''} ${date ?? ''}`}>
              <SourceLink link={link}>{caseName}</SourceLink>{' '}
              <span className={styles.quiet}>
                {[court, docketNumber, date === null ? null : formatDate(date)]
                  .filter((part) => part !== null)
                  .join(', ')}
              </span>
            </li>
          ))}
          {person.appearances.length > shown.length ? (
            <li className={styles.quiet}>and {countOf(person.appearances.length - shown.length, 'more', 'more')}</li>
          ) : null}
        </ul>
      )}
    </>
  );
}
