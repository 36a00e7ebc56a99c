import { type ReactElement, useState } from 'react';
import { adminCalls } from '#shared/api/firm.ts';
import { opinionAdminCalls } from '#shared/api/opinion-calls.ts';
import type { Consent } from '#shared/api/opinions.ts';
import { useFirmAction, useFirmCall } from '../../state/firm-context.ts';
import { notify } from '../../state/notices.ts';
import { Button } from '../../ui/button.tsx';
import { ChoiceField, LineField } from '../../ui/fields.tsx';
import { formatDate, formatMoment } from '../../ui/format-date.ts';
import { countOf } from '../../ui/format-money.ts';
import { RecordTable } from '../../ui/record-table.tsx';
import { Answer } from './answer.tsx';
import { numberAndName } from './number-and-name.ts';
import styles from './part.module.css';

const EVERY_MATTER = 'every';
const KINDS = [
  { id: 'allow', label: 'Agrees' },
  { id: 'block', label: 'Objects' },
] as const;

/** Who at which client agreed or objected, to which text, and who wrote it down. A matter's objection beats any consent. */
export function OpinionConsents({ textVersion }: { readonly textVersion: number }): ReactElement {
  const consents = useFirmCall(opinionAdminCalls.listConsents());
  const act = useFirmAction();
  const withdraw = async (consent: Consent): Promise<void> => {
    const outcome = await act(opinionAdminCalls.withdrawConsent(consent.id), 'It is withdrawn from now on.');
    if (outcome !== null && outcome.forgottenCount > 0) {
      notify('kept', `${countOf(outcome.forgottenCount, 'answer')} about it forgotten; what a person accepted stays.`);
    }
    consents.refresh();
  };
  return (
    <>
      <NewConsent textVersion={textVersion} onDone={consents.refresh} />
      <Answer state={consents}>
        {(value) => (
          <RecordTable
            label="Consents"
            rows={value.consents}
            keyOf={({ id }) => id}
            emptyText="No client has agreed. Nothing can be asked about anybody's bills."
            columns={[
              { heading: 'Client', cell: (each) => numberAndName(each.clientNumber, each.clientName) },
              { heading: 'Matter', cell: ({ matterNumber }) => matterNumber ?? 'Every matter' },
              { heading: 'Says', cell: ({ kind }) => (kind === 'allow' ? 'Agrees' : 'Objects') },
              { heading: 'Given by', cell: ({ givenBy, givenOn }) => `${givenBy}, ${formatDate(givenOn)}` },
              {
                heading: 'Text',
                cell: (each) => `version ${each.textVersion}${each.textVersion === textVersion ? '' : ', older'}`,
              },
              {
                heading: 'Written down',
                cell: ({ recordedBy, recordedAt }) =>
                  `${formatMoment(recordedAt, new Date())}, ${recordedBy ?? 'unknown'}`,
              },
              {
                heading: '',
                cell: (each) =>
                  each.withdrawnAt === null ? (
                    <Button label={each.clientName} onPress={() => void withdraw(each)}>
                      Withdraw
                    </Button>
                  ) : (
                    <span className={styles.quiet}>withdrawn {formatMoment(each.withdrawnAt, new Date())}</span>
                  ),
              },
            ]}
          />
        )}
      </Answer>
    </>
  );
}

function NewConsent({ textVersion, onDone }: { readonly textVersion: number; onDone(): void }): ReactElement {
  const clients = useFirmCall(adminCalls.listClients());
  const [clientId, setClientId] = useState('');
  const [matterId, setMatterId] = useState<string>(EVERY_MATTER);
  const [kind, setKind] = useState<Consent['kind']>('allow');
  const [givenBy, setGivenBy] = useState('');
  const [givenOn, setGivenOn] = useState('');
  const [note, setNote] = useState('');
  const client = clients.value?.clients.find(({ id }) => id === clientId);
  // The server searches in numbers and names; whatever else it finds belongs to other clients.
  const matters = useFirmCall(adminCalls.listMatters(client?.number ?? ''));
  const places = matters.value?.matters.filter((matter) => matter.clientId === clientId) ?? [];
  const act = useFirmAction();
  const add = async (): Promise<void> => {
    const done = await act(
      opinionAdminCalls.addConsent({
        clientId,
        matterId: matterId === EVERY_MATTER || matterId === '' ? null : matterId,
        kind,
        givenBy: givenBy.trim(),
        givenOn,
        note: note.trim(),
      }),
      kind === 'allow'
        ? `Written down: the client agrees to version ${textVersion}.`
        : 'Written down: the client objects.',
    );
    if (done === null) return;
    setGivenBy('');
    setNote('');
    onDone();
  };
  return (
    <form
      className={styles.form}
      aria-label="Write down what a client says"
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <ChoiceField
        label="Client"
        value={clientId}
        emptyLabel="Choose"
        choices={
          clients.value?.clients.map(({ id, number, name }) => ({ id, label: numberAndName(number, name) })) ?? []
        }
        onChange={(id) => {
          setClientId(id);
          setMatterId(EVERY_MATTER);
        }}
      />
      <ChoiceField
        label="Matter"
        value={matterId}
        choices={[
          { id: EVERY_MATTER, label: 'Every matter' },
          ...places.map(({ id, number, name }) => ({ id, label: numberAndName(number, name) })),
        ]}
        onChange={setMatterId}
      />
      <ChoiceField label="The client" value={kind} choices={KINDS} onChange={(next) => next !== '' && setKind(next)} />
      <LineField label="Given by, at the client" value={givenBy} onChange={setGivenBy} />
      <LineField label="On" type="date" value={givenOn} onChange={setGivenOn} />
      <LineField label="Note" value={note} isRequired={false} onChange={setNote} />
      <Button look="line" type="submit" isDisabled={clientId === '' || givenBy.trim() === '' || givenOn === ''}>
        Write it down
      </Button>
    </form>
  );
}
