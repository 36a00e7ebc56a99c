import { type ReactElement, type ReactNode, useState } from 'react';
import { accountCalls } from '#shared/api/account-calls.ts';
import type { FirmCall } from '#shared/api/firm.ts';
import { useFirm, useFirmCall } from '../../state/firm-context.ts';
import { notify } from '../../state/notices.ts';
import { Button } from '../../ui/button.tsx';
import { LineField } from '../../ui/fields.tsx';
import form from '../../ui/form.module.css';
import styles from './second-factor-section.module.css';
import settings from './settings-screen.module.css';

/** Where somebody is in setting it up, or taking it off. What is shown once is kept nowhere else. */
type Step =
  | { readonly kind: 'resting' }
  | { readonly kind: 'starting' }
  | { readonly kind: 'confirming'; readonly secret: string; readonly uri: string }
  | { readonly kind: 'shown'; readonly codes: readonly string[] }
  | { readonly kind: 'removing' };

/** The own second factor (RFC 6238): set up with an authenticator, confirmed with its first code, taken off with the password. */
export function SecondFactorSection(): ReactElement {
  const firm = useFirm();
  const { value: account, refresh } = useFirmCall(accountCalls.me());
  const [step, setStep] = useState<Step>({ kind: 'resting' });
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const go = (next: Step): void => {
    setStep(next);
    setTyped('');
    setProblem(null);
  };
  const send = async <Value,>(call: FirmCall<Value>, then: (value: Value) => void): Promise<void> => {
    const reply = await firm?.call(call);
    if (reply === undefined) return;
    if (reply.ok) then(reply.value);
    else setProblem(reply.error.message);
  };
  const asked = { typed, setTyped, problem, cancel: () => go({ kind: 'resting' }) };
  if (account === undefined) return <Section />;
  switch (step.kind) {
    case 'starting':
      return (
        <Section>
          <Asking
            {...asked}
            label="Your password, once more"
            verb="Go on"
            submit={() =>
              send(accountCalls.startSecondFactor(typed), ({ secret, uri }) => go({ kind: 'confirming', secret, uri }))
            }
          />
        </Section>
      );
    case 'confirming':
      return (
        <Section>
          <p className={settings.quiet}>
            Add this key to your authenticator, by hand or as an address. It is shown this once.
          </p>
          <p className={styles.key}>{step.secret.replace(/(.{4})(?=.)/g, '$1 ')}</p>
          <p className={styles.key}>{step.uri}</p>
          <Asking
            {...asked}
            label="The code it shows now"
            verb="Confirm"
            submit={() =>
              send(accountCalls.confirmSecondFactor(typed.trim()), ({ recoveryCodes: codes }) => {
                go({ kind: 'shown', codes });
                refresh();
              })
            }
          />
        </Section>
      );
    case 'shown':
      return (
        <Section>
          <p>
            It is set up. With each of these codes you can sign in once without the authenticator. They are shown this
            once: print them, or write them down.
          </p>
          <ul className={styles.codes} aria-label="Recovery codes">
            {step.codes.map((code) => (
              <li key={code}>{code}</li>
            ))}
          </ul>
          <Button look="solid" onPress={() => go({ kind: 'resting' })}>
            I have them
          </Button>
        </Section>
      );
    case 'removing':
      return (
        <Section>
          <Asking
            {...asked}
            label="Your password, once more"
            verb="Remove it"
            submit={() =>
              send(accountCalls.removeSecondFactor(typed), () => {
                go({ kind: 'resting' });
                refresh();
                notify('attention', 'The second factor is removed. Signing in takes your password alone.');
              })
            }
          />
        </Section>
      );
    case 'resting':
      return (
        <Section>
          {account.needsSecondFactor ? (
            <p className={form.attention}>
              Your role needs a second factor. Until it is set up you have a reviewer{'\u2019'}s rights.
            </p>
          ) : null}
          <p className={settings.quiet}>
            {account.hasSecondFactor
              ? 'Signing in takes a code of your authenticator.'
              : 'Signing in takes your password alone.'}
          </p>
          <Button look="line" onPress={() => go({ kind: account.hasSecondFactor ? 'removing' : 'starting' })}>
            {account.hasSecondFactor ? 'Remove the second factor' : 'Set up a second factor'}
          </Button>
        </Section>
      );
  }
}

function Section({ children }: { readonly children?: ReactNode }): ReactElement {
  return (
    <section className={settings.section} aria-label="Second factor">
      <h2 className={settings.heading}>Second factor</h2>
      {children}
    </section>
  );
}

/** One thing to type, and a way back. */
function Asking({
  label,
  verb,
  typed,
  setTyped,
  problem,
  submit,
  cancel,
}: {
  readonly label: string;
  readonly verb: string;
  readonly typed: string;
  setTyped(text: string): void;
  readonly problem: string | null;
  submit(): Promise<void>;
  cancel(): void;
}): ReactElement {
  const isCode = verb === 'Confirm';
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <LineField
        label={label}
        type={isCode ? 'text' : 'password'}
        autoComplete={isCode ? 'one-time-code' : 'current-password'}
        value={typed}
        onChange={setTyped}
      />
      {problem === null ? null : (
        <p className={form.attention} role="alert">
          {problem}
        </p>
      )}
      <div className={styles.actions}>
        <Button look="solid" type="submit">
          {verb}
        </Button>
        <Button onPress={cancel}>Cancel</Button>
      </div>
    </form>
  );
}
