import type { ArrivedFiles, DropOutcome } from '#shared/api/shell.ts';
import type { DropAnswer, DroppedPaths } from '#shared/api/workspace-wire.ts';

/** The preload's end of its line to the workspace: a `MessagePort`, as far as it is used. */
export interface DropPort {
  postMessage(message: DroppedPaths): void;
  addEventListener(type: 'message', listener: (event: { readonly data: DropAnswer }) => void): void;
  addEventListener(type: 'close', listener: () => void): void;
  start(): void;
}

/** Hands dropped files on by path. */
export interface DropLine<File> {
  /** The line from now on: the first one, and again after each restart of the workspace's process. */
  follow(port: DropPort): void;
  drop(files: readonly File[]): Promise<DropOutcome>;
}

const MOST_PATHS = 5_000;

/** @param pathOf empty for a file that lies in no folder, such as an attachment dragged out of a mail */
export function dropLine<File>(pathOf: (file: File) => string): DropLine<File> {
  const waiting = new Map<number, (arrived: ArrivedFiles | null) => void>();
  let line: DropPort | null = null;
  let nextId = 1;

  const giveUp = () => {
    for (const settle of waiting.values()) settle(null);
    waiting.clear();
  };

  return {
    follow(port) {
      giveUp();
      line = port;
      port.addEventListener('message', ({ data }) => {
        waiting.get(data.requestId)?.(data.arrived);
        waiting.delete(data.requestId);
      });
      port.addEventListener('close', () => {
        if (line === port) {
          line = null;
          giveUp();
        }
      });
      port.start();
    },
    async drop(files) {
      const all = files.map((_file, index) => index);
      const paths = files.map((file) => pathOf(file));
      const known = paths.filter((path) => path !== '').slice(0, MOST_PATHS);
      if (known.length === 0 || line === null) return { arrived: null, withoutPath: all };
      const to = line;
      const requestId = nextId;
      nextId += 1;
      const arrived = await new Promise<ArrivedFiles | null>((resolve) => {
        waiting.set(requestId, resolve);
        to.postMessage({ type: 'dropped', requestId, paths: known });
      });
      // Without the workspace's process the page can still read the files themselves, as it does in a browser.
      if (arrived === null) return { arrived, withoutPath: all };
      return { arrived, withoutPath: all.filter((index) => paths[index] === '') };
    },
  };
}
