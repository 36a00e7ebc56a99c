import { type ReactElement, useState } from 'react';
import { useDesktop, useServerOrigin } from '../../state/desktop-context.ts';
import { useFirm } from '../../state/firm-context.ts';
import { notify } from '../../state/notices.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { LineField } from '../../ui/fields.tsx';
import form from '../../ui/form.module.css';
import { formatWait } from '../../ui/format-date.ts';
import { Toggle } from '../../ui/toggle.tsx';
import { ServerChoice } from './server-choice.tsx';

type Step = 'password' | 'code' | 'token';

/** Joins the firm's server, which on the desktop is named first: password, then the code where one is set up; or a one-time token for a new password. */
export function SignInDialog({ onClose }: { onClose(): void }): ReactElement | null {
  const firm = useFirm();
  const [step, setStep] = useState<Step>('password');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [token, setToken] = useState('');
  const [isFirst, setFirst] = useState(false);
  const [displayName, setDisplayName] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const desktop = useDesktop();
  const origin = useServerOrigin(desktop);
  const [isNamingServer, setNamingServer] = useState(false);
  if (desktop !== null && (origin === null || isNamingServer)) {
    return (
      <Dialog title={'Your firm\u2019s server'} onClose={onClose}>
        <ServerChoice desktop={desktop} origin={origin} onDone={() => setNamingServer(false)} />
      </Dialog>
    );
  }
  if (firm === null) return null;

  const submit = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    const reply =
      step === 'token'
        ? await firm.setPassword({ token: token.trim(), password, ...(isFirst ? { email, displayName } : {}) })
        : await firm.signIn({ email, password, ...(step === 'code' ? { code: code.trim() } : {}) });
    setBusy(false);
    if (!reply.ok) {
      const { message, retryAfterSeconds } = reply.error;
      setProblem(
        retryAfterSeconds === null ? message : `${message} It can be tried in ${formatWait(retryAfterSeconds)}.`,
      );
      return;
    }
    if (reply.value === 'code_needed') {
      setStep('code');
      return;
    }
    if (step === 'token') {
      setStep('password');
      notify('kept', 'The password is set. Sign in with it.');
      return;
    }
    notify('kept', 'Signed in. What was done here is sent to the server now.');
    onClose();
  };

  return (
    <Dialog title={step === 'token' ? 'Set a password' : 'Sign in'} onClose={onClose}>
      <form
        className={form.form}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {desktop === null ? null : (
          <p className={form.quiet}>
            Server: {origin}.{' '}
            {desktop.startup.isServerManaged ? (
              'Your administrator has set it.'
            ) : (
              <Button onPress={() => setNamingServer(true)}>Change the server</Button>
            )}
          </p>
        )}
        {step === 'token' ? (
          <>
            <LineField label="One-time token" value={token} onChange={setToken} />
            <Toggle label="I am the first administrator" isOn={isFirst} onChange={setFirst}>
              I am the first administrator of this server
            </Toggle>
          </>
        ) : null}
        {step === 'token' && isFirst ? (
          <LineField label="Name" autoComplete="name" value={displayName} onChange={setDisplayName} />
        ) : null}
        {step === 'password' || (step === 'token' && isFirst) ? (
          <LineField label="E-mail" type="email" autoComplete="username" value={email} onChange={setEmail} />
        ) : null}
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
        {problem === null ? null : (
          <p className={form.attention} role="alert">
            {problem}
          </p>
        )}
        <div className={form.actions}>
          <Button onPress={() => setStep(step === 'password' ? 'token' : 'password')}>
            {step === 'password' ? 'I have a one-time token' : 'Back'}
          </Button>
          <Button look="solid" type="submit" isDisabled={isBusy}>
            {step === 'token' ? 'Set the password' : 'Sign in'}
          </Button>
        </div>
        <p className={form.quiet}>
          Your work stays on this device and is sent once you are signed in. Nothing needs the server to go on.
        </p>
      </form>
    </Dialog>
  );
}
