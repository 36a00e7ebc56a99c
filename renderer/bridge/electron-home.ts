import type { LaitBridge } from '#shared/api/shell.ts';
import type { Connected } from '../screens/shell/start.tsx';
import { navigate } from '../state/navigation.ts';
import { notify } from '../state/notices.ts';
import { routeOfLink } from '../state/route-of-link.ts';
import { electronFiles } from './electron-files.ts';
import { electronFirm } from './electron-firm.ts';
import { electronWorkspace, onWorkspacePort } from './electron-workspace.ts';

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
  });
  const startup = await bridge.shell.getStartup({});
  if (!startup.ok) throw new Error(startup.error.message);
  const firm = electronFirm(bridge, startup.value);
  const intake = electronFiles(bridge, workspace);
  const connected = await bridge.connectWorkspace();
  if (!connected.ok) throw new Error(connected.error.message);
  for (const notice of startup.value.notices) notify('attention', notice);
  // The network came or went: the pause that sync is making is over.
  for (const change of ['online', 'offline']) {
    window.addEventListener(change, () => void workspace.client.command('syncNow', {}));
  }
  return { workspace: workspace.client, firm, intake };
}
