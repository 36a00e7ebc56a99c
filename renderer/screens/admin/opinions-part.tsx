import type { ReactElement } from 'react';
import { opinionAdminCalls } from '#shared/api/opinion-calls.ts';
import type { OpinionSettings } from '#shared/api/opinions.ts';
import { useFirmCall } from '../../state/firm-context.ts';
import { Answer } from './answer.tsx';
import { GuidelineDrafts } from './guideline-drafts.tsx';
import { OpinionCalls } from './opinion-calls-table.tsx';
import { OpinionConsents } from './opinion-consents.tsx';
import { OpinionPrices } from './opinion-prices.tsx';
import { OpinionSettingsForm } from './opinion-settings-form.tsx';
import { OpinionSpending } from './opinion-spending.tsx';
import styles from './part.module.css';

/** Second opinions of a language model: whether, of whom, at what cost, with whose consent, and what left. */
export function OpinionsPart(): ReactElement {
  const settings = useFirmCall(opinionAdminCalls.getSettings());
  return (
    <>
      <p className={styles.lead}>
        Off until it is turned on here and the client has agreed. Names and numbers are taken out before anything
        leaves, the person who asks sees the very text first, and nothing that comes back counts until a person accepts
        it. The rules work without it.
      </p>
      <Answer state={settings}>
        {(value) => (
          <>
            <OpinionSettingsForm
              // What was stored is what the fields begin with; a switch beside them leaves what is being typed.
              key={storedKey(value)}
              settings={value}
              onDone={settings.refresh}
            />
            <OpinionPrices settings={value} onDone={settings.refresh} />
            <h2 className={styles.heading}>Consent of clients</h2>
            <OpinionConsents textVersion={value.consentVersion} />
            <h2 className={styles.heading}>Guidelines from prose</h2>
            <GuidelineDrafts />
            <h2 className={styles.heading}>Costs this month</h2>
            <OpinionSpending />
            <h2 className={styles.heading}>What was sent and what came back</h2>
            <OpinionCalls keepsTexts={value.keepsTexts} />
          </>
        )}
      </Answer>
    </>
  );
}

function storedKey(value: OpinionSettings): string {
  const { baseUrl, interface: spoken, model, firmCapMicro, clientCapMicro, consentVersion } = value;
  return JSON.stringify([baseUrl, spoken, model, firmCapMicro, clientCapMicro, consentVersion]);
}
