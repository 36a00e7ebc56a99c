import { simRandom } from './sim-random.ts';

/**
 * One thing that happens, as plain data: what, on which device, and three numbers it may use to choose (an invoice, a
 * line, a kind of cut) from whatever is there. So a list stays meaningful when some of it is left out.
 */
export interface SimCommand {
  readonly kind: CommandKind | FaultKind;
  readonly device: number;
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

/** What people do, and the weight with which it is chosen. */
export const COMMAND_WEIGHTS = {
  decideLine: 14,
  decideBulk: 6,
  decidePool: 4,
  acceptProposals: 3,
  clearDecisions: 3,
  dismissFinding: 4,
  restoreFinding: 2,
  dismissRule: 2,
  rewriteNarrative: 4,
  addComment: 3,
  submitInvoice: 4,
  approveInvoice: 4,
  returnInvoice: 1,
  reopenInvoice: 2,
  assignGuideline: 1,
  saveGuideline: 1,
  exportInvoice: 1,
  undo: 5,
  redo: 3,
  importFile: 2,
  look: 4,
  sync: 30,
  syncAll: 3,
  goOffline: 3,
  goOnline: 5,
  resolveConflict: 6,
  readNotifications: 1,
  readDiscarded: 1,
  restart: 2,
  signOut: 1,
  bringNews: 1,
} as const;
export type CommandKind = keyof typeof COMMAND_WEIGHTS;

/** What goes wrong. */
export const FAULT_WEIGHTS = {
  loseRequest: 3,
  loseReply: 5,
  duplicateRequest: 3,
  lateDuplicate: 3,
  garbledReply: 2,
  serverBusy: 2,
  serverRestart: 2,
  tokenExpired: 2,
  crash: 8,
  diskFull: 3,
  diskBusy: 2,
  cacheDeleted: 1,
  cacheDamaged: 1,
  keyLost: 1,
  clockForward: 1,
  clockBack: 1,
  sleepNineDays: 1,
  wallRaised: 2,
  wallRaisedWhileLoading: 2,
  grantedWhileLoading: 2,
  wallLowered: 4,
  serverRestored: 1,
  cursorExpired: 1,
  schemaUnsupported: 1,
  minimumClient: 1,
  upgrade: 1,
  downgrade: 1,
  wrongChecksum: 1,
} as const;
export type FaultKind = keyof typeof FAULT_WEIGHTS;

export const COMMAND_KINDS = Object.keys(COMMAND_WEIGHTS) as readonly CommandKind[];
export const FAULT_KINDS = Object.keys(FAULT_WEIGHTS) as readonly FaultKind[];

/** The share of faults among all that happens. */
const FAULT_SHARE = 0.18;

/** @returns the same list for the same seed */
export function commandsOf(seed: number, count: number, devices: number): readonly SimCommand[] {
  const random = simRandom(seed);
  const commands = weighted(COMMAND_WEIGHTS);
  const faults = weighted(FAULT_WEIGHTS);
  return Array.from({ length: count }, () => ({
    kind: random.pick(random.chance(FAULT_SHARE) ? faults : commands),
    device: random.below(devices),
    a: random.below(1000),
    b: random.below(1000),
    c: random.below(1000),
  }));
}

function weighted<Kind extends string>(weights: Readonly<Record<Kind, number>>): readonly Kind[] {
  // Sound: the keys of the record are its kinds.
  return (Object.entries(weights) as [Kind, number][]).flatMap(([kind, weight]) => Array<Kind>(weight).fill(kind));
}

export function isFault(kind: SimCommand['kind']): kind is FaultKind {
  return Object.hasOwn(FAULT_WEIGHTS, kind);
}
