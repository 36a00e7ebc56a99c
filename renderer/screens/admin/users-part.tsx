import { type ReactElement, useState } from 'react';
import type { AdminUser } from '#shared/api/admin.ts';
import { adminCalls } from '#shared/api/firm.ts';
import { useFirmAction, useFirmCall, useSession } from '../../state/firm-context.ts';
import { Button } from '../../ui/button.tsx';
import { EmailText } from '../../ui/email-text.tsx';
import { ChoiceField, LineField } from '../../ui/fields.tsx';
import { formatMoment } from '../../ui/format-date.ts';
import { RecordTable } from '../../ui/record-table.tsx';
import { Answer } from './answer.tsx';
import styles from './part.module.css';

type Role = AdminUser['role'];
const ROLE_CHOICES = [
  { id: 'reviewer', label: 'Reviewer' },
  { id: 'approver', label: 'Approver' },
  { id: 'administrator', label: 'Administrator' },
] as const;

/** Who may come in, as what, and whether they still may. */
export function UsersPart(): ReactElement {
  const users = useFirmCall(adminCalls.listUsers());
  const act = useFirmAction();
  const own = useSession()?.userId;
  const [handedOut, setHandedOut] = useState<{ readonly name: string; readonly token: OneTimeToken } | null>(null);
  const reset = async ({ id, displayName }: AdminUser): Promise<void> => {
    const token = await act(adminCalls.resetPassword(id), `${displayName} can set a new password.`);
    if (token !== null) setHandedOut({ name: displayName, token });
  };
  const change = async (user: AdminUser, body: Readonly<Record<string, unknown>>, done: string): Promise<void> => {
    await act(adminCalls.changeUser(user.id, body), done);
    users.refresh();
  };
  return (
    <>
      <Invite
        onInvited={(name, token) => {
          setHandedOut({ name, token });
          users.refresh();
        }}
      />
      {handedOut === null ? null : <TokenToHandOver {...handedOut} onDone={() => setHandedOut(null)} />}
      <Answer state={users}>
        {(value) => (
          <RecordTable
            label="Users"
            rows={value.users}
            keyOf={(user) => user.id}
            emptyText="Nobody yet."
            columns={[
              {
                heading: 'Name and e-mail',
                wrap: 'anywhere',
                cell: (user) => (
                  <>
                    {user.displayName}
                    <span className={styles.under}>
                      <EmailText email={user.email} />
                    </span>
                  </>
                ),
              },
              {
                heading: 'Role',
                cell: (user) => (
                  <select
                    className={styles.select}
                    aria-label={`Role of ${user.displayName}`}
                    value={user.role}
                    disabled={user.id === own}
                    onChange={(event) =>
                      void change(
                        user,
                        { role: event.target.value },
                        `${user.displayName} is now ${event.target.value}.`,
                      )
                    }
                  >
                    {ROLE_CHOICES.map(({ id, label }) => (
                      <option key={id} value={id}>
                        {label}
                      </option>
                    ))}
                  </select>
                ),
              },
              { heading: 'Second factor', cell: (user) => (user.hasSecondFactor ? 'On' : 'Off') },
              {
                heading: 'Matters',
                isFigure: true,
                cell: (user) => (user.seesAllMatters ? 'All' : String(user.matterCount)),
              },
              {
                heading: 'Last seen',
                wrap: 'whole',
                cell: (user) => (user.lastSeenAt === null ? 'Never' : formatMoment(user.lastSeenAt, new Date())),
              },
              { heading: 'State', wrap: 'whole', cell: (user) => STATE_WORDS[user.state] },
              {
                heading: '',
                cell: (user) => (user.id === own ? null : <Actions user={user} onChange={change} onReset={reset} />),
              },
            ]}
          />
        )}
      </Answer>
    </>
  );
}

function Actions({
  user,
  onChange,
  onReset,
}: {
  readonly user: AdminUser;
  onChange(user: AdminUser, body: Readonly<Record<string, unknown>>, done: string): Promise<void>;
  onReset(user: AdminUser): Promise<void>;
}): ReactElement {
  const { displayName, state } = user;
  const [next, done] =
    state === 'disabled'
      ? (['active', `${displayName} may come in again.`] as const)
      : (['disabled', `${displayName} is shut out, on every device, from now on.`] as const);
  return (
    <span className={styles.rowActions}>
      {state === 'disabled' ? null : (
        <Button label={displayName} onPress={() => void onReset(user)}>
          New password
        </Button>
      )}
      <Button label={displayName} onPress={() => void onChange(user, { state: next }, done)}>
        {state === 'disabled' ? 'Enable' : 'Disable'}
      </Button>
    </span>
  );
}

interface OneTimeToken {
  readonly token: string;
  readonly expiresAt: string;
}

/** Shown once: the server keeps a digest of it only. */
function TokenToHandOver({
  name,
  token,
  onDone,
}: {
  readonly name: string;
  readonly token: OneTimeToken;
  onDone(): void;
}): ReactElement {
  return (
    <div className={styles.secret}>
      <p role="status">
        Give {name} this one-time token, by a safe way; it is not shown again, and holds until{' '}
        {formatMoment(token.expiresAt, new Date())}: <code>{token.token}</code>
      </p>
      <Button look="line" onPress={onDone}>
        I have it
      </Button>
    </div>
  );
}

const STATE_WORDS: Readonly<Record<AdminUser['state'], string>> = {
  invited: 'Invited',
  active: 'Active',
  disabled: 'Disabled',
};

function Invite({ onInvited }: { onInvited(name: string, token: OneTimeToken): void }): ReactElement {
  const act = useFirmAction();
  const [email, setEmail] = useState('');
  const [displayName, setDisplayName] = useState('');
  const [role, setRole] = useState<Role>('reviewer');
  const invite = async (): Promise<void> => {
    const invited = await act(adminCalls.inviteUser({ email, displayName, role }), `${displayName} is invited.`);
    if (invited === null) return;
    setEmail('');
    setDisplayName('');
    onInvited(displayName, invited.invitation);
  };
  return (
    <form
      className={styles.form}
      aria-label="Invite somebody"
      onSubmit={(event) => {
        event.preventDefault();
        void invite();
      }}
    >
      <LineField label="Name" value={displayName} onChange={setDisplayName} />
      <LineField label="E-mail" type="email" value={email} onChange={setEmail} />
      <ChoiceField
        label="Role"
        value={role}
        choices={ROLE_CHOICES}
        onChange={(next) => setRole(next === '' ? 'reviewer' : next)}
      />
      <Button look="solid" type="submit">
        Invite
      </Button>
    </form>
  );
}
