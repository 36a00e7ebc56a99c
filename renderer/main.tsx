import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './ui/fonts.css';
import './ui/tokens.css';
import './ui/base.css';
import { connectWorkspace } from './bridge/connect-workspace.ts';
import { Start } from './screens/shell/start.tsx';
import { applySettings, useSettings } from './state/settings.ts';

applySettings(useSettings.getState());
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <Start connect={connectWorkspace} />
  </StrictMode>,
);
