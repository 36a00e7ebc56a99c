import type { CodeSet } from './code-sets.ts';

/**
 * Sets whose full lists are downloads of the LEDES Oversight Committee that LAIT does not carry. Their codes
 * are known by shape: `plausible`, never `unknown` and never `known`.
 */

/** LOC 2009 Trademark: seven phases, 34 tasks. */
export const TRADEMARK: CodeSet = byShape('trademark', 'Trademark', /^T[MR][1-9]\d{2}$/);

/**
 * LOC 2009 Patent, and the "110" Patent Prosecution codes (ratified April 2023), which start with a digit.
 */
export const PATENT: CodeSet = byShape('patent', 'Patent', /^(?:PA[1-9]\d{2}|[1-9]\d{2,3})$/);

/** Governance, Risk and Compliance (2015). */
export const GRC: CodeSet = byShape('grc', 'Governance, Risk and Compliance', /^(?:G|GR|GRC)[1-9]\d{2}$/);

/** Workers' Compensation (2010), built on the insurers' litigation set of 2007. */
export const WORKERS_COMP: CodeSet = byShape('workers-comp', "Workers' Compensation", /^(?:L|WC?)[1-9]\d{2}$/);

/** The insurance-defence revision of the Litigation set (2007). */
export const INSURANCE_2007: CodeSet = byShape('insurance-2007', 'Insurance defence litigation 2007', /^L[1-5]\d{2}$/);

function byShape(id: string, title: string, pattern: RegExp): CodeSet {
  return { id, title, axis: 'task', isComplete: false, codes: [], pattern };
}
