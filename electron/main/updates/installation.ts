export interface InstallationFacts {
  readonly platform: NodeJS.Platform;
  /** Of the program that runs. */
  readonly exePath: string;
  /** The person's own folder for programs on Windows (`LOCALAPPDATA`). */
  readonly localAppData: string | undefined;
  /** Set by the AppImage runtime to the file that was started. */
  readonly appImage: string | undefined;
  readonly isPackaged: boolean;
}

/**
 * Whether LAIT may install a new version itself: what the person installed for themselves (NSIS, AppImage) and macOS.
 * What administrators put on the machine for all (MSI below Program Files, deb) they also update.
 */
export function isSelfInstalling({
  platform,
  exePath,
  localAppData,
  appImage,
  isPackaged,
}: InstallationFacts): boolean {
  if (appImage !== undefined && platform === 'linux') return true;
  if (!isPackaged) return false;
  if (platform === 'darwin') return true;
  if (platform !== 'win32' || localAppData === undefined || localAppData === '') return false;
  const home = localAppData.toLowerCase().replace(/\\?$/, '\\');
  return exePath.toLowerCase().startsWith(home);
}
