import type { ReactElement } from 'react';
import { parseE4 } from '#shared/money/e4.ts';
import { Figure } from '../../ui/figure.tsx';

/** An exact decimal of the server's as a figure. A sum beyond what a figure can hold is shown as it came. */
export function Amount({
  decimal,
  currency,
  tone,
}: {
  readonly decimal: string;
  readonly currency: string | null;
  readonly tone?: 'kept';
}): ReactElement {
  const read = parseE4(decimal);
  if (read.kind !== 'value') return <span>{decimal}</span>;
  return <Figure valueE4={read.valueE4} currency={currency} isZeroQuiet {...(tone === undefined ? {} : { tone })} />;
}
