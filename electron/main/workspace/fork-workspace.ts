import { type MessagePortMain, utilityProcess } from 'electron';
import type { FromHost } from '#electron/workspace/host-wire.ts';
import type { ChildProcess } from './workspace-process.ts';

/** Starts the utility process of the workspace. @param file its built entry */
export function forkWorkspace(file: string): ChildProcess<MessagePortMain> {
  const child = utilityProcess.fork(file, [], { serviceName: 'LAIT workspace', stdio: 'inherit' });
  return {
    postMessage: (message, ports) => child.postMessage(message, ports),
    // Sound: our own process says what its types say.
    onMessage: (listener) => void child.on('message', (message) => listener(message as FromHost)),
    onExit: (listener) => void child.once('exit', listener),
    kill: () => void child.kill(),
  };
}
