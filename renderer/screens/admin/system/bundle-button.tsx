import { type ReactElement, useEffect, useState } from 'react';
import { systemCalls } from '#shared/api/system-calls.ts';
import { useFirmAction } from '../../../state/firm-context.ts';
import { Button } from '../../../ui/button.tsx';
import form from '../../../ui/form.module.css';

/** A support bundle, made on the server and saved from here. */
export function BundleButton(): ReactElement {
  const act = useFirmAction();
  const [isMaking, setMaking] = useState(false);
  const [made, setMade] = useState<{ readonly fileName: string; readonly address: string } | null>(null);
  useEffect(() => () => (made === null ? undefined : URL.revokeObjectURL(made.address)), [made]);
  const make = async (): Promise<void> => {
    setMaking(true);
    const file = await act(
      systemCalls.makeBundle(),
      'The support bundle is ready to be saved. It was noted in the audit log.',
    );
    setMaking(false);
    if (file === null) return;
    const address = URL.createObjectURL(
      new Blob([Uint8Array.from(atob(file.base64), (each) => each.charCodeAt(0))], { type: 'application/gzip' }),
    );
    setMade({ fileName: file.fileName, address });
  };
  if (made !== null) {
    return (
      <a href={made.address} download={made.fileName} className={form.download}>
        Save {made.fileName}
      </a>
    );
  }
  return (
    <Button look="line" icon="download" isDisabled={isMaking} onPress={() => void make()}>
      {isMaking ? 'Making it\u2026' : 'Support bundle'}
    </Button>
  );
}
