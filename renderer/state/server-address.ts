import { originOf } from '#shared/api/server-origin.ts';

/** What somebody typed as the firm's server: where it leads, or what is wrong with it as a sentence. */
export type ServerAddress =
  | { readonly ok: true; readonly origin: string }
  | { readonly ok: false; readonly message: string };

/** Takes a host alone and an address copied out of a browser as well; only where the server stands is kept. */
export function readServerAddress(text: string): ServerAddress {
  const typed = text.trim();
  const written = /^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`;
  let url: URL;
  try {
    url = new URL(written);
  } catch {
    return { ok: false, message: NO_ADDRESS };
  }
  if (url.username !== '' || url.password !== '') return { ok: false, message: NO_ADDRESS };
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return { ok: false, message: NO_ADDRESS };
  const origin = originOf(url.origin);
  if (origin !== null) return { ok: true, origin };
  return { ok: false, message: url.protocol === 'http:' ? NOT_SECURE : NO_ADDRESS };
}

const NO_ADDRESS =
  'This is no address of a server. It looks like https://lait.firm.example; ask your administrator for yours.';
const NOT_SECURE =
  'LAIT talks to a server over a secure line only. Write the address with https, or ask your administrator.';
