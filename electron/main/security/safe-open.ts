/** What opening a link outside LAIT needs of the shell. */
export interface OpenOutside {
  /** Hands an address to the system's browser. */
  open(url: string): Promise<void>;
  /** Asks the person; `host` is all they are shown, because it is all that decides. */
  confirm(host: string): Promise<boolean>;
  /** Hosts that need no question: the firm's server and what an administrator lists. */
  isKnownHost(host: string): boolean;
}

const LONGEST = 2000;

/** @returns the address as it will be opened, or null: not https, with a name and password in it, or no address */
export function readOutsideUrl(text: string): URL | null {
  if (text.length > LONGEST) return null;
  try {
    const url = new URL(text);
    const isPlain = url.protocol === 'https:' && url.username === '' && url.password === '' && url.hostname !== '';
    return isPlain ? url : null;
  } catch {
    return null;
  }
}

/**
 * The only way out of LAIT to the system's browser.
 * @returns `refused` for anything but https; `declined` when the person said no
 */
export async function safeOpen(text: string, outside: OpenOutside): Promise<'opened' | 'declined' | 'refused'> {
  const url = readOutsideUrl(text);
  if (url === null) return 'refused';
  if (!outside.isKnownHost(url.hostname) && !(await outside.confirm(url.hostname))) return 'declined';
  await outside.open(url.href);
  return 'opened';
}
