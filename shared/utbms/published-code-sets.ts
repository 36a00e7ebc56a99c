import { ACTIVITY } from './activity.ts';
import { BANKRUPTCY } from './bankruptcy.ts';
import type { CodeSet } from './code-sets.ts';
import { COUNSELING } from './counseling.ts';
import { EDISCOVERY } from './ediscovery.ts';
import { EXPENSE, EXPENSE_2013 } from './expense.ts';
import { LITIGATION } from './litigation.ts';
import { PROJECT } from './project.ts';
import { GRC, INSURANCE_2007, PATENT, TRADEMARK, WORKERS_COMP } from './sets-by-shape.ts';

/** Every published set that LAIT knows, in the order in which a code is looked up. */
export const CODE_SETS: readonly CodeSet[] = [
  LITIGATION, EDISCOVERY, BANKRUPTCY, COUNSELING, PROJECT, ACTIVITY, EXPENSE, EXPENSE_2013,
  TRADEMARK, PATENT, GRC, WORKERS_COMP, INSURANCE_2007,
]; // biome-ignore format: one list

/**
 * Sets whose shape is that of the Litigation set: were they in use for everybody, no mistyped L code would
 * ever be found. They count only for a client whose guideline names them.
 */
export const SETS_ON_REQUEST: ReadonlySet<string> = new Set([WORKERS_COMP.id, INSURANCE_2007.id]);
