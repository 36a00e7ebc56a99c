import type { CodeSet } from './code-sets.ts';
import { phase } from './codes.ts';

/**
 * UTBMS Expense Code Set (American Bar Association, 1995). The revision of the LEDES Oversight Committee of
 * 2013 is longer, starts with X and is not published in full where LAIT could read it: its codes are known
 * by their shape.
 */
export const EXPENSE: CodeSet = {
  id: 'expense',
  title: 'Expense',
  axis: 'expense',
  isComplete: true,
  codes: phase('E100', 'Expenses', {
    E101: 'Copying',
    E102: 'Outside printing',
    E103: 'Word processing',
    E104: 'Facsimile',
    E105: 'Telephone',
    E106: 'Online research',
    E107: 'Delivery services/messengers',
    E108: 'Postage',
    E109: 'Local travel',
    E110: 'Out-of-town travel',
    E111: 'Meals',
    E112: 'Court fees',
    E113: 'Subpoena fees',
    E114: 'Witness fees',
    E115: 'Deposition transcripts',
    E116: 'Trial transcripts',
    E117: 'Trial exhibits',
    E118: 'Litigation support vendors',
    E119: 'Experts',
    E120: 'Private investigators',
    E121: 'Arbitrators/mediators',
    E122: 'Local counsel',
    E123: 'Other professionals',
    E124: 'Other',
  }),
};

/** The 2013 revision, by shape only (`X101`, `X115`, `X139`). */
export const EXPENSE_2013: CodeSet = {
  id: 'expense-2013',
  title: 'Expense (2013 revision)',
  axis: 'expense',
  isComplete: false,
  codes: [],
  pattern: /^X[1-9]\d{2}$/,
};
