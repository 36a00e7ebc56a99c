import type { RegisterStatus } from '#shared/api/legal-verification.ts';

/**
 * The register of New York's Office of Court Administration as its open-data site exports it (data.ny.gov, eqw2-r5nb): one
 * row an attorney, headings in words ("Registration Number") or as field names. What is not compared is not read.
 */
export const NEW_YORK = {
  kind: 'new-york',
  title: 'New York attorney registration',
  jurisdiction: 'NY',
  /** Without these a file is another one. */
  required: ['registration_number', 'first_name', 'last_name', 'year_admitted', 'status'],
  read: [
    'registration_number', 'first_name', 'middle_name', 'last_name', 'suffix', 'company_name', 'city', 'state',
    'year_admitted', 'status',
  ],
} as const; // biome-ignore format: one list

const STATUSES: ReadonlyMap<string, RegisterStatus> = new Map([
  ['currently registered', 'listed'],
  ['due to reregister within 30 days of birthday', 'listed'],
  ['delinquent', 'lapsed'],
  ['suspended, currently registered', 'suspended'],
  ['suspended, due to reregister', 'suspended'],
  ['suspended, delinquent', 'suspended'],
  ['resigned', 'resigned'],
  ['resigned from bar - disciplinary reason', 'resigned'],
  ['disbarred', 'disbarred'],
  ['incapacitated', 'incapacitated'],
  ['deceased', 'deceased'],
]);

/** What a status means; words that were not known when this was written are `unknown`, never guessed. */
export function newYorkStatus(raw: string | null): RegisterStatus {
  return STATUSES.get((raw ?? '').trim().replace(/\s+/g, ' ').toLowerCase()) ?? 'unknown';
}
