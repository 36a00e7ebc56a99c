import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AppUpdater } from 'electron-updater';

/**
 * electron-updater's updater for this system, loaded when there is something to install or to fetch: no start waits
 * for it.
 * @param folder where a LAIT that was not packaged keeps what the packager writes otherwise
 */
export async function loadUpdater(isPackaged: boolean, folder: string): Promise<AppUpdater> {
  const { autoUpdater } = (await import('electron-updater')).default;
  if (isPackaged) return autoUpdater;
  const config = join(folder, 'app-update.yml');
  writeFileSync(config, 'updaterCacheDirName: lait-updater\n');
  autoUpdater.forceDevUpdateConfig = true;
  autoUpdater.updateConfigPath = config;
  return autoUpdater;
}
