import { useCallback } from 'react';
import { importFiles, type NamedFile } from '../../state/imports.ts';
import { notifyError } from '../../state/notices.ts';
import { useWorkspace } from '../../state/workspace-context.ts';

/** Hands files to the import queue, with the limit of this workspace. */
export function useAddFiles(): (files: readonly NamedFile[]) => void {
  const { client } = useWorkspace();
  return useCallback(
    (files) => {
      void client.query('getStatus', {}).then((reply) => {
        if (reply.ok) importFiles(client, files, reply.value.maximumFileBytes);
        else notifyError(reply.error);
      });
    },
    [client],
  );
}
