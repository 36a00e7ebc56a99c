/** LAIT's own page is `lait://app/…`; nothing else is ever shown in a window or listened to. */
export const APP_SCHEME = 'lait';
export const APP_HOST = 'app';
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`;
/** For previews of what came from outside: another origin, without a preload and without scripts. */
export const DOCUMENT_SCHEME = 'lait-doc';

/** An original in its frame. */
export function isPreview(url: string): boolean {
  return url.startsWith(`${DOCUMENT_SCHEME}://`);
}

export function isOwnPage(url: string): boolean {
  try {
    const { protocol, host, username, password } = new URL(url);
    return protocol === `${APP_SCHEME}:` && host === APP_HOST && username === '' && password === '';
  } catch {
    return false;
  }
}
