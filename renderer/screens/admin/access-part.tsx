import { type ReactElement, useState } from 'react';
import { adminCalls } from '#shared/api/firm.ts';
import { useFirmAction, useFirmCall } from '../../state/firm-context.ts';
import { Button } from '../../ui/button.tsx';
import { ChoiceField, LineField } from '../../ui/fields.tsx';
import { formatMoment } from '../../ui/format-date.ts';
import { countOf } from '../../ui/format-money.ts';
import { RecordTable } from '../../ui/record-table.tsx';
import { Answer } from './answer.tsx';
import { numberAndName } from './number-and-name.ts';
import styles from './part.module.css';

const EVERY_MATTER = 'every';

/** Who may see what, and who may not whatever else says so. */
export function AccessPart(): ReactElement {
  const users = useFirmCall(adminCalls.listUsers());
  const matters = useFirmCall(adminCalls.listMatters(''));
  const grants = useFirmCall(adminCalls.listGrants());
  const walls = useFirmCall(adminCalls.listWalls());
  const act = useFirmAction();
  const [userId, setUserId] = useState('');
  const [matterId, setMatterId] = useState('');
  const [reason, setReason] = useState('');
  const refresh = (): void => {
    grants.refresh();
    walls.refresh();
  };
  const give = async (): Promise<void> => {
    const wanted = matterId === EVERY_MATTER ? null : matterId;
    const outcome = await act(adminCalls.giveGrant({ userId, matterId: wanted }), 'Access is given, at once.');
    if (outcome !== null) refresh();
  };
  const raise = async (): Promise<void> => {
    const outcome = await act(
      adminCalls.raiseWall({ userId, matterId, reason }),
      'The wall stands. The matter disappears from their devices at their next contact.',
    );
    if (outcome === null) return;
    setReason('');
    refresh();
  };
  const people = users.value?.users.map(({ id, displayName }) => ({ id, label: displayName })) ?? [];
  const places =
    matters.value?.matters.map(({ id, clientNumber, number, name }) => ({
      id,
      label: `${clientNumber} / ${numberAndName(number, name)}`,
    })) ?? [];
  const isOneMatter = matterId !== '' && matterId !== EVERY_MATTER;
  return (
    <>
      <p className={styles.lead}>
        Nobody sees a matter without a grant. A wall hides a matter from one person, whatever role or grant they have;
        unsent work of theirs on it is discarded, and they are told how much.
      </p>
      <div className={styles.form}>
        <ChoiceField label="Person" value={userId} emptyLabel="Choose" choices={people} onChange={setUserId} />
        <ChoiceField
          label="Matter"
          value={matterId}
          emptyLabel="Choose"
          choices={[{ id: EVERY_MATTER, label: 'Every matter' }, ...places]}
          onChange={setMatterId}
        />
        <Button look="line" isDisabled={userId === '' || matterId === ''} onPress={() => void give()}>
          Give access
        </Button>
        <LineField label="Reason for a wall" value={reason} isRequired={false} onChange={setReason} />
        <Button
          look="line"
          isDisabled={userId === '' || !isOneMatter || reason.trim() === ''}
          onPress={() => void raise()}
        >
          Raise a wall
        </Button>
      </div>
      <h2 className={styles.heading}>Walls</h2>
      <Answer state={walls}>
        {(value) => (
          <RecordTable
            label="Walls"
            rows={value.walls}
            keyOf={(wall) => wall.id}
            emptyText="No wall stands."
            columns={[
              { heading: 'Person', wrap: 'anywhere', cell: (wall) => wall.displayName },
              { heading: 'Matter', wrap: 'whole', cell: (wall) => wall.matterNumber },
              { heading: 'Reason', cell: (wall) => wall.reason },
              { heading: 'Raised', wrap: 'whole', cell: (wall) => formatMoment(wall.raisedAt, new Date()) },
              { heading: 'By', cell: (wall) => wall.raisedBy ?? '' },
              {
                heading: '',
                cell: (wall) => (
                  <Button
                    label={`${wall.displayName}, ${wall.matterNumber}`}
                    onPress={() =>
                      void act(adminCalls.lowerWall(wall.id), 'The wall is lowered.').then((done) => done && refresh())
                    }
                  >
                    Lower
                  </Button>
                ),
              },
            ]}
          />
        )}
      </Answer>
      <h2 className={styles.heading}>Grants</h2>
      <Answer state={grants}>
        {(value) => (
          <>
            <RecordTable
              label="Grants"
              rows={value.grants}
              keyOf={(grant) => grant.id}
              emptyText="Nobody has access to anything yet."
              columns={[
                { heading: 'Person', wrap: 'anywhere', cell: (grant) => grant.displayName },
                { heading: 'Matter', cell: (grant) => grant.matterNumber ?? 'Every matter' },
                { heading: 'Since', wrap: 'whole', cell: (grant) => formatMoment(grant.grantedAt, new Date()) },
                {
                  heading: '',
                  cell: (grant) => (
                    <Button
                      label={`${grant.displayName}, ${grant.matterNumber ?? 'every matter'}`}
                      onPress={() =>
                        void act(adminCalls.withdrawGrant(grant.id), 'Access is withdrawn.').then(
                          (done) => done && refresh(),
                        )
                      }
                    >
                      Withdraw
                    </Button>
                  ),
                },
              ]}
            />
            <p className={styles.quiet}>{countOf(value.grants.length, 'grant')}</p>
          </>
        )}
      </Answer>
    </>
  );
}
