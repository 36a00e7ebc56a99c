import type { LaitBridge } from '#shared/api/shell.ts';
import type { Connected } from '../screens/shell/start.tsx';
import { isFinished, useImports } from '../state/imports.ts';
import { setLock } from '../state/lock.ts';
import { navigate } from '../state/navigation.ts';
import { notify } from '../state/notices.ts';
import { routeOfLink } from '../state/route-of-link.ts';
import { electronFiles } from './electron-files.ts';
import { electronFirm } from './electron-firm.ts';
import { electronWorkspace, onWorkspacePort } from './electron-workspace.ts';
import { importPermille } from './import-progress.ts';

/**
 * The desktop's home: the workspace over a line to its process, the server by way of main, files by path.
 * @throws when main does not answer, which only a broken installation brings about
 */
export async function connectDesktop(bridge: LaitBridge<File>): Promise<Connected> {
  const workspace = electronWorkspace();
  onWorkspacePort((port) => workspace.follow(port));
  bridge.subscribe((event) => {
    if (event.type === 'workspaceLost') workspace.lost();
    if (event.type === 'open') navigate(routeOfLink(event.link));
    if (event.type === 'lockChanged') {
      setLock(event.lock);
      if (event.lock.kind === 'locked') workspace.lost();
    }
  });
  const startup = await bridge.shell.getStartup({});
  if (!startup.ok) throw new Error(startup.error.message);
  setLock(startup.value.lock);
  const firm = electronFirm(bridge, startup.value);
  const intake = electronFiles(bridge, workspace);
  const connected = await bridge.connectWorkspace();
  if (!connected.ok) throw new Error(connected.error.message);
  for (const notice of startup.value.notices) notify('attention', notice);
  // The network came or went: the pause that sync is making is over.
  for (const change of ['online', 'offline']) {
    window.addEventListener(change, () => void workspace.client.command('syncNow', {}));
  }
  showProgress(bridge);
  const desktop = { shell: bridge.shell, startup: startup.value, subscribe: bridge.subscribe };
  return { workspace: workspace.client, firm, intake, desktop };
}

/** Imports under way, on the taskbar. */
function showProgress({ shell }: LaitBridge<File>): void {
  let doneBefore = 0;
  let shown: number | null = null;
  useImports.subscribe(({ entries }) => {
    const permille = importPermille(entries, doneBefore);
    if (permille === null) doneBefore = entries.filter(isFinished).length;
    if (permille === shown) return;
    shown = permille;
    void shell.showImportProgress({ permille });
  });
}
