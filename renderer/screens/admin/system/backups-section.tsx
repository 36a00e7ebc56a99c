import type { ReactElement } from 'react';
import type { SystemBackups, SystemStatus } from '#shared/api/system.ts';
import { formatMoment } from '../../../ui/format-date.ts';
import { Facts, Section } from './section.tsx';
import styles from './system.module.css';
import { ageWords, durationWords } from './system-words.ts';

/** When the record was last backed up, and when that was last proved. */
export function BackupsSection({ status: { backups, at } }: { readonly status: SystemStatus }): ReactElement {
  return (
    <Section title="Backups" value={backups}>
      {(value) => (value.areExpected || value.lastAt !== null ? <Made backups={value} at={at} /> : <None />)}
    </Section>
  );
}

function None(): ReactElement {
  return (
    <p>
      No backups are set up, so what is on this disk is all there is. Set <code>LAIT_BACKUPS=on</code>, run{' '}
      <code>scripts/backup.sh</code> once and enter it into cron; docs/operations.md says how.
    </p>
  );
}

function Made({ backups, at }: { readonly backups: SystemBackups; readonly at: string }): ReactElement {
  const { drillAt, drillRtoSeconds, drillRpoSeconds } = backups;
  const moment = (time: string | null): ReactElement =>
    time === null ? (
      <span className={styles.attention}>never</span>
    ) : (
      <>
        {ageWords(time, at)} ago <span className={styles.quiet}>{formatMoment(time, new Date(at))}</span>
      </>
    );
  const isOfFull = backups.lastType === 'full';
  return (
    <>
      <Facts
        facts={[
          { name: 'The record', value: moment(backups.lastAt) },
          {
            name: 'The record, whole',
            value: backups.lastFullAt === null || isOfFull ? null : moment(backups.lastFullAt),
          },
          { name: 'The files', value: moment(backups.filesAt) },
          { name: 'Proved to restore', value: moment(drillAt) },
          {
            name: 'Up again after',
            value: drillRtoSeconds === null ? null : `${durationWords(drillRtoSeconds)} (target: 15 minutes)`,
          },
          {
            name: 'Lost by it',
            value:
              drillRpoSeconds === null ? null : `${durationWords(drillRpoSeconds)} of work (target: at most an hour)`,
          },
          {
            name: 'Log put away',
            value: backups.isArchiveFailing ? (
              <span className={styles.refusal}>
                fails; last {backups.archivedAt === null ? 'never' : moment(backups.archivedAt)}
              </span>
            ) : (
              moment(backups.archivedAt)
            ),
          },
          {
            name: 'Reaches back to',
            value: backups.oldestRestorableAt === null ? null : formatMoment(backups.oldestRestorableAt, new Date(at)),
          },
        ]}
      />
      {isOfFull ? <p className={styles.note}>The last backup of the record was a whole one.</p> : null}
    </>
  );
}
