import { dialog, type OpenDialogOptions } from 'electron';

/** Questions that need the system's own dialogs, beside the window where there is one. */

export async function askToOpen(window: Electron.BrowserWindow | null, host: string): Promise<boolean> {
  const options = {
    type: 'question' as const,
    buttons: ['Cancel', 'Open in the Browser'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
    message: `Open ${host} in your browser?`,
    detail: 'This address is not one of your firm. Nothing of your work is sent along.',
  };
  const { response } = await (window === null
    ? dialog.showMessageBox(options)
    : dialog.showMessageBox(window, options));
  return response === 1;
}

/** Whoever is followed may replace LAIT itself: no page answers this. @param to null: no server any more */
export async function askToLeaveFirm(
  window: Electron.BrowserWindow | null,
  from: string,
  to: string | null,
): Promise<boolean> {
  const options = {
    type: 'warning' as const,
    buttons: ['Stay', 'Leave This Firm'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
    message: `Leave the firm at ${new URL(from).host}?`,
    detail:
      'LAIT forgets the keys by which it knows new versions that this firm has signed, and its sign-in. ' +
      (to === null
        ? 'It works alone on this computer then.'
        : `From the next sign-in on it installs what ${new URL(to).host} signs. Do this only when your administrator asked you to.`) +
      ' Your work on this device stays.',
  };
  const { response } = await (window === null
    ? dialog.showMessageBox(options)
    : dialog.showMessageBox(window, options));
  return response === 1;
}

/** @param isOver closes the question when the page reacts again */
export async function askAboutHang(window: Electron.BrowserWindow, isOver: AbortSignal): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    buttons: ['Wait', 'Start the Page Again'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
    message: 'LAIT does not react at the moment.',
    detail: 'Everything you confirmed is kept. You can wait, or start the page again where you are.',
    signal: isOver,
  });
  return response === 1;
}

/** @returns paths; empty when nothing was chosen */
export async function askForFiles(
  window: Electron.BrowserWindow | null,
  what: 'files' | 'folder',
): Promise<readonly string[]> {
  const options: OpenDialogOptions = {
    title: what === 'files' ? 'Open invoices' : 'Open a folder of invoices',
    properties: [what === 'files' ? 'openFile' : 'openDirectory', 'multiSelections'],
  };
  const { canceled, filePaths } = await (window === null
    ? dialog.showOpenDialog(options)
    : dialog.showOpenDialog(window, options));
  return canceled ? [] : filePaths;
}

/** @returns null when nothing was chosen */
export async function askWhereToSave(window: Electron.BrowserWindow | null, name: string): Promise<string | null> {
  const options = {
    title: 'Save the report',
    defaultPath: name,
    filters: [{ name: 'Zip archive', extensions: ['zip'] }],
  };
  const { canceled, filePath } = await (window === null
    ? dialog.showSaveDialog(options)
    : dialog.showSaveDialog(window, options));
  return canceled || filePath === '' ? null : filePath;
}
