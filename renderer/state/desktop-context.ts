import { createContext, useCallback, useContext, useEffect, useState } from 'react';
import type { ShellClient, ShellEvent, Startup } from '#shared/api/shell.ts';
import type { UpdateState } from '#shared/api/update-state.ts';
import { notify } from './notices.ts';

/** What only the desktop can do for this window. */
export interface Desktop {
  readonly shell: ShellClient;
  readonly startup: Startup;
  /** @returns a function that ends the subscription */
  subscribe(listener: (event: ShellEvent) => void): () => void;
}

/** Null in a browser. */
export const DesktopContext = createContext<Desktop | null>(null);

export function useDesktop(): Desktop | null {
  return useContext(DesktopContext);
}

/** The firm's server, also when it is named while this window is open; null while none is. */
export function useServerOrigin(desktop: Desktop | null): string | null {
  const [origin, setOrigin] = useState(desktop?.startup.serverOrigin ?? null);
  useEffect(() => {
    if (desktop === null) return;
    let isGone = false;
    const stop = desktop.subscribe((event) => {
      if (event.type === 'serverChanged') setOrigin(event.origin);
    });
    // It may have been named since the window began.
    desktop.shell.getStartup({}).then((reply) => {
      if (!isGone && reply.ok) setOrigin(reply.value.serverOrigin);
    });
    return () => {
      isGone = true;
      stop();
    };
  }, [desktop]);
  return origin;
}

/** How this version stands; null in a browser, and until the desktop has answered. */
export function useUpdateState(): UpdateState | null {
  const desktop = useDesktop();
  const [state, setState] = useState<UpdateState | null>(null);
  useEffect(() => {
    if (desktop === null) return;
    let isGone = false;
    const stop = desktop.subscribe((event) => {
      if (event.type === 'updateChanged') setState(event.state);
    });
    desktop.shell.getUpdate({}).then((reply) => {
      if (!isGone && reply.ok) setState(reply.value);
    });
    return () => {
      isGone = true;
      stop();
    };
  }, [desktop]);
  return state;
}

/** Starts LAIT anew with the version that is ready. */
export function useInstallUpdate(): () => Promise<void> {
  const desktop = useDesktop();
  return useCallback(async () => {
    const reply = await desktop?.shell.installUpdate({});
    if (reply === undefined || (reply.ok && reply.value === 'restarting')) return;
    notify('attention', reply.ok ? 'No new version is ready yet. It comes by itself.' : reply.error.message);
  }, [desktop]);
}
