/**
 * Structured clones as JSON, for what travels between Node and a page: bytes, dates, maps, sets, undefined and odd
 * numbers keep their kind; what cannot be cloned throws, as it does in Electron. The function is also injected into
 * pages as text, so it stands on nothing outside itself.
 */
export interface Codec {
  encode(value: unknown): string;
  decode(text: string): unknown;
}

export function makeCodec(): Codec {
  const { isArray } = Array;
  const toBase64 = (bytes: Uint8Array): string => {
    let text = '';
    for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
    return btoa(text);
  };
  const fromBase64 = (text: string): Uint8Array => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));

  const pack = (value: unknown): unknown => {
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
    if (value === undefined) return { $: 'undefined' };
    if (typeof value === 'number') return Number.isFinite(value) ? value : { $: 'number', v: String(value) };
    if (typeof value === 'bigint') return { $: 'bigint', v: String(value) };
    if (typeof value !== 'object') throw new Error('An object could not be cloned.');
    if (isArray(value)) return value.map(pack);
    if (value instanceof Uint8Array) return { $: 'bytes', v: toBase64(value) };
    if (value instanceof ArrayBuffer) return { $: 'buffer', v: toBase64(new Uint8Array(value)) };
    if (value instanceof Date) return { $: 'date', v: value.getTime() };
    if (value instanceof Map) return { $: 'map', v: [...value].map(pack) };
    if (value instanceof Set) return { $: 'set', v: [...value].map(pack) };
    if (value instanceof Error) return { $: 'error', v: value.message };
    const entries = Object.entries(value).map(([key, each]) => [key, pack(each)]);
    return '$' in value ? { $: 'object', v: entries } : Object.fromEntries(entries);
  };
  const unpack = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (isArray(value)) return value.map(unpack);
    const tagged = value as { $?: string; v?: never };
    switch (tagged.$) {
      case undefined:
        return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, unpack(each)]));
      case 'undefined':
        return undefined;
      case 'number':
        return Number(tagged.v);
      case 'bigint':
        return BigInt(tagged.v ?? 0);
      case 'bytes':
        return fromBase64(tagged.v ?? '');
      case 'buffer':
        return fromBase64(tagged.v ?? '').buffer;
      case 'date':
        return new Date(tagged.v ?? 0);
      case 'map':
        return new Map((tagged.v ?? []) as never);
      case 'set':
        return new Set((tagged.v ?? []) as never);
      case 'error':
        return new Error(tagged.v);
      default:
        return Object.fromEntries(
          (tagged.v as unknown as [string, unknown][]).map(([key, each]) => [key, unpack(each)]),
        );
    }
  };
  return {
    encode: (value) => JSON.stringify(pack(value)),
    decode: (text) => unpack(JSON.parse(text)),
  };
}
