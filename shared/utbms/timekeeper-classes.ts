/** What kind of person stands behind a classification, as far as guidelines tell them apart. */
export type TimekeeperGroup =
  | 'partner'
  | 'ofCounsel'
  | 'associate'
  | 'paralegal'
  | 'clerk'
  | 'support'
  | 'expert'
  | 'other';

export interface TimekeeperClass {
  /** A code of the LOC 2014 list. */
  readonly code: string;
  readonly label: string;
  readonly group: TimekeeperGroup;
}

/**
 * LEDES Oversight Committee, Timekeeper Classification Codes (2014), 51 codes. The list LAIT could read has
 * the codes alone: a label is given where the code says it plainly and is the code itself elsewhere.
 */
const CLASSES: readonly TimekeeperClass[] = [
  of('ADJSTR', 'Adjuster', 'expert'),
  of('ADJSMT', 'Adjustment', 'other'),
  of('ANALST', 'Analyst', 'support'),
  of('ARBITR', 'Arbitrator', 'expert'),
  of('ASSOC', 'Associate', 'associate'),
  of('TRANEE', 'Trainee', 'clerk'),
  of('AUDITR', 'Auditor', 'expert'),
  of('CLKSEC', 'Clerk or secretary', 'support'),
  of('CONSLT', 'Consultant', 'expert'),
  of('TEMPAT', 'Temporary attorney', 'associate'),
  of('TEMPOS', 'Temporary other staff', 'support'),
  of('CSTCNS', 'Cost consultant', 'expert'),
  of('CTRPTR', 'Court reporter', 'expert'),
  of('DSCATT', 'Discovery attorney', 'associate'),
  of('DSCPMG', 'Discovery project manager', 'support'),
  of('DSCANJ', 'Discovery analyst, junior', 'support'),
  of('DSCANS', 'Discovery analyst, senior', 'support'),
  of('DOCCDR', 'Document coder', 'support'),
  of('DOCRAT', 'Document review attorney', 'associate'),
  of('DOCRNA', 'Document reviewer, not an attorney', 'support'),
  of('EVDEVL', 'EVDEVL', 'other'),
  of('EXPERT', 'Expert', 'expert'),
  of('FLTFEE', 'Flat fee', 'other'),
  of('FORANL', 'Forensic analyst', 'expert'),
  of('HLNLPF', 'HLNLPF', 'other'),
  of('INVSTG', 'Investigator', 'expert'),
  of('IPSVPV', 'IP service provider', 'expert'),
  of('IPAGNT', 'IP agent', 'other'),
  of('LGLAST', 'Legal assistant', 'paralegal'),
  of('LGLINT', 'Legal intern', 'clerk'),
  of('LGPRMG', 'Legal project manager', 'support'),
  of('LIBRRN', 'Librarian', 'support'),
  of('MEDITR', 'Mediator', 'expert'),
  of('MDRCRV', 'Medical record reviewer', 'support'),
  of('OFCOUN', 'Of counsel', 'ofCounsel'),
  of('NBOTHR', 'NBOTHR', 'other'),
  of('PARALG', 'Paralegal', 'paralegal'),
  of('PARTNR', 'Partner', 'partner'),
  of('RSRCHR', 'Researcher', 'support'),
  of('RSPROF', 'RSPROF', 'other'),
  of('SECNDE', 'Secondee', 'other'),
  of('SPAGNT', 'SPAGNT', 'other'),
  of('SOLDSG', 'SOLDSG', 'other'),
  of('STFATT', 'Staff attorney', 'associate'),
  of('STFCNS', 'STFCNS', 'other'),
  of('TPADMN', 'TPADMN', 'support'),
  of('TRAINR', 'Trainer', 'other'),
  of('TRNDEV', 'TRNDEV', 'other'),
  of('TRNFAG', 'TRNFAG', 'other'),
  of('TRANSL', 'Translator', 'expert'),
  of('VIDOGR', 'Videographer', 'expert'),
];

/** Fee support only: they name no person, so such a line needs no timekeeper. */
const FEE_SUPPORT_ONLY: ReadonlySet<string> = new Set(['FLTFEE', 'ADJSMT']);

/** Codes used before 2014, and words seen in files, folded as `folded` does. */
const OTHER_NAMES: ReadonlyMap<string, string> = namesByCode({
  PARTNR: [
    'pt',
    'ptr',
    'ptnr',
    'partner',
    'senior partner',
    'sr partner',
    'junior partner',
    'jr partner',
    'equity partner',
    'managing partner',
    'shareholder',
    'principal',
    'member',
    'director',
  ],
  OFCOUN: ['oc', 'ofcnsl', 'of counsel', 'counsel', 'senior counsel', 'special counsel'],
  ASSOC: [
    'as',
    'assoc',
    'associate',
    'senior associate',
    'sr associate',
    'junior associate',
    'jr associate',
    'attorney',
  ],
  STFATT: ['staff attorney'],
  TEMPAT: ['contract attorney'],
  LGLAST: ['la', 'legal assistant'],
  PARALG: ['pl', 'prlgl', 'para', 'paralegal', 'senior paralegal', 'sr paralegal', 'junior paralegal', 'jr paralegal'],
  LGLINT: ['law clerk', 'lawclerk', 'intern'],
  TRANEE: ['summer associate', 'trainee'],
  CLKSEC: ['secretary', 'legal secretary', 'clerk'],
  LIBRRN: ['librarian'],
  CONSLT: ['consultant'],
  EXPERT: ['expert'],
  INVSTG: ['investigator'],
  NBOTHR: ['ot', 'other'],
});

const BY_CODE: ReadonlyMap<string, TimekeeperClass> = new Map(CLASSES.map((each) => [each.code, each]));

/** All 51 codes of the LOC 2014 list, in its order. */
export function timekeeperClasses(): readonly TimekeeperClass[] {
  return CLASSES;
}

/**
 * What a classification means, whatever list it was written from: a LOC 2014 code, an older two-letter code
 * or a plain word; case, points and spaces do not count.
 * @returns `null` when the text is none of these: a rule must then not guess
 */
export function classOf(classification: string): TimekeeperClass | null {
  return meaningOf(classification).is;
}

/** True for `FLTFEE` and `ADJSMT`, which carry a fee and no person's time. */
export function isFeeSupportOnly(classification: string): boolean {
  return meaningOf(classification).isFeeSupportOnly;
}

interface Meaning {
  readonly is: TimekeeperClass | null;
  readonly isFeeSupportOnly: boolean;
}

/** Bills have few titles on many lines, and several rules ask of each line. Emptied when full. */
const met = new Map<string, Meaning>();
const MOST_MET = 1_000;

function meaningOf(classification: string): Meaning {
  const known = met.get(classification);
  if (known !== undefined) return known;
  const text = folded(classification);
  const code = text.toUpperCase();
  const meaning = {
    is: BY_CODE.get(code) ?? BY_CODE.get(OTHER_NAMES.get(text) ?? '') ?? null,
    isFeeSupportOnly: FEE_SUPPORT_ONLY.has(code),
  };
  if (met.size === MOST_MET) met.clear();
  met.set(classification, meaning);
  return meaning;
}

function folded(text: string): string {
  return text
    .toLowerCase()
    .replace(/[.\-_/,\s]+/g, ' ')
    .trim();
}

function of(code: string, label: string, group: TimekeeperGroup): TimekeeperClass {
  return { code, label, group };
}

function namesByCode(names: Readonly<Record<string, readonly string[]>>): ReadonlyMap<string, string> {
  return new Map(Object.entries(names).flatMap(([code, list]) => list.map((name) => [name, code] as const)));
}
