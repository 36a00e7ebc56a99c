import type { ReactElement } from 'react';
import type { StuckUpload } from '#shared/api/admin.ts';
import { adminCalls } from '#shared/api/firm.ts';
import { useFirmAction, useFirmCall } from '../../state/firm-context.ts';
import { Button } from '../../ui/button.tsx';
import { formatMoment } from '../../ui/format-date.ts';
import { RecordTable } from '../../ui/record-table.tsx';
import { Answer } from './answer.tsx';
import styles from './part.module.css';

/** In words where there are any; the code goes with them, for whoever looks it up. */
function reasonOf({ errorCode, lastError }: StuckUpload): string {
  if (errorCode === 'FILE_001') return 'Holds no bill that LAIT reads (FILE_001)';
  return errorCode ?? lastError ?? 'Waits';
}

/** Files that were sent and are not read, or could not be. */
export function WorkPart(): ReactElement {
  const stuck = useFirmCall(adminCalls.listStuck());
  const act = useFirmAction();
  return (
    <>
      <p className={styles.lead}>
        A file that cannot be read at once is tried again by itself, with growing pauses. What is listed here has waited
        longer than that, or cannot be read at all.
      </p>
      <Answer state={stuck}>
        {(value) => (
          <RecordTable
            label="Stuck files"
            rows={value.uploads}
            keyOf={(upload) => upload.uploadId}
            emptyText="Nothing is stuck."
            columns={[
              { heading: 'File', wrap: 'anywhere', cell: (upload) => upload.fileName },
              { heading: 'Sent by', cell: (upload) => upload.sentBy },
              { heading: 'Received', wrap: 'whole', cell: (upload) => formatMoment(upload.receivedAt, new Date()) },
              { heading: 'Attempts', isFigure: true, cell: (upload) => String(upload.attempts) },
              { heading: 'Why', cell: reasonOf },
              {
                heading: '',
                cell: (upload) => (
                  <Button
                    label={upload.fileName}
                    onPress={() =>
                      void act(adminCalls.retryUpload(upload.uploadId), 'It is tried again.').then(stuck.refresh)
                    }
                  >
                    Try again
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
