import { type ReactElement, useState } from 'react';
import { adminCalls } from '#shared/api/firm.ts';
import { parseUpdateFile, type ReleaseView } from '#shared/api/updates.ts';
import { useFirm, useFirmAction } from '../../state/firm-context.ts';
import { notify } from '../../state/notices.ts';
import { Button } from '../../ui/button.tsx';
import { FileField } from '../../ui/file-field.tsx';
import styles from './part.module.css';

/** Adds a signed release, then its files, one after the other; each is checked against what was signed. */
export function ReleaseFiles({
  releases,
  onDone,
}: {
  readonly releases: readonly ReleaseView[];
  onDone(): void;
}): ReactElement {
  const act = useFirmAction();
  const firm = useFirm();
  const [sending, setSending] = useState<{ readonly name: string; stop(): void } | null>(null);
  const missing = releases.flatMap(({ id, version, state, files }) =>
    state === 'incomplete'
      ? files.filter(({ isStored }) => !isStored).map(({ name }) => ({ releaseId: id, version, name }))
      : [],
  );
  const add = async (file: File): Promise<void> => {
    const release = parseUpdateFile.release(await file.text());
    if (release === null) {
      notify('attention', `${file.name} is no signed release: choose the file that lait release sign wrote.`);
      return;
    }
    await act(adminCalls.addRelease(release), 'The release is added. Its files are next.');
    onDone();
  };
  const send = async (chosen: readonly File[]): Promise<void> => {
    const stopper = new AbortController();
    for (const file of chosen) {
      const wanted = missing.find(({ name }) => name === file.name);
      if (wanted === undefined) {
        notify('attention', `No release waits for ${file.name}. It was not sent.`);
        continue;
      }
      setSending({ name: file.name, stop: () => stopper.abort() });
      const reply = await firm?.call({
        ...adminCalls.sendReleaseFile(wanted.releaseId, wanted.name, file),
        stop: stopper.signal,
      });
      if (reply?.ok === true) notify('kept', `${file.name} is there, as it was signed.`);
      else if (reply !== undefined) notify('attention', `${file.name}: ${reply.error.message}`);
      if (stopper.signal.aborted) break;
    }
    setSending(null);
    onDone();
  };
  return (
    <>
      <h2 className={styles.heading}>Add</h2>
      <div className={styles.form}>
        <FileField label="Signed release" accept=".json" onChoose={([file]) => void (file && add(file))} />
        {missing.length === 0 ? null : (
          <FileField label="Its files" isMultiple onChoose={(files) => void send(files)} />
        )}
      </div>
      {sending === null ? null : (
        <p role="status">
          Sending {sending.name}
          {'\u2026'}{' '}
          <Button look="line" onPress={sending.stop}>
            Stop sending
          </Button>
        </p>
      )}
      {missing.length === 0 ? null : (
        <p className={styles.quiet}>Still missing: {missing.map(({ name }) => name).join(', ')}</p>
      )}
    </>
  );
}
