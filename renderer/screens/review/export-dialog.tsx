import { type ReactElement, useEffect, useState } from 'react';
import type { CommandInput, CommandOutputs } from '#shared/api/workspace.ts';
import { notifyError } from '../../state/notices.ts';
import { useQuery } from '../../state/use-query.ts';
import { useWorkspace } from '../../state/workspace-context.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import form from '../../ui/form.module.css';
import { countOf, formatMoneyWithCode } from '../../ui/format-money.ts';
import { RadioChoices } from '../../ui/radio-choices.tsx';
import { useInvoiceSteps } from './use-invoice-steps.ts';

type Format = CommandInput<'exportInvoice'>['format'];

const FORMATS: readonly { readonly id: Format; readonly label: string; readonly note: string }[] = [
  { id: 'ledes1998b', label: 'LEDES 1998B', note: '24 fields, what most e-billing systems take' },
  { id: 'ledes98bi', label: 'LEDES 98BI', note: '52 fields, with tax and currency' },
  { id: 'csv', label: 'CSV', note: 'for a spreadsheet' },
  { id: 'json', label: 'JSON', note: 'lines, findings and decisions' },
];

/** Writes the corrected bill. Only an approved invoice leaves the house. */
export function ExportDialog({ invoiceId, onClose }: { readonly invoiceId: string; onClose(): void }): ReactElement {
  const { client } = useWorkspace();
  const summary = useQuery('getInvoice', { invoiceId }).value?.summary ?? null;
  const { next, advance } = useInvoiceSteps(summary);
  const [format, setFormat] = useState<Format>('ledes1998b');
  const [cutLines, setCutLines] = useState<'show' | 'omit'>('show');
  const [result, setResult] = useState<CommandOutputs['exportInvoice'] | null>(null);
  const isApproved = summary?.state === 'approved' || summary?.state === 'exported';

  const write = async (): Promise<void> => {
    const reply = await client.command('exportInvoice', { invoiceId, format, cutLines });
    if (reply.ok) setResult(reply.value);
    else notifyError(reply.error);
  };

  return (
    <Dialog title="Export the corrected bill" onClose={onClose}>
      <div className={form.form}>
        {result === null ? (
          <>
            {summary === null || isApproved ? null : (
              <p className={form.attention}>
                Export needs approval.{next?.kind === 'wait' ? ` ${next.why}` : ''}
                {summary.money.openCount === 0 ? '' : ` ${countOf(summary.money.openCount, 'line')} are still open.`}
              </p>
            )}
            <RadioChoices label="Format" choices={FORMATS} chosen={format} onChange={(id) => setFormat(id)} />
            <RadioChoices
              label="Lines that were cut whole"
              chosen={cutLines}
              choices={[
                { id: 'show', label: 'Show them', note: 'at zero, the cut as adjustment' },
                { id: 'omit', label: 'Leave them out' },
              ]}
              onChange={(id) => setCutLines(id)}
            />
            <div className={form.actions}>
              {next === null || isApproved || next.kind === 'wait' ? null : (
                <Button look="line" onPress={() => void advance()}>
                  {next.label}
                </Button>
              )}
              <Button look="solid" icon="download" isDisabled={!isApproved} onPress={() => void write()}>
                Export
              </Button>
            </div>
          </>
        ) : (
          <Written result={result} currency={summary?.currency ?? null} onClose={onClose} />
        )}
      </div>
    </Dialog>
  );
}

function Written({
  result,
  currency,
  onClose,
}: {
  readonly result: CommandOutputs['exportInvoice'];
  readonly currency: string | null;
  onClose(): void;
}): ReactElement {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    // The bytes are copied: a blob may not stand on memory that a worker could share.
    const url = URL.createObjectURL(new Blob([result.bytes.slice()], { type: result.mediaType }));
    setAddress(url);
    return () => URL.revokeObjectURL(url);
  }, [result]);
  return (
    <>
      <p>
        <b>{result.fileName}</b>: {countOf(result.lineCount, 'line')}, {formatMoneyWithCode(result.totalE4, currency)}.
      </p>
      {result.remarks.length === 0 ? null : (
        <ul className={form.remarks} aria-label="Remarks">
          {result.remarks.map((remark) => (
            <li key={remark}>{remark}</li>
          ))}
        </ul>
      )}
      <div className={form.actions}>
        <Button onPress={onClose}>Done</Button>
        {address === null ? null : (
          <a href={address} download={result.fileName} className={form.download}>
            Save the file
          </a>
        )}
      </div>
    </>
  );
}
