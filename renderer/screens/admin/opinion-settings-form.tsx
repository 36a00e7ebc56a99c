import { type ReactElement, useState } from 'react';
import { opinionAdminCalls } from '#shared/api/opinion-calls.ts';
import { OPINION_INTERFACES, type OpinionSettings } from '#shared/api/opinions.ts';
import { useFirmAction } from '../../state/firm-context.ts';
import { Button } from '../../ui/button.tsx';
import { ChoiceField, LineField } from '../../ui/fields.tsx';
import form from '../../ui/form.module.css';
import { parseDollars, writeDollars } from '../../ui/format-dollars.ts';
import { Toggle } from '../../ui/toggle.tsx';
import styles from './part.module.css';

const INTERFACES = OPINION_INTERFACES.map((id) => ({
  id,
  label: id === 'responses' ? 'OpenAI\u2019s Responses' : 'Chat completions (most compatible servers)',
}));

/** Whether opinions may be asked, of whom, and what a month may cost. */
export function OpinionSettingsForm({
  settings,
  onDone,
}: {
  readonly settings: OpinionSettings;
  onDone(): void;
}): ReactElement {
  const act = useFirmAction();
  const [baseUrl, setBaseUrl] = useState<string>(settings.baseUrl);
  const [spoken, setSpoken] = useState<OpinionSettings['interface']>(settings.interface);
  const [model, setModel] = useState(settings.model);
  const [firmCap, setFirmCap] = useState(writeDollars(settings.firmCapMicro));
  const [clientCap, setClientCap] = useState(writeDollars(settings.clientCapMicro));
  const [consentText, setConsentText] = useState(settings.consentText);
  const [firmCapMicro, clientCapMicro] = [parseDollars(firmCap), parseDollars(clientCap)];
  const change = async (body: Parameters<typeof opinionAdminCalls.changeSettings>[0], done: string): Promise<void> => {
    await act(opinionAdminCalls.changeSettings(body), done);
    // Done or refused, what stands at the server is shown.
    onDone();
  };
  const store = (): void => {
    if (firmCapMicro === null || clientCapMicro === null) return;
    void change(
      {
        baseUrl,
        interface: spoken,
        model,
        firmCapMicro,
        clientCapMicro,
        ...(consentText === settings.consentText ? {} : { consentText }),
      },
      consentText === settings.consentText
        ? 'The settings are stored.'
        : 'The settings are stored. Clients agreed to the text before; ask them again.',
    );
  };
  const addresses = [...new Set([settings.baseUrl, ...settings.allowedUrls])].filter((url) => url !== '');
  return (
    <>
      <div className={styles.form}>
        <Toggle
          label="Second opinions may be asked"
          isOn={settings.isEnabled}
          isDisabled={!settings.hasKey && !settings.isEnabled}
          onChange={(isEnabled) =>
            void change({ isEnabled }, isEnabled ? 'Second opinions may be asked.' : 'Second opinions are off.')
          }
        >
          Second opinions may be asked
        </Toggle>
        <Toggle
          label="Keep the texts for administrators"
          isOn={settings.keepsTexts}
          onChange={(keepsTexts) =>
            void change(
              { keepsTexts },
              keepsTexts ? 'Texts are kept from now on.' : 'Digests alone are kept from now on.',
            )
          }
        >
          Keep the texts as sent and answered
        </Toggle>
      </div>
      {settings.hasKey ? null : (
        <p className={styles.secret} role="status">
          The server has no key. Set API_KEY_OPENAI and start it again; nothing can be asked before.
        </p>
      )}
      <form
        aria-label="Settings of second opinions"
        onSubmit={(event) => {
          event.preventDefault();
          store();
        }}
      >
        <div className={styles.form}>
          <ChoiceField
            label="Address"
            value={baseUrl}
            choices={addresses.map((id) => ({ id, label: id }))}
            onChange={setBaseUrl}
          />
          <ChoiceField
            label="It speaks"
            value={spoken}
            choices={INTERFACES}
            onChange={(next) => next !== '' && setSpoken(next)}
          />
          <LineField label="Model" value={model} onChange={setModel} />
          <LineField label="The firm may spend a month (USD)" value={firmCap} onChange={setFirmCap} />
          <LineField label="Each client (USD)" value={clientCap} onChange={setClientCap} />
        </div>
        <label className={form.field}>
          <span className={form.label}>
            What clients agree to <span className={styles.quiet}>version {settings.consentVersion}</span>
          </span>
          <textarea
            className={form.area}
            rows={4}
            maxLength={8000}
            value={consentText}
            onChange={(event) => setConsentText(event.target.value)}
          />
        </label>
        <div className={styles.form}>
          <Button look="line" type="submit" isDisabled={firmCapMicro === null || clientCapMicro === null}>
            Store the settings
          </Button>
          {firmCapMicro === null || clientCapMicro === null ? (
            <span role="alert">Write amounts as 250 or 250.00.</span>
          ) : null}
        </div>
      </form>
    </>
  );
}
