import './bridge/schemas-without-eval.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './ui/fonts.css';
import './ui/tokens.css';
import './ui/base.css';
import { laitBridge } from './bridge/lait-bridge.ts';
import { type Connected, Start } from './screens/shell/start.tsx';
import { applySettings, useSettings } from './state/settings.ts';

applySettings(useSettings.getState());
/** Where the workspace lives; no screen can tell. The desktop's build has no other home, and leaves the browser's out. */
async function connect(): Promise<Connected> {
  const bridge = laitBridge();
  if (bridge !== null) return (await import('./bridge/electron-home.ts')).connectDesktop(bridge);
  if (import.meta.env.LAIT_IS_DESKTOP) throw new Error('This window was opened without its bridge. Start LAIT again.');
  return (await import('./bridge/browser-home.ts')).connectBrowser();
}

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <Start connect={connect} />
  </StrictMode>,
);
