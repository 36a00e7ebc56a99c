import { type ReactElement, useState } from 'react';
import { opinionAdminCalls } from '#shared/api/opinion-calls.ts';
import type { ModelPrice, OpinionSettings } from '#shared/api/opinions.ts';
import { useFirmAction } from '../../state/firm-context.ts';
import { Button } from '../../ui/button.tsx';
import { LineField } from '../../ui/fields.tsx';
import { formatDate } from '../../ui/format-date.ts';
import { formatMicroDollars, parseDollars } from '../../ui/format-dollars.ts';
import { RecordTable } from '../../ui/record-table.tsx';
import styles from './part.module.css';

/** What models cost, dated; without a price nothing can be reserved, and nothing is asked. */
export function OpinionPrices({
  settings,
  onDone,
}: {
  readonly settings: OpinionSettings;
  onDone(): void;
}): ReactElement {
  const act = useFirmAction();
  const change = async (prices: ModelPrice[]): Promise<void> => {
    await act(opinionAdminCalls.changeSettings({ prices }), 'The prices are stored.');
    onDone();
  };
  const [model, setModel] = useState(settings.model);
  const [input, setInput] = useState('');
  const [cached, setCached] = useState('');
  const [output, setOutput] = useState('');
  const [validFrom, setValidFrom] = useState('');
  const [inputMicro, cachedInputMicro, outputMicro] = [parseDollars(input), parseDollars(cached), parseDollars(output)];
  const isWhole =
    model.trim() !== '' && inputMicro !== null && cachedInputMicro !== null && outputMicro !== null && validFrom !== '';
  return (
    <>
      <h2 className={styles.heading}>Prices</h2>
      <RecordTable
        label="Prices of models"
        rows={settings.prices}
        keyOf={(price) => `${price.model} ${price.validFrom}`}
        emptyText="No model has a price. Without one nothing can be reserved, and nothing is asked."
        columns={[
          { heading: 'Model', cell: (price) => price.model },
          { heading: 'Input, a million', isFigure: true, cell: (price) => formatMicroDollars(price.inputMicro) },
          { heading: 'Kept input', isFigure: true, cell: (price) => formatMicroDollars(price.cachedInputMicro) },
          { heading: 'Output', isFigure: true, cell: (price) => formatMicroDollars(price.outputMicro) },
          { heading: 'Holds from', wrap: 'whole', cell: (price) => formatDate(price.validFrom) },
          {
            heading: '',
            cell: (price) => (
              <Button label={price.model} onPress={() => void change(settings.prices.filter((each) => each !== price))}>
                Remove
              </Button>
            ),
          },
        ]}
      />
      <form
        className={styles.form}
        aria-label="Add a price"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isWhole || inputMicro === null || cachedInputMicro === null || outputMicro === null) return;
          const price = { model: model.trim(), inputMicro, cachedInputMicro, outputMicro, validFrom };
          void change([...settings.prices, price]);
        }}
      >
        <LineField label="Price of model" value={model} onChange={setModel} />
        <LineField label="Input, a million tokens (USD)" value={input} onChange={setInput} />
        <LineField label="Kept input (USD)" value={cached} onChange={setCached} />
        <LineField label="Output (USD)" value={output} onChange={setOutput} />
        <LineField label="Holds from" type="date" value={validFrom} onChange={setValidFrom} />
        <Button look="line" type="submit" isDisabled={!isWhole}>
          Add price
        </Button>
      </form>
    </>
  );
}
