import { type ReactElement, useEffect, useLayoutEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import type { LockState, ShellClient } from '#shared/api/shell.ts';
import { Button } from '../../ui/button.tsx';
import { LineField } from '../../ui/fields.tsx';
import form from '../../ui/form.module.css';
import { formatWait } from '../../ui/format-date.ts';
import styles from './lock-screen.module.css';

/**
 * Stands in place of everything else, dialogs included; what lies behind it is neither seen, read out nor reached by a key.
 * The lock itself is main's: this window has no line to the work until it is opened.
 */
export function LockScreen({
  shell,
  lock,
}: {
  readonly shell: ShellClient;
  readonly lock: Extract<LockState, { kind: 'locked' | 'covered' }>;
}): ReactElement {
  useLayoutEffect(() => {
    const before = document.activeElement;
    document.documentElement.toggleAttribute('data-locked', true);
    document.querySelector<HTMLElement>('[data-lock] input, [data-lock] button')?.focus();
    return () => {
      document.documentElement.toggleAttribute('data-locked', false);
      // Back to where the person was typing.
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return createPortal(
    // Dialogs hide whatever else stands in the page, but for what says that it lies above them.
    <section
      className={styles.screen}
      data-lock=""
      data-react-aria-top-layer="true"
      aria-label={lock.kind === 'covered' ? 'Your work is hidden' : 'LAIT is locked'}
    >
      <div className={styles.sheet}>
        {lock.kind === 'covered' ? <Cover shell={shell} /> : <Ask shell={shell} lock={lock} />}
      </div>
    </section>,
    document.body,
  );
}

function Cover({ shell }: { readonly shell: ShellClient }): ReactElement {
  return (
    <div className={form.form}>
      <h1 className={styles.title}>Your work is hidden</h1>
      <p className={form.quiet}>
        Nobody is signed in to a firm{'\u2019'}s server here, so there is nobody to ask: this hides what was shown, and
        no more.
      </p>
      <div className={form.actions}>
        <Button look="solid" onPress={() => void shell.uncover({})}>
          Show my work
        </Button>
      </div>
    </div>
  );
}

type Step = 'password' | 'code' | 'token';

function Ask({
  shell,
  lock,
}: {
  readonly shell: ShellClient;
  readonly lock: Extract<LockState, { kind: 'locked' }>;
}): ReactElement {
  const [step, setStep] = useState<Step>('password');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [token, setToken] = useState('');
  const [answer, setAnswer] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [waitSeconds, setWaitSeconds] = useState(0);
  useEffect(() => {
    if (waitSeconds <= 0) return;
    const timer = setTimeout(() => setWaitSeconds(waitSeconds - 1), 1_000);
    return () => clearTimeout(timer);
  }, [waitSeconds]);

  const submit = async (): Promise<void> => {
    setBusy(true);
    setAnswer(null);
    const asked = {
      password,
      ...(lock.asks === 'sign_in' ? { email } : {}),
      ...(step === 'code' ? { code: code.trim() } : {}),
    };
    const reply =
      step === 'token' ? await shell.setPassword({ token: token.trim(), password }) : await shell.unlock(asked);
    setBusy(false);
    if (!reply.ok) return setAnswer(reply.error.message);
    if (!reply.value.ok) {
      const { message, retryAfterSeconds } = reply.value.error;
      setAnswer(message);
      setWaitSeconds(retryAfterSeconds ?? 0);
      if (step === 'password') setPassword('');
      return;
    }
    if (step === 'token') {
      setStep('password');
      setAnswer('The password is set. Unlock LAIT with it.');
    } else if (reply.value.value === 'code_needed') setStep('code');
  };

  return (
    <form
      className={form.form}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <h1 className={styles.title}>LAIT is locked</h1>
      {lock.displayName === null ? null : <p>{lock.displayName}</p>}
      {lock.asks === 'sign_in' && step === 'password' ? (
        <LineField label="E-mail" type="email" autoComplete="username" value={email} onChange={setEmail} />
      ) : null}
      {step === 'token' ? <LineField label="One-time token" value={token} onChange={setToken} /> : null}
      {step === 'code' ? (
        <LineField label="Code, or a recovery code" autoComplete="one-time-code" value={code} onChange={setCode} />
      ) : (
        <LineField
          label={step === 'token' ? 'New password, at least 12 characters' : 'Password'}
          type="password"
          autoComplete={step === 'token' ? 'new-password' : 'current-password'}
          value={password}
          onChange={setPassword}
        />
      )}
      {answer === null ? null : (
        <p className={form.attention} role="alert">
          {answer}
          {waitSeconds > 0 ? ` It can be tried again in ${formatWait(waitSeconds)}.` : ''}
        </p>
      )}
      <div className={form.actions}>
        <Button onPress={() => setStep(step === 'password' ? 'token' : 'password')}>
          {step === 'password' ? 'I have a one-time token' : 'Back'}
        </Button>
        <Button look="solid" type="submit" isDisabled={isBusy || waitSeconds > 0}>
          {step === 'token' ? 'Set the password' : isBusy ? 'Looking\u2026' : 'Unlock'}
        </Button>
      </div>
      <p className={form.quiet}>
        {lock.asks === 'sign_in'
          ? 'The server of your firm is needed this once. '
          : 'What you had typed is where it was. '}
        What you confirmed is kept, and goes on being sent to your firm.
      </p>
    </form>
  );
}
