/** What people do on their devices, and the weight with which it is chosen. */
export const ACTION_WEIGHTS = {
  decideLine: 14,
  decideSome: 4,
  decidePool: 3,
  acceptProposals: 3,
  clearDecisions: 3,
  switchFinding: 5,
  rewriteNarrative: 4,
  addComment: 4,
  undo: 4,
  redo: 2,
  submitInvoice: 3,
  approveInvoice: 3,
  returnInvoice: 1,
  reopenInvoice: 2,
  assignGuideline: 2,
  saveGuideline: 1,
  importFile: 2,
  resolveConflict: 8,
} as const;
export type ActionKind = keyof typeof ACTION_WEIGHTS;
export const ACTION_KINDS = Object.keys(ACTION_WEIGHTS) as readonly ActionKind[];

/** What an administrator does meanwhile, through the administrator's routes. */
export const ACCESS_KINDS = ['giveGrant', 'withdrawGrant', 'raiseWall', 'lowerWall'] as const;
export type AccessKind = (typeof ACCESS_KINDS)[number];

/** What goes wrong. */
export const FAULT_KINDS = [
  /** SIGKILL of an API process in the middle of whatever it does. */
  'kill',
  'killBoth',
  'killWorker',
  /** SIGTERM: streams end, requests are answered. */
  'restart',
  /** One process after the other, as at an update. */
  'rollingRestart',
  'loseRequest',
  'loseReply',
  'repeatRequest',
  'deviceRestart',
  /** A device goes on from an older copy of its disk: its numbers mean something else to the server by now. */
  'diskRestored',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

export interface OracleCounts {
  readonly perAction: Record<ActionKind, number>;
  readonly perAccess: Record<AccessKind, number>;
  readonly perFault: Record<FaultKind, number>;
  pushes: number;
  mutations: number;
  bills: number;
}

export function noCounts(): OracleCounts {
  return {
    perAction: zeros(ACTION_KINDS),
    perAccess: zeros(ACCESS_KINDS),
    perFault: zeros(FAULT_KINDS),
    pushes: 0,
    mutations: 0,
    bills: 0,
  };
}

/** @returns the kinds that never happened */
export function neverHappened({ perAction, perAccess, perFault }: OracleCounts): readonly string[] {
  const all: readonly (readonly [string, number])[] = [perAction, perAccess, perFault].flatMap((counts) =>
    Object.entries(counts),
  );
  return all.flatMap(([kind, count]) => (count === 0 ? [kind] : []));
}

function zeros<Kind extends string>(kinds: readonly Kind[]): Record<Kind, number> {
  // Sound: every kind is given its count.
  return Object.fromEntries(kinds.map((kind) => [kind, 0])) as Record<Kind, number>;
}
