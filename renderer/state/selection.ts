/**
 * Which lines a bulk decision will touch: by id, so that a selection survives sorting, and with an anchor
 * from which Shift extends. Pure; `order` is the view's line ids from first to last.
 */
export interface Selection {
  readonly ids: ReadonlySet<string>;
  readonly anchorId: string | null;
}

export const EMPTY_SELECTION: Selection = { ids: new Set(), anchorId: null };

/** Adds or removes one line and makes it the anchor. */
export function toggled(selection: Selection, lineId: string): Selection {
  const ids = new Set(selection.ids);
  if (!ids.delete(lineId)) ids.add(lineId);
  return { ids, anchorId: lineId };
}

/**
 * The run from the anchor to `lineId`, in place of what was selected; the anchor stays.
 * Without an anchor in view the run is the one line.
 * @param fromId the line to use as the anchor when there is none
 */
export function extended(selection: Selection, order: readonly string[], fromId: string, lineId: string): Selection {
  const anchorId = selection.anchorId ?? fromId;
  const start = order.indexOf(anchorId);
  const end = order.indexOf(lineId);
  if (start === -1 || end === -1) return { ids: new Set([lineId]), anchorId: lineId };
  return { ids: new Set(order.slice(Math.min(start, end), Math.max(start, end) + 1)), anchorId };
}

export function allOf(order: readonly string[]): Selection {
  return { ids: new Set(order), anchorId: order[0] ?? null };
}

/** What stays selected when the view changes: only lines that are still in it. */
export function keptIn(selection: Selection, order: readonly string[]): Selection {
  if (selection.ids.size === 0) return selection;
  const ids = new Set(order.filter((lineId) => selection.ids.has(lineId)));
  return { ids, anchorId: selection.anchorId !== null && ids.has(selection.anchorId) ? selection.anchorId : null };
}
