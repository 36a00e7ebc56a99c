/** The windows that pictures are taken of: a desk's, and the smallest laptop's. */
export const SIZES = [
  { name: 'large', width: 1440, height: 900 },
  { name: 'small', width: 1100, height: 700 },
] as const;
