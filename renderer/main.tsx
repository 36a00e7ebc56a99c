import './bridge/schemas-without-eval.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './ui/fonts.css';
import './ui/tokens.css';
import './ui/base.css';
import { connectFirm } from './bridge/connect-firm.ts';
import { connectWorkspace } from './bridge/connect-workspace.ts';
import { type Connected, Start } from './screens/shell/start.tsx';
import { applySettings, useSettings } from './state/settings.ts';

applySettings(useSettings.getState());
async function connect(): Promise<Connected> {
  const firm = await connectFirm();
  const workspace = await connectWorkspace({ accessToken: firm.accessToken });
  void firm.attach(workspace);
  return { workspace, firm: firm.client };
}

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <Start connect={connect} />
  </StrictMode>,
);
