import { createContext, useContext } from 'react';
import type { WorkspaceClient } from '#shared/api/workspace.ts';
import type { QueryCache } from './query-cache.ts';

export interface WorkspaceHandle {
  readonly client: WorkspaceClient;
  readonly cache: QueryCache;
}

export const WorkspaceContext = createContext<WorkspaceHandle | null>(null);

/** The workspace this window stands on. */
export function useWorkspace(): WorkspaceHandle {
  const handle = useContext(WorkspaceContext);
  if (handle === null) throw new Error('No workspace is connected above this component.');
  return handle;
}
