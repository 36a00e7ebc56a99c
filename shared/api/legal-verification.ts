import { z } from 'zod';
import { legalFailure } from './legal.ts';

/**
 * `/api/legal/verify-attorney`: what registers, dockets and the firm's roster say of somebody who bills as a lawyer. A
 * comparison of records with their source and date. It says what a record holds, never whether somebody may practise: no
 * register of the country holds everybody, and private discipline is in none.
 */
const id = z.uuid();
const day = z.iso.date();
const time = z.iso.datetime();
const text = (length: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(length)
    // Half a character can be kept by no database.
    .refine((written) => !/[\ud800-\udfff]/u.test(written), 'There is half a character here.');

/** A state by its postal code, `US` for federal registers. */
export const jurisdiction = z.string().regex(/^[A-Z]{2}$/);

export const verifyRequest = z.strictObject({
  /** As on the bill or the roster: `Okafor, Ada` or `Ada B. Okafor`. */
  name: text(200),
  /** Whose register to look at; null: all that were imported. A number needs it. */
  jurisdiction: jurisdiction.nullable().default(null),
  registrationNumber: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9-]{1,20}$/)
    .nullable()
    .default(null),
  firmName: text(200).nullable().default(null),
  city: text(100).nullable().default(null),
  /** First admitted, as the biography says. */
  yearAdmitted: z.int().min(1900).max(2200).nullable().default(null),
  /**
   * Whose timekeeper: LAW_FIRM_ID and TIMEKEEPER_ID as on bills. Then R21 knows what was found: on bills of `matterId`, and on
   * all where an administrator asked for no matter.
   */
  vendorNumber: text(64).nullable().default(null),
  timekeeperNumber: text(64).nullable().default(null),
  /** What it is for: then the matter's people are told. Null: the one who asks alone. */
  matterId: id.nullable().default(null),
});
export type VerifyRequest = z.infer<typeof verifyRequest>;
export const verificationAccepted = z.strictObject({ verificationId: id });

/**
 * `match`: the same number, and the record agrees; `possible`: somebody of that name, not shown to be this person;
 * `conflict`: a record says otherwise (another name under the number, a status that does not allow practice, a year that
 * cannot be); `not_found`: the record was read and holds nobody; `unavailable`: it could not be read.
 */
export const VERDICTS = ['match', 'possible', 'conflict', 'not_found', 'unavailable'] as const;
export const verdict = z.enum(VERDICTS);
export type Verdict = z.infer<typeof verdict>;

/** What was compared and agreed. */
export const MATCH_FIELDS = ['number', 'name', 'firm', 'city', 'year', 'class'] as const;

/** Whatever words a register has for it. `listed`: registered now; `lapsed`: late with registering. */
export const REGISTER_STATUSES = [
  'listed',
  'lapsed',
  'suspended',
  'resigned',
  'disbarred',
  'incapacitated',
  'deceased',
  'unknown',
] as const;
export const registerStatus = z.enum(REGISTER_STATUSES);
export type RegisterStatus = z.infer<typeof registerStatus>;

/** Somebody a record holds. No address, telephone or date of birth is kept. */
export const recordedPerson = z.strictObject({
  name: z.string(),
  registrationNumber: z.string().nullable(),
  firmName: z.string().nullable(),
  city: z.string().nullable(),
  yearAdmitted: z.int().nullable(),
  statusRaw: z.string().nullable(),
  status: registerStatus.nullable(),
  matchedOn: z.array(z.enum(MATCH_FIELDS)),
  /** How alike the names are, in ten-thousandths. */
  nameScoreE4: z.int(),
  /** Cases in which they appear (`courtlistener`). */
  appearances: z.array(
    z.strictObject({
      caseName: z.string(),
      docketNumber: z.string().nullable(),
      court: z.string().nullable(),
      date: day.nullable(),
      link: z.string().nullable(),
    }),
  ),
});
export type RecordedPerson = z.infer<typeof recordedPerson>;

export const sourceVerdict = z.strictObject({
  /** `register:new-york`, `courtlistener`, `roster`. */
  source: z.string(),
  title: z.string(),
  verdict,
  /** One sentence: why. */
  reason: z.string(),
  /** The day the record is of: of a register's export, of an answer of CourtListener's, today for the roster. */
  asOf: day.nullable(),
  checkedAt: time,
  people: z.array(recordedPerson),
  failure: legalFailure.nullable(),
});
export type SourceVerdict = z.infer<typeof sourceVerdict>;

/** Where a person can look at the regulator's own record. */
export const regulatorLink = z.strictObject({ jurisdiction, title: z.string(), link: z.string() });

export const verification = z.strictObject({
  id,
  subject: verifyRequest,
  state: z.enum(['running', 'done']),
  /** A conflict anywhere beats a match, a match beats a possible one; null while running. */
  verdict: verdict.nullable(),
  sources: z.array(sourceVerdict),
  regulators: z.array(regulatorLink),
  askedAt: time,
  endedAt: time.nullable(),
});
export type Verification = z.infer<typeof verification>;

export const VERIFICATIONS_A_PAGE = 50;
export const verificationQuery = z.strictObject({
  vendorNumber: text(64).optional(),
  timekeeperNumber: text(64).optional(),
  after: id.optional(),
  limit: z.coerce.number().int().min(1).max(VERIFICATIONS_A_PAGE).default(20),
});
/** Newest first: the caller's own, and those of matters they may see. */
export const verificationPage = z.strictObject({ verifications: z.array(verification), next: id.nullable() });

/** `/api/admin/registers`: registers that were imported. */
export const REGISTER_KINDS = ['new-york'] as const;
export const registerKind = z.enum(REGISTER_KINDS);
export type RegisterKind = z.infer<typeof registerKind>;

export const register = z.strictObject({
  id,
  kind: registerKind,
  title: z.string(),
  jurisdiction,
  /** The day of the export. */
  asOf: day,
  importedAt: time,
  rowCount: z.int(),
  sha256: z.string(),
});
export const registerList = z.strictObject({ registers: z.array(register) });
/** The file is the body (`text/csv`), streamed; `asOf` is the day it was exported. */
export const registerImportQuery = z.strictObject({ asOf: day });
export const registerOutcome = z.strictObject({
  register,
  /** Rows without a registration number or without a last name: they can be compared with nothing. */
  leftOutCount: z.int(),
  /** The first of them, as a spreadsheet counts. */
  leftOutRows: z.array(z.int()),
  tookMs: z.int(),
});
export type RegisterOutcome = z.infer<typeof registerOutcome>;
