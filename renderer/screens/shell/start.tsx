import { type ReactElement, type ReactNode, useEffect, useState } from 'react';
import type { FirmClient } from '#shared/api/firm.ts';
import type { WorkspaceClient } from '#shared/api/workspace.ts';
import { withCalmEvents } from '../../state/calm-events.ts';
import { type Desktop, DesktopContext } from '../../state/desktop-context.ts';
import { type FileIntake, FileIntakeContext } from '../../state/file-intake.ts';
import { FirmContext, ServerAbsenceContext, usePresentFirm } from '../../state/firm-context.ts';
import { onImportEvent } from '../../state/imports.ts';
import { leaveDiscarded } from '../../state/leave-discarded.ts';
import { createQueryCache } from '../../state/query-cache.ts';
import { WorkspaceContext, type WorkspaceHandle } from '../../state/workspace-context.ts';
import { Button } from '../../ui/button.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { App } from './app.tsx';
import { LockGate } from './lock-gate.tsx';
import styles from './start.module.css';

/** What a window stands on. */
export interface Connected {
  readonly workspace: WorkspaceClient;
  readonly firm: FirmClient;
  readonly intake: FileIntake;
  /** Null in a browser. */
  readonly desktop: Desktop | null;
}

let connecting: Promise<Connected> | null = null;

/** Opens the workspace once for the window, then shows the application on it. */
export function Start({ connect }: { readonly connect: () => Promise<Connected> }): ReactElement {
  const [handle, setHandle] = useState<(WorkspaceHandle & Omit<Connected, 'workspace'>) | null>(null);
  const [failure, setFailure] = useState<string | null>(null);

  useEffect(() => {
    let stop: (() => void) | null = null;
    let isGone = false;
    connecting ??= connect();
    connecting.then(
      ({ workspace, firm, intake, desktop }) => {
        if (isGone) return;
        const client = withCalmEvents(workspace);
        const cache = createQueryCache(client);
        stop = client.subscribe((event) => {
          cache.onEvent(event);
          onImportEvent(event);
          leaveDiscarded(event);
        });
        setHandle({ client, cache, firm, intake, desktop });
      },
      (error: unknown) => setFailure(error instanceof Error ? error.message : String(error)),
    );
    return () => {
      isGone = true;
      stop?.();
    };
  }, [connect]);

  // A file dropped before anybody can take it must not make the browser show it in place of LAIT.
  const isOpen = handle !== null;
  useEffect(() => {
    if (isOpen) return;
    const refuse = (event: DragEvent): void => event.preventDefault();
    for (const type of ['dragover', 'drop'] as const) window.addEventListener(type, refuse);
    return () => {
      for (const type of ['dragover', 'drop'] as const) window.removeEventListener(type, refuse);
    };
  }, [isOpen]);

  if (failure !== null) {
    return (
      <Trouble
        title="The workspace did not open."
        message={`Nothing was changed; what was stored before is still there. Close other LAIT windows and reload. (${failure})`}
      >
        <Button look="solid" onPress={() => location.reload()}>
          Reload
        </Button>
      </Trouble>
    );
  }
  if (handle === null) {
    return (
      <p className={styles.opening} role="status">
        Opening the workspace{'\u2026'}
      </p>
    );
  }
  return (
    <WorkspaceContext value={handle}>
      <PresentFirm firm={handle.firm}>
        <FileIntakeContext value={handle.intake}>
          <DesktopContext value={handle.desktop}>
            <LockGate desktop={handle.desktop}>
              <App />
            </LockGate>
          </DesktopContext>
        </FileIntakeContext>
      </PresentFirm>
    </WorkspaceContext>
  );
}

function PresentFirm({ firm, children }: { readonly firm: FirmClient; readonly children: ReactNode }): ReactElement {
  return (
    <ServerAbsenceContext value={firm.absence}>
      <FirmContext value={usePresentFirm(firm)}>{children}</FirmContext>
    </ServerAbsenceContext>
  );
}
