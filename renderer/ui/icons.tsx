import type { ReactElement } from 'react';

/** Line icons on a 16 px field. Decorative: whatever holds one carries the words. */
const PATHS = {
  accept: 'M3 8.5 6.5 12 13 4.5',
  add: 'M8 3v10M3 8h10',
  bell: 'M4.500 11.500V7a3.500 3.500 0 0 1 7 0v4.500M2.800 11.500h10.400M7 13.800h2',
  book: 'M3 3.5h4.2c.5 0 .8.3.8.8v8.2c0-.6-.5-1-1-1H3zM13 3.500H8.800c-.5 0-.8.3-.8.8v8.200c0-.6.5-1 1-1h4z',
  chevronDown: 'M4 6l4 4 4-4',
  chevronLeft: 'M10 4 6 8l4 4',
  chevronRight: 'M6 4l4 4-4 4',
  close: 'M4 4l8 8M12 4l-8 8',
  comment: 'M2.500 3.500h11v7.500H8L5 13.500V11H2.500z',
  cut: 'M5.600 10.200 12.500 3.500M5.600 5.800l6.900 6.700M4 7.200a1.900 1.900 0 1 0 0-3.800 1.900 1.900 0 0 0 0 3.800zM4 12.600a1.900 1.900 0 1 0 0-3.800 1.900 1.900 0 0 0 0 3.800z',
  device: 'M3 3.500h10v7H3zM1.500 13h13M6.200 7l1.300 1.300L10 5.700',
  download: 'M8 2.500v7.500M5 7.200l3 3 3-3M3 13h10',
  figures: 'M2.500 13.500h11M4.500 13.500V9M8 13.500V3M11.500 13.500V6.500',
  file: 'M4 2.500h5l3 3v8H4zM9 2.500v3h3',
  filter: 'M2.500 4h11M4.500 8h7M6.500 12h3',
  folder: 'M2 4.500h4.300l1.200 1.500H14v6.500H2z',
  history: 'M3 8a5 5 0 1 0 1.500-3.600M3 2.800v2.400h2.400M8 5.400V8l1.800 1.200',
  keyboard: 'M1.800 4.500h12.400v7H1.800zM4.300 7h.01M6.800 7h.01M9.200 7h.01M11.700 7h.01M5 9.300h6',
  ledger: 'M3 2.500h10v11H3zM3 5.500h10M9.800 5.500v8M5 8h2.800M5 10.500h2.800',
  memory:
    'M8 2.500c2.800 0 5 .9 5 2s-2.200 2-5 2-5-.9-5-2 2.200-2 5-2zM3 4.500v7c0 1.100 2.200 2 5 2s5-.9 5-2v-7M6 11l4-2M6 9l4 2',
  note: 'M8 2.500a5.500 5.500 0 1 0 0 11 5.500 5.500 0 0 0 0-11zM8 7.200V11M8 5h.01',
  outside: 'M6.500 3.500H3.500v9h9V9.500M9 3.500h3.500V7M12.500 3.500 7.500 8.500',
  proposal: 'M3 12.500 10.500 5M9 3.500l3.500 3.500M3 8.500V3.500h5',
  redo: 'M12.500 6H6a3 3 0 0 0 0 6h3M10 3.200 12.800 6 10 8.800',
  reduce: 'M3 8h10M3 4.500h10M3 11.500h5.500',
  rules: 'M2.500 4h1M2.500 8h1M2.500 12h1M6 4h7.500M6 8h7.500M6 12h7.500',
  scales: 'M8 2.500v11M5 13.500h6M3 4.500h10M3 4.500 1.200 9h3.600zM13 4.500 11.200 9h3.600z',
  search: 'M7 2.800a4.200 4.200 0 1 0 0 8.400 4.200 4.200 0 0 0 0-8.400zM10.200 10.200 13.500 13.500',
  shield:
    'M8 2.300l5 1.800v3.700c0 2.900-2.100 4.800-5 5.900-2.900-1.100-5-3-5-5.900V4.100zM5.800 8l1.600 1.600 2.900-3',
  saved: 'M4 2.500h8v11L8 10.500 4 13.500z',
  settings:
    'M2.500 5h6M12 5h1.500M2.500 11H4M7.500 11h6M10.200 3.300a1.700 1.700 0 1 0 0 3.400 1.700 1.700 0 0 0 0-3.400zM5.700 9.300a1.700 1.700 0 1 0 0 3.400 1.700 1.700 0 0 0 0-3.400z',
  undo: 'M3.500 6H10a3 3 0 0 1 0 6H7M6 3.200 3.200 6 6 8.800',
  warning: 'M8 2.800 14 13H2zM8 6.500v3M8 11.300h.01',
  write: 'M3 13l.8-3L10.600 3.200l2.200 2.200L6 12.200zM9.300 4.500l2.200 2.200',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({
  name,
  className,
}: {
  readonly name: IconName;
  readonly className?: string | undefined;
}): ReactElement {
  return (
    <svg
      className={className}
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
