import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { LineRow } from '#shared/api/workspace.ts';
import type { ReviewSession } from '../../state/review-session.ts';
import { useWorkspace } from '../../state/workspace-context.ts';
import { useRowWindow } from '../../ui/use-row-window.ts';

/** Beyond this many lines the effect of a selection is not reckoned ahead; the totals show it afterwards. */
const MOST_ROWS = 5_000;
const PAGE = 1_000;

/**
 * The rows a decision would touch: those selected, else the one under the cursor.
 * @returns `null` while they are being fetched, or when they are too many
 */
export function useSelectedRows(session: ReviewSession): readonly LineRow[] | null {
  const { client } = useWorkspace();
  const ids = useStore(session.store, (state) => state.selection.ids);
  const filter = useStore(session.store, (state) => state.filter);
  const sort = useStore(session.store, (state) => state.sort);
  const cursorIndex = useStore(session.store, (state) => state.cursorIndex);
  const { version, total } = useRowWindow(session.rows);
  const [rows, setRows] = useState<readonly LineRow[] | null>(null);

  // `version` stands for the content of the rows.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    let isStale = false;
    if (ids.size === 0 || ids.size > MOST_ROWS) {
      setRows(null);
      return;
    }
    const gather = async (): Promise<readonly LineRow[]> => {
      const found: LineRow[] = [];
      for (let offset = 0; offset < (total ?? 0) && found.length < ids.size && !isStale; offset += PAGE) {
        const reply = await client.query('listLines', {
          invoiceId: session.invoiceId,
          filter,
          sort,
          offset,
          limit: PAGE,
        });
        if (!reply.ok) break;
        for (const row of reply.value.rows) if (ids.has(row.lineId)) found.push(row);
      }
      return found;
    };
    void gather().then((found) => {
      if (!isStale) setRows(found);
    });
    return () => {
      isStale = true;
    };
  }, [client, session, ids, filter, sort, total, version]);

  if (ids.size > 0) return rows;
  const row = session.rows.rowAt(cursorIndex);
  return row === undefined ? null : [row];
}
