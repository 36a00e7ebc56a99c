import type { DownloadItem, Session } from 'electron';
import { APP_ORIGIN, APP_SCHEME, DOCUMENT_SCHEME, isOwnPage } from '../page/own-page.ts';

/** All that a page may ever be given; everything else is refused without a question. */
const ALLOWED_PERMISSIONS: ReadonlySet<string> = new Set(['notifications', 'clipboard-sanitized-write']);

/** What a page may load: its own files, previews, and what it made itself. Developer tools need theirs. */
const LOADED_SCHEMES: ReadonlySet<string> = new Set([`${APP_SCHEME}:`, `${DOCUMENT_SCHEME}:`, 'blob:', 'devtools:']);

/**
 * The session of all pages: no permission but two, no device, no request to any network, no download but a file that
 * the page itself has made (the corrected bill).
 */
export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, answer) => {
    answer(ALLOWED_PERMISSIONS.has(permission) && isOwnPage(contents.getURL()));
  });
  session.setPermissionCheckHandler((_contents, permission, origin) => {
    return ALLOWED_PERMISSIONS.has(permission) && isOwnPage(`${origin.replace(/\/$/, '')}/`);
  });
  session.setDevicePermissionHandler(() => false);
  session.setBluetoothPairingHandler((_details, answer) => answer({ confirmed: false }));
  session.setSpellCheckerEnabled(false);
  session.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !LOADED_SCHEMES.has(schemeOf(details.url)) });
  });
  session.on('will-download', (event, item) => {
    if (item.getURL().startsWith(`blob:${APP_ORIGIN}/`)) offerToSave(item);
    else event.preventDefault();
  });
}

/** The system's dialog asks where; the name is the page's, without anything that could leave a folder. */
function offerToSave(item: DownloadItem): void {
  item.setSaveDialogOptions({ defaultPath: plainFileName(item.getFilename()) });
}

/** A name that is one file in one folder on every system, never hidden and never empty. */
export function plainFileName(name: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are among what must go
  const plain = name.replaceAll(/[\u0000-\u001f<>:"/\\|?*]/g, '_').replace(/^[.\s]+/, '');
  return plain.replace(/[.\s]+$/, '').slice(0, 200) || 'invoice';
}

function schemeOf(url: string): string {
  return /^[a-z][a-z0-9+.-]*:/i.exec(url)?.[0].toLowerCase() ?? '';
}
