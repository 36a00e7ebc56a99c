import type { ReactElement } from 'react';
import { adminCalls } from '#shared/api/firm.ts';
import { parseUpdateFile } from '#shared/api/updates.ts';
import { useFirmAction, useFirmCall } from '../../state/firm-context.ts';
import { notify } from '../../state/notices.ts';
import { FileField } from '../../ui/file-field.tsx';
import { Answer } from './answer.tsx';
import styles from './part.module.css';

/** The keys whose signatures this firm's devices trust: set once, then changed only by a statement one of them signed. */
export function UpdateKeys(): ReactElement {
  const keys = useFirmCall(adminCalls.listUpdateKeys());
  const act = useFirmAction();
  const setFirst = async (files: readonly File[]): Promise<void> => {
    const read = await Promise.all(files.map(async (file) => parseUpdateFile.key(await file.text())));
    const found = read.filter((key) => key !== null);
    if (found.length !== files.length || found.length > 2) {
      notify('attention', 'Choose the one or two files that end in .public.json, as lait release keygen wrote them.');
      return;
    }
    await act(adminCalls.setUpdateKeys(found), 'The keys are set. Devices pin them when they enrol.');
    keys.refresh();
  };
  const rotate = async (file: File): Promise<void> => {
    const statement = parseUpdateFile.statement(await file.text());
    if (statement === null) {
      notify('attention', `${file.name} is no key statement: choose what lait release rotate-keys wrote.`);
      return;
    }
    await act(adminCalls.rotateUpdateKeys(statement), 'The keys are changed. Devices follow when they next ask.');
    keys.refresh();
  };
  return (
    <>
      <h2 className={styles.heading}>Signing keys</h2>
      <Answer state={keys}>
        {({ keys: pinned }) =>
          pinned === null ? (
            <div className={styles.form}>
              <FileField
                label="Public keys, one or two"
                accept=".json"
                isMultiple
                onChoose={(files) => void setFirst(files)}
              />
            </div>
          ) : (
            <div className={styles.form}>
              <p>{pinned.map(({ keyId }) => keyId).join(' and ')}</p>
              <FileField
                label="Statement of new keys"
                accept=".json"
                onChoose={([file]) => void (file && rotate(file))}
              />
            </div>
          )
        }
      </Answer>
    </>
  );
}
