import { type ReactElement, useState } from 'react';
import { adminCalls } from '#shared/api/firm.ts';
import { IMPORT_LIMITS, type ImportOutcome, type MasterKind } from '#shared/api/masters.ts';
import { useFirm, useFirmAction } from '../../state/firm-context.ts';
import { notify } from '../../state/notices.ts';
import { Button } from '../../ui/button.tsx';
import { ChoiceField } from '../../ui/fields.tsx';
import { FileField } from '../../ui/file-field.tsx';
import { countOf } from '../../ui/format-money.ts';
import { ImportPreview } from './import-preview.tsx';
import styles from './part.module.css';
import { base64Of } from './read-base64.ts';

interface Chosen {
  readonly kind: MasterKind;
  readonly name: string;
  /** In base64. */
  readonly file: string;
  readonly outcome: ImportOutcome;
}

/** A CSV file, looked at before anything is written: what it would add and change, and what is wrong with which row. */
export function ImportMasters({
  kinds,
  onDone,
}: {
  readonly kinds: readonly { readonly id: MasterKind; readonly label: string }[];
  onDone(): void;
}): ReactElement {
  const firm = useFirm();
  const act = useFirmAction();
  const [kind, setKind] = useState<MasterKind | ''>(kinds[0]?.id ?? '');
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [isReading, setIsReading] = useState(false);
  const look = async (file: File): Promise<void> => {
    if (kind === '' || firm === null) return;
    setChosen(null);
    if (file.size > IMPORT_LIMITS.bytes) {
      notify('attention', `${file.name} is larger than ${IMPORT_LIMITS.bytes / 1_000_000} MB. Split it.`);
      return;
    }
    setIsReading(true);
    const bytes = base64Of(new Uint8Array(await file.arrayBuffer()));
    const reply = await firm.call(adminCalls.tryImport(kind, bytes));
    setIsReading(false);
    if (reply.ok) setChosen({ kind, name: file.name, file: bytes, outcome: reply.value });
    else notify('attention', `${file.name}: ${reply.error.message}`);
  };
  const store = async ({ kind: of, name, file }: Chosen): Promise<void> => {
    const outcome = await act(adminCalls.importMasters(of, file), `${name} is imported.`);
    if (outcome === null) return;
    setChosen(null);
    onDone();
  };
  const writes =
    chosen === null || chosen.outcome.errorCount > 0 ? 0 : chosen.outcome.addedCount + chosen.outcome.changedCount;
  return (
    <section aria-label="Import a file">
      <div className={styles.form}>
        <ChoiceField
          label="Import a CSV file of"
          value={kind}
          choices={kinds}
          onChange={(next) => {
            setChosen(null);
            setKind(next);
          }}
        />
        <FileField label="File" accept=".csv,.txt,.tsv" onChoose={([file]) => void (file && look(file))} />
      </div>
      {isReading ? (
        <p role="status">
          Looking at the file
          {'\u2026'}
        </p>
      ) : null}
      {chosen === null ? null : (
        <>
          <ImportPreview name={chosen.name} outcome={chosen.outcome} />
          <div className={styles.form}>
            <Button look="solid" isDisabled={writes === 0} onPress={() => void store(chosen)}>
              {writes === 0 ? 'Import' : `Import ${countOf(writes, 'row')}`}
            </Button>
            <Button look="line" onPress={() => setChosen(null)}>
              Leave it
            </Button>
          </div>
        </>
      )}
    </section>
  );
}
