import type { ReactElement } from 'react';
import type { SystemDisk, SystemStatus } from '#shared/api/system.ts';
import { RecordTable } from '../../../ui/record-table.tsx';
import { Section } from './section.tsx';
import styles from './system.module.css';
import { sizeWords } from './system-words.ts';

/** How much room is taken, and by what. */
export function DiskSection({ status: { disk } }: { readonly status: SystemStatus }): ReactElement {
  return (
    <Section title="Disk" value={disk}>
      {({ store, database }) => (
        <>
          <Store store={store} />
          <h3 className={styles.subheading}>Database</h3>
          {database === null ? (
            <p className={styles.attention}>Not answered within a second. It is asked again by itself.</p>
          ) : (
            <>
              <p className={styles.lead}>{sizeWords(database.bytes)} in all. Its largest tables, with their indexes:</p>
              <RecordTable
                label="Largest tables"
                rows={database.tables}
                keyOf={({ name }) => name}
                emptyText="There is no table."
                columns={[
                  { heading: 'Table', wrap: 'anywhere', cell: ({ name }) => <code>{name}</code> },
                  { heading: 'Size', isFigure: true, cell: ({ bytes }) => sizeWords(bytes) },
                ]}
              />
            </>
          )}
        </>
      )}
    </Section>
  );
}

function Store({ store }: { readonly store: SystemDisk['store'] }): ReactElement {
  if (store === null) {
    return <p className={styles.attention}>The disk of the files did not answer. It is asked again by itself.</p>;
  }
  const { totalBytes, freeBytes } = store;
  const usedShare = totalBytes === 0 ? 0 : (totalBytes - freeBytes) / totalBytes;
  const words = `${sizeWords(freeBytes)} free of ${sizeWords(totalBytes)}`;
  return (
    <>
      <p>
        The disk of the files: {words} ({Math.round(usedShare * 100)} % used).
      </p>
      <meter className={styles.bar} value={usedShare} low={0.8} high={0.9} optimum={0} aria-label={`Disk: ${words}`} />
    </>
  );
}
