import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { LaitBridge, ShellClient, ShellEvent, ShellReply } from '#shared/api/shell.ts';
import {
  SHELL_CHANNELS,
  SHELL_EVENT_CHANNEL,
  type ShellChannel,
  shellChannelName,
  WORKSPACE_PORT_CHANNEL,
  WORKSPACE_PORT_MESSAGE,
} from '#shared/api/shell-channels.ts';
import { dropLine } from './drop-line.ts';

/**
 * The one bridge between a page and the desktop: a closed list of questions to main, main's events, dropped files and
 * the line to the workspace. Nothing here takes a channel's name from a page, and no path ever goes to one.
 */

const drops = dropLine<File>((file) => webUtils.getPathForFile(file));

ipcRenderer.on(WORKSPACE_PORT_CHANNEL, (event, to: 'page' | 'preload') => {
  const [port] = event.ports;
  if (port === undefined) return;
  if (to === 'preload') drops.follow(port);
  else window.postMessage(WORKSPACE_PORT_MESSAGE, location.origin, [port]);
});

async function ask(channel: ShellChannel, input: unknown): Promise<ShellReply<unknown>> {
  try {
    return await ipcRenderer.invoke(shellChannelName(channel), input);
  } catch {
    return { ok: false, error: { kind: 'failed', message: 'LAIT did not answer. Start it again.' } };
  }
}

// One function a channel, so that a page holds functions and never names.
const shell = Object.fromEntries(
  SHELL_CHANNELS.map((channel) => [channel, (input: unknown) => ask(channel, input)]),
) as unknown as ShellClient;

const bridge: LaitBridge<File> = {
  shell,
  subscribe(listener) {
    const hear = (_event: unknown, event: ShellEvent) => listener(event);
    ipcRenderer.on(SHELL_EVENT_CHANNEL, hear);
    return () => void ipcRenderer.off(SHELL_EVENT_CHANNEL, hear);
  },
  dropFiles: (files) => drops.drop(files),
  connectWorkspace: () => ask('connectWorkspace', {}) as Promise<ShellReply<null>>,
};

contextBridge.exposeInMainWorld('lait', bridge);
