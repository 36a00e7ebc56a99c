import type { Step } from '../rehearsal.ts';
import { backUp } from './back-up.ts';
import { deploy } from './deploy.ts';
import { destroyAndRestore } from './destroy-and-restore.ts';
import { firstWork } from './first-work.ts';
import { nothingLost } from './nothing-lost.ts';
import { upgrade } from './upgrade.ts';

/** In the order of an installation's life. */
export const ALL_STEPS: readonly (Step & { readonly isNeeded?: boolean })[] = [
  { ...deploy, isNeeded: true },
  { ...firstWork, isNeeded: true },
  { ...upgrade, isNeeded: true },
  { ...backUp, isNeeded: true },
  { ...destroyAndRestore, isNeeded: true },
  nothingLost,
];
