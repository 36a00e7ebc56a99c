import { type ReactElement, useState } from 'react';
import type { AdminUser } from '#shared/api/admin.ts';
import { adminCalls } from '#shared/api/firm.ts';
import { useFirmAction, useFirmCall, useSession } from '../../state/firm-context.ts';
import { Button } from '../../ui/button.tsx';
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
  const change = async (user: AdminUser, body: Readonly<Record<string, unknown>>, done: string): Promise<void> => {
    await act(adminCalls.changeUser(user.id, body), done);
    users.refresh();
  };
  return (
    <>
      <Invite onInvited={users.refresh} />
      <Answer state={users}>
        {(value) => (
          <RecordTable
            label="Users"
            rows={value.users}
            keyOf={(user) => user.id}
            emptyText="Nobody yet."
            columns={[
              { heading: 'Name', cell: (user) => user.displayName },
              { heading: 'E-mail', cell: (user) => user.email },
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
                cell: (user) => (user.lastSeenAt === null ? 'Never' : formatMoment(user.lastSeenAt, new Date())),
              },
              { heading: 'State', cell: (user) => STATE_WORDS[user.state] },
              {
                heading: '',
                cell: (user) =>
                  user.id === own ? null : user.state === 'disabled' ? (
                    <Button
                      label={user.displayName}
                      onPress={() => void change(user, { state: 'active' }, `${user.displayName} may come in again.`)}
                    >
                      Enable
                    </Button>
                  ) : (
                    <Button
                      label={user.displayName}
                      onPress={() =>
                        void change(
                          user,
                          { state: 'disabled' },
                          `${user.displayName} is shut out, on every device, from now on.`,
                        )
                      }
                    >
                      Disable
                    </Button>
                  ),
              },
            ]}
          />
        )}
      </Answer>
    </>
  );
}

const STATE_WORDS: Readonly<Record<AdminUser['state'], string>> = {
  invited: 'Invited',
  active: 'Active',
  disabled: 'Disabled',
};

function Invite({ onInvited }: { onInvited(): void }): ReactElement {
  const act = useFirmAction();
  const [email, setEmail] = useState('');
  const [displayName, setDisplayName] = useState('');
  const [role, setRole] = useState<Role>('reviewer');
  const [invitation, setInvitation] = useState<{ readonly token: string; readonly expiresAt: string } | null>(null);
  const invite = async (): Promise<void> => {
    const invited = await act(adminCalls.inviteUser({ email, displayName, role }), `${displayName} is invited.`);
    if (invited === null) return;
    setInvitation(invited.invitation);
    setEmail('');
    setDisplayName('');
    onInvited();
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
      {invitation === null ? null : (
        <p className={styles.secret} role="status">
          Give them this one-time token, by a safe way; it is not shown again, and holds until{' '}
          {formatMoment(invitation.expiresAt, new Date())}: <code>{invitation.token}</code>
        </p>
      )}
    </form>
  );
}
