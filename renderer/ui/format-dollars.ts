import { formatCount } from './format-money.ts';

/** Whole millionths of a US dollar as `$12.34`; what is below a cent keeps four decimals, and is never shown as nothing. */
export function formatMicroDollars(micro: number): string {
  const dollars = Math.floor(micro / 1_000_000);
  const rest = micro % 1_000_000;
  if (micro > 0 && micro < 10_000) {
    const tenThousandths = Math.ceil(rest / 100);
    return `$0.${String(tenThousandths).padStart(4, '0')}`;
  }
  const cents = Math.round(rest / 10_000);
  return cents === 100
    ? `$${formatCount(dollars + 1)}.00`
    : `$${formatCount(dollars)}.${String(cents).padStart(2, '0')}`;
}

/** Dollars as typed (`250`, `1,200.50`) in millionths; null for anything else. */
export function parseDollars(text: string): number | null {
  const match = /^\$?\s*(\d{1,3}(?:,\d{3})+|\d{1,9})(?:\.(\d{1,6}))?$/.exec(text.trim());
  if (match === null) return null;
  return Number(match[1]?.replaceAll(',', '')) * 1_000_000 + Number((match[2] ?? '').padEnd(6, '0'));
}

/** As `parseDollars` reads it back. */
export function writeDollars(micro: number): string {
  const rest = String(micro % 1_000_000).padStart(6, '0');
  const decimals = rest.replace(/0{1,4}$/, '');
  return `${Math.floor(micro / 1_000_000)}.${decimals}`;
}
