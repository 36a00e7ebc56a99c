/**
 * The trace that a request belongs to, where a proxy or another program in front says so (W3C Trace Context,
 * https://www.w3.org/TR/trace-context/#traceparent-header): for the log, so that its lines can be found by it. Nothing else
 * of the header is looked at, and it is passed on to nobody outside.
 * @returns 32 hexadecimal digits, or null for none or for what is not of that form
 */
export function traceIdOf(header: string | readonly string[] | undefined): string | null {
  if (typeof header !== 'string') return null;
  // A later version may say more after the flags; `ff` is no version, and zeros are no id.
  const parts = /^(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.*)?$/.exec(header);
  if (parts === null) return null;
  const [, version, traceId = null, more] = parts;
  return version === '00' && more !== undefined ? null : traceId;
}
