import { type ReactElement, useState } from 'react';
import type { LegalStatus } from '#shared/api/legal.ts';
import { legalAdminCalls, legalCalls } from '#shared/api/legal-calls.ts';
import { useFirm, useFirmCall } from '../../state/firm-context.ts';
import { notify } from '../../state/notices.ts';
import { Button } from '../../ui/button.tsx';
import { formatMoment, formatWait } from '../../ui/format-date.ts';
import { countOf, formatCount } from '../../ui/format-money.ts';
import { RecordTable } from '../../ui/record-table.tsx';
import { failureSentence } from '../legal/legal-words.ts';
import { Answer } from './answer.tsx';
import styles from './part.module.css';
import { RegistersSection } from './registers-section.tsx';

const STATE_WORDS: Readonly<Record<LegalStatus['courtlistener']['state'], string>> = {
  on: 'CourtListener is asked.',
  off: 'CourtListener is turned off: the server has no key (API_KEY_LEGAL_DATABASE). The firm\u2019s own record is searched.',
  resting: 'CourtListener failed several times and is left alone for a minute.',
  auth: 'CourtListener refuses the key. Put a new one into API_KEY_LEGAL_DATABASE and start the server again.',
};

/** CourtListener's allowance and whether it answers; registers of lawyers that were imported. */
export function LegalPart(): ReactElement {
  const status = useFirmCall(legalCalls.status());
  return (
    <>
      <Answer state={status}>
        {({ courtlistener, local }) => (
          <>
            <p className={styles.lead}>
              {STATE_WORDS[courtlistener.state]}
              {courtlistener.nextAt === null
                ? ''
                : ` The next question may leave ${formatMoment(courtlistener.nextAt, new Date())}.`}
              {courtlistener.queuedCount === 0
                ? ''
                : ` ${countOf(courtlistener.queuedCount, 'search waits', 'searches wait')} to be asked again.`}
              {local.state === 'on' ? '' : ' The search of the firm\u2019s own record is off.'}
            </p>
            <RecordTable
              label="The account's allowance"
              rows={courtlistener.windows}
              keyOf={({ seconds }) => String(seconds)}
              emptyText="Nothing was asked yet."
              columns={[
                { heading: 'In', cell: ({ seconds }) => windowWords(seconds) },
                { heading: 'Asked', isFigure: true, cell: ({ used }) => formatCount(used) },
                { heading: 'Allowed', isFigure: true, cell: ({ limit }) => formatCount(limit) },
              ]}
            />
            <TestDatabase isOff={courtlistener.state === 'off'} onDone={status.refresh} />
          </>
        )}
      </Answer>
      <RegistersSection />
    </>
  );
}

function windowWords(seconds: number): string {
  if (seconds === 3_600) return 'one hour';
  if (seconds === 86_400) return 'one day';
  return seconds === 60 ? 'one minute' : formatWait(seconds);
}

function TestDatabase({ isOff, onDone }: { readonly isOff: boolean; onDone(): void }): ReactElement {
  const firm = useFirm();
  const [said, setSaid] = useState<string | null>(null);
  const [isAsking, setAsking] = useState(false);
  const test = async (): Promise<void> => {
    if (firm === null) return;
    setAsking(true);
    const reply = await firm.call(legalAdminCalls.testDatabase());
    setAsking(false);
    if (!reply.ok) {
      notify('attention', reply.error.message);
      return;
    }
    const { isReached, failure, membership, usage } = reply.value;
    const figures = usage.map(({ scope, used, limit, rate }) => `${scope} ${used} of ${limit} (${rate})`).join(', ');
    setSaid(
      failure === null
        ? `${isReached ? 'CourtListener answers.' : 'CourtListener did not answer.'} ${membership === null ? 'No membership.' : `Membership: ${membership}.`} ${figures}`
        : failureSentence(failure, new Date()),
    );
    onDone();
  };
  return (
    <div className={styles.form}>
      <Button look="line" isDisabled={isOff || isAsking} onPress={() => void test()}>
        {isAsking ? 'Asking\u2026' : 'Ask for the account\u2019s figures'}
      </Button>
      <span className={styles.quiet} role="status">
        {said ?? 'Costs nothing of the allowance.'}
      </span>
    </div>
  );
}
