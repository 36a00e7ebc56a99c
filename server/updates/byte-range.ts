export type ByteRange =
  | { readonly kind: 'whole' }
  | { readonly kind: 'part'; readonly first: number; readonly last: number }
  | { readonly kind: 'beyond' };

/**
 * What a `Range` header asks of a file (RFC 9110, 14.1.2). Several ranges at once are answered with the whole file,
 * as the standard allows; so is what cannot be read.
 * @param size bytes of the file
 */
export function readByteRange(header: string | undefined, size: number): ByteRange {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '');
  if (match === null) return { kind: 'whole' };
  const [, from = '', to = ''] = match;
  if (from === '' && to === '') return { kind: 'whole' };
  if (from === '') {
    const length = Number(to);
    if (length === 0 || size === 0) return { kind: 'beyond' };
    return { kind: 'part', first: Math.max(0, size - length), last: size - 1 };
  }
  const first = Number(from);
  const last = to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (first >= size) return { kind: 'beyond' };
  return last < first ? { kind: 'whole' } : { kind: 'part', first, last };
}
