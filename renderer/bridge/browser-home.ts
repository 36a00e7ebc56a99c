import type { Connected } from '../screens/shell/start.tsx';
import { browserIntake } from '../state/file-intake.ts';
import { connectFirm } from './connect-firm.ts';
import { connectWorkspace } from './connect-workspace.ts';

/** The browser's home: the workspace in a worker, the server behind the page. */
export async function connectBrowser(): Promise<Connected> {
  const firm = await connectFirm();
  const workspace = await connectWorkspace({ accessToken: firm.accessToken });
  void firm.attach(workspace);
  return { workspace, firm: firm.client, intake: browserIntake, desktop: null };
}
