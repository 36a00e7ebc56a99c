import type { LineKind } from '#shared/domain/invoice.ts';

const WORDS: Readonly<Record<string, LineKind>> = {
  F: 'F',
  FEE: 'F',
  FEES: 'F',
  TIME: 'F',
  LABOR: 'F',
  LABOUR: 'F',
  SERVICE: 'F',
  SERVICES: 'F',
  E: 'E',
  EXP: 'E',
  EXPENSE: 'E',
  EXPENSES: 'E',
  COST: 'E',
  COSTS: 'E',
  DISBURSEMENT: 'E',
  DISBURSEMENTS: 'E',
  IF: 'IF',
  IE: 'IE',
};

/** The kind a word stands for, in any case; `null` when it is none. */
export function lineKindOf(text: string): LineKind | null {
  return WORDS[text.trim().toUpperCase()] ?? null;
}
