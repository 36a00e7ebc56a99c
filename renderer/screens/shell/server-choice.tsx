import { type ReactElement, useState } from 'react';
import type { Desktop } from '../../state/desktop-context.ts';
import { notify } from '../../state/notices.ts';
import { readServerAddress } from '../../state/server-address.ts';
import { Button } from '../../ui/button.tsx';
import { LineField } from '../../ui/fields.tsx';
import form from '../../ui/form.module.css';

/** Names the firm's server. It is kept only once LAIT has answered there. */
export function ServerChoice({
  desktop: { shell },
  origin,
  onDone,
}: {
  readonly desktop: Desktop;
  /** The present one; null while none is named. */
  readonly origin: string | null;
  /** Named, or left as it is. */
  onDone(): void;
}): ReactElement {
  const [address, setAddress] = useState(origin ?? '');
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const submit = async (): Promise<void> => {
    const read = readServerAddress(address);
    if (!read.ok) {
      setProblem(read.message);
      return;
    }
    setBusy(true);
    setProblem(null);
    const reply = await shell.setServer({ origin: read.origin });
    setBusy(false);
    if (!reply.ok) {
      setProblem(reply.error.message);
      return;
    }
    if (reply.value === 'named') notify('kept', `${read.origin} is your firm\u2019s server from now on.`);
    onDone();
  };
  return (
    <form
      className={form.form}
      aria-label={'The firm\u2019s server'}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <LineField
        label={'Address of your firm\u2019s server'}
        autoComplete="url"
        value={address}
        onChange={setAddress}
      />
      {problem === null ? null : (
        <p className={form.attention} role="alert">
          {problem}
        </p>
      )}
      <div className={form.actions}>
        {origin === null ? null : <Button onPress={onDone}>Leave it as it is</Button>}
        <Button look="solid" type="submit" isDisabled={isBusy}>
          {isBusy ? 'Asking the server\u2026' : 'Use this server'}
        </Button>
      </div>
      <p className={form.quiet}>
        Your administrator tells you the address. LAIT first looks whether its server answers there; your work stays on
        this device until you sign in.
      </p>
    </form>
  );
}
