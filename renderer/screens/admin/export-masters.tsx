import { type ReactElement, useEffect, useState } from 'react';
import { adminCalls } from '#shared/api/firm.ts';
import type { MasterKind } from '#shared/api/masters.ts';
import { useFirmAction } from '../../state/firm-context.ts';
import { Button } from '../../ui/button.tsx';
import form from '../../ui/form.module.css';

/** What is on file as CSV, which can be mended in a spreadsheet and imported again. */
export function ExportMasters({
  kind,
  vendorId,
}: {
  readonly kind: MasterKind;
  readonly vendorId: string;
}): ReactElement {
  const act = useFirmAction();
  const [made, setMade] = useState<{ readonly fileName: string; readonly address: string; readonly of: string } | null>(
    null,
  );
  const of = `${kind} ${vendorId}`;
  useEffect(() => () => (made === null ? undefined : URL.revokeObjectURL(made.address)), [made]);
  const make = async (): Promise<void> => {
    const file = await act(
      adminCalls.exportMasters(kind, vendorId === '' ? {} : { vendorId }),
      'The file is ready to be saved.',
    );
    if (file === null) return;
    const address = URL.createObjectURL(new Blob([file.text], { type: 'text/csv' }));
    setMade({ fileName: file.fileName, address, of });
  };
  // A file made for another list is not this one.
  if (made === null || made.of !== of) {
    return (
      <Button look="line" icon="download" onPress={() => void make()}>
        Export
      </Button>
    );
  }
  return (
    <a href={made.address} download={made.fileName} className={form.download}>
      Save {made.fileName}
    </a>
  );
}
