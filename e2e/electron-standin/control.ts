import { app } from './app.ts';
import { BrowserWindow } from './browser-window.ts';
import { foreignRequests } from './proxy.ts';
import { tellTest } from './tell-test.ts';

/** What a test asks of the application under test. */
export type FromTest =
  /** Runs a function here with Electron's module, as Playwright's `evaluate` does in the real one. */
  | { readonly type: 'evaluate'; readonly id: number; readonly source: string; readonly arg: unknown }
  /** Files dropped from now on have a path. */
  | { readonly type: 'revealPaths'; readonly id: number }
  /** What pages asked of the network. */
  | { readonly type: 'foreignRequests'; readonly id: number };

export function listenToTest(electron: object): void {
  if (process.send === undefined) return;
  process.on('message', (message: FromTest) => {
    answer(electron, message).then(
      (value) => tellTest({ type: 'answer', id: message.id, value: value ?? null }),
      (error: unknown) => tellTest({ type: 'answer', id: message.id, error: String(error) }),
    );
  });
  // A test that has died leaves nothing running.
  process.on('disconnect', () => app.exit(1));
}

async function answer(electron: object, message: FromTest): Promise<unknown> {
  switch (message.type) {
    case 'evaluate': {
      const run = new Function('electron', 'arg', `return (${message.source})(electron, arg);`);
      return run(electron, message.arg);
    }
    case 'revealPaths':
      for (const window of BrowserWindow.getAllWindows()) await window.contents.revealPaths();
      return null;
    case 'foreignRequests':
      return foreignRequests;
  }
}
