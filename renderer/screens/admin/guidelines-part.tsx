import { type ReactElement, useState } from 'react';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import { adminCalls } from '#shared/api/firm.ts';
import type { Assignment } from '#shared/api/guidelines.ts';
import { useFirm, useFirmAction, useFirmCall } from '../../state/firm-context.ts';
import { notify } from '../../state/notices.ts';
import { Button } from '../../ui/button.tsx';
import { ChoiceField } from '../../ui/fields.tsx';
import { formatMoment } from '../../ui/format-date.ts';
import { countOf } from '../../ui/format-money.ts';
import { RecordTable } from '../../ui/record-table.tsx';
import { Answer } from './answer.tsx';
import styles from './part.module.css';

const EVERY_MATTER = 'every';
const AGAIN = 'Open invoices are checked by it in the background; decisions stay.';

/** Which client and which matter is checked by which guideline, and the versions that are held. */
export function GuidelinesPart(): ReactElement {
  const guidelines = useFirmCall(adminCalls.listGuidelines());
  const assignments = useFirmCall(adminCalls.listAssignments());
  const refresh = (): void => {
    guidelines.refresh();
    assignments.refresh();
  };
  const choices =
    guidelines.value?.guidelines.map(({ name, title, latestVersion }) => ({
      id: name,
      label: `${title} (${name}, version ${latestVersion})`,
    })) ?? [];
  return (
    <>
      <p className={styles.lead}>
        An invoice is checked by the guideline of its matter, else of its client, else by {'\u201cstandard\u201d'}. An
        invoice for which a person chose another one keeps it.
      </p>
      <Assign choices={choices} onDone={refresh} />
      <h2 className={styles.heading}>In use</h2>
      <Answer state={assignments}>{(value) => <Assignments assignments={value.assignments} onDone={refresh} />}</Answer>
      <h2 className={styles.heading}>Held</h2>
      <AddVersion onDone={refresh} />
      <Answer state={guidelines}>
        {(value) => (
          <RecordTable
            label="Guidelines held"
            rows={value.guidelines}
            keyOf={(guideline) => guideline.name}
            emptyText="None."
            columns={[
              { heading: 'Guideline', cell: (guideline) => guideline.title },
              { heading: 'Name', cell: (guideline) => guideline.name },
              { heading: 'Version', isFigure: true, cell: (guideline) => String(guideline.latestVersion) },
              { heading: 'Rules on', isFigure: true, cell: (guideline) => String(guideline.enabledRuleCount) },
              {
                heading: 'Used by',
                cell: ({ clientCount, matterCount }) =>
                  `${countOf(clientCount, 'client')}, ${countOf(matterCount, 'matter')}`,
              },
              {
                heading: 'Saved',
                cell: ({ versions: [latest] }) =>
                  latest === undefined || latest.savedAt === null
                    ? 'Comes with LAIT'
                    : `${formatMoment(latest.savedAt, new Date())}, ${latest.savedBy ?? 'unknown'}`,
              },
              {
                heading: 'Earlier',
                cell: ({ versions }) =>
                  versions
                    .slice(1)
                    .map(({ version }) => version)
                    .join(', '),
              },
            ]}
          />
        )}
      </Answer>
    </>
  );
}

function Assign({
  choices,
  onDone,
}: {
  readonly choices: readonly { readonly id: string; readonly label: string }[];
  onDone(): void;
}): ReactElement {
  const clients = useFirmCall(adminCalls.listClients());
  const [clientId, setClientId] = useState('');
  const [matterId, setMatterId] = useState<string>(EVERY_MATTER);
  const [guidelineName, setGuidelineName] = useState('');
  const client = clients.value?.clients.find(({ id }) => id === clientId);
  // The server searches in numbers and names; whatever else it finds belongs to other clients.
  const matters = useFirmCall(adminCalls.listMatters(client?.number ?? ''));
  const places = matters.value?.matters.filter((matter) => matter.clientId === clientId) ?? [];
  const act = useFirmAction();
  const assign = async (): Promise<void> => {
    const place =
      matterId === EVERY_MATTER || matterId === ''
        ? ({ kind: 'client', id: clientId } as const)
        : ({ kind: 'matter', id: matterId } as const);
    const done = await act(adminCalls.assignGuideline({ ...place, guidelineName }), `Assigned. ${AGAIN}`);
    if (done !== null) onDone();
  };
  return (
    <form
      className={styles.form}
      aria-label="Assign a guideline"
      onSubmit={(event) => {
        event.preventDefault();
        void assign();
      }}
    >
      <ChoiceField
        label="Client"
        value={clientId}
        emptyLabel="Choose"
        choices={clients.value?.clients.map(({ id, number, name }) => ({ id, label: `${number}  ${name}` })) ?? []}
        onChange={(id) => {
          setClientId(id);
          setMatterId(EVERY_MATTER);
        }}
      />
      <ChoiceField
        label="Matter"
        value={matterId}
        choices={[
          { id: EVERY_MATTER, label: 'All without one of their own' },
          ...places.map(({ id, number, name }) => ({ id, label: `${number}  ${name}` })),
        ]}
        onChange={setMatterId}
      />
      <ChoiceField
        label="Guideline"
        value={guidelineName}
        emptyLabel="Choose"
        choices={choices}
        onChange={setGuidelineName}
      />
      <Button look="line" type="submit" isDisabled={clientId === '' || guidelineName === ''}>
        Assign
      </Button>
    </form>
  );
}

function Assignments({
  assignments,
  onDone,
}: {
  readonly assignments: readonly Assignment[];
  onDone(): void;
}): ReactElement {
  const act = useFirmAction();
  const again = ({ kind, id, guidelineName }: Assignment) =>
    act(adminCalls.assignGuideline({ kind, id, guidelineName }), `Asked for. ${AGAIN}`).then(onDone);
  const takeAway = ({ kind, id }: Assignment) =>
    act(adminCalls.unassignGuideline(kind, id), 'Taken away. Open invoices are checked by what holds now.').then(
      onDone,
    );
  return (
    <RecordTable
      label="Guidelines in use"
      rows={assignments}
      keyOf={({ kind, id }) => `${kind} ${id}`}
      emptyText="Nothing is assigned: every invoice is checked by the standard guideline."
      columns={[
        { heading: 'For', cell: ({ kind }) => (kind === 'client' ? 'Client' : 'Matter') },
        {
          heading: 'Number and name',
          cell: (each) => `${each.kind === 'matter' ? `${each.clientNumber} / ` : ''}${each.number}  ${each.name}`,
        },
        { heading: 'Guideline', cell: ({ guidelineName }) => guidelineName },
        {
          heading: '',
          cell: (each) => (
            <>
              <Button label={each.name} onPress={() => void again(each)}>
                Check open invoices again
              </Button>
              <Button label={each.name} onPress={() => void takeAway(each)}>
                Take away
              </Button>
            </>
          ),
        },
      ]}
    />
  );
}

function AddVersion({ onDone }: { onDone(): void }): ReactElement {
  const firm = useFirm();
  const [refusal, setRefusal] = useState<string | null>(null);
  const add = async (file: File): Promise<void> => {
    const reply = await firm?.call(adminCalls.saveGuideline((await file.text()).slice(0, 1_000_000)));
    if (reply === undefined) return;
    if (!reply.ok) {
      setRefusal(`${file.name}: ${reply.error.message}`);
      return;
    }
    setRefusal(null);
    const { name, version } = reply.value;
    notify('kept', `${name} version ${version} is kept. Assign it to have open invoices checked by it.`);
    onDone();
  };
  return (
    <div className={styles.form}>
      <FileTrigger
        acceptedFileTypes={['.yaml', '.yml', '.json']}
        onSelect={(files) => {
          const file = files?.[0];
          if (file !== undefined) void add(file);
        }}
      >
        <Button look="line" icon="add">
          Add a version{'\u2026'}
        </Button>
      </FileTrigger>
      <span className={styles.quiet}>A YAML or JSON file. A known name needs a higher version.</span>
      {refusal === null ? null : (
        <p className={styles.secret} role="alert">
          {refusal}
        </p>
      )}
    </div>
  );
}
