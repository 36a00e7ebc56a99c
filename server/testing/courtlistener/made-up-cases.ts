/** Cases of no court, for the stand-in: names, numbers and words are made up and always the same. */
export interface MadeUpCase {
  readonly clusterId: number;
  readonly caseName: string;
  readonly citation: string;
  readonly dateFiled: string;
  readonly attorneys: readonly string[];
  readonly firms: readonly string[];
}

const SIDES = [
  'Marrow',
  'Tindall',
  'Osgood',
  'Pellerin',
  'Quist',
  'Vantongeren',
  'Ishikawa',
  'Boateng',
  'Lindqvist',
  'Arceneaux',
];
const ATTORNEYS = ['ADA B. OKAFOR', 'BO LIND', 'PIA DUARTE', 'REN SATO', 'MAX WEISS', 'JO MARSH'];
const FIRMS = ['Okafor & Lind LLP', 'Duarte Sato LLP', 'Weiss Marsh PC'];

/** The case of this number, from 0. */
export function madeUpCase(index: number): MadeUpCase {
  const pick = <Item>(list: readonly Item[], place: number, fallback: Item): Item =>
    list[place % list.length] ?? fallback;
  const plaintiff = pick(SIDES, index, '');
  const defendant = pick(SIDES, index * 3 + 1, '');
  return {
    clusterId: 9_000_000 + index,
    caseName: `${plaintiff} v. ${defendant}`,
    citation: `${100 + index} F.3d ${200 + index}`,
    dateFiled: `20${String(10 + (index % 15)).padStart(2, '0')}-03-${String(1 + (index % 28)).padStart(2, '0')}`,
    attorneys: [pick(ATTORNEYS, index, ''), pick(ATTORNEYS, index + 2, '')],
    firms: [pick(FIRMS, index, '')],
  };
}

/** As `/search/?type=o` lists it. */
export function opinionResult(index: number, question: string): Record<string, unknown> {
  const { clusterId, caseName, citation, dateFiled } = madeUpCase(index);
  const word = (question.match(/[\p{L}\p{N}]+/u) ?? ['fees'])[0];
  return {
    absolute_url: `/opinion/${clusterId}/case-${index}/`,
    attorney: '',
    caseName,
    caseNameFull: caseName,
    citation: [citation],
    citeCount: index,
    cluster_id: clusterId,
    court: 'Court of Appeals for the Ninth Circuit',
    court_citation_string: '9th Cir.',
    court_id: 'ca9',
    court_jurisdiction: 'F',
    dateArgued: null,
    dateFiled,
    dateReargued: null,
    dateReargumentDenied: null,
    docketNumber: `${10 + (index % 15)}-${10_000 + index}`,
    docket_id: 60_000_000 + index,
    judge: '',
    lexisCite: '',
    meta: { timestamp: '2026-01-01T00:00:00Z', date_created: '2026-01-01T00:00:00Z', score: { bm25: 30 - index / 10 } },
    neutralCite: '',
    non_participating_judge_ids: [],
    opinions: [
      {
        author_id: null,
        cites: [],
        download_url: null,
        id: 8_000_000 + index,
        joined_by_ids: [],
        local_path: null,
        meta: { timestamp: '2026-01-01T00:00:00Z', date_created: '2026-01-01T00:00:00Z' },
        ordering_key: null,
        per_curiam: false,
        sha1: '',
        snippet: `\nThe court cut what it could not read: <mark>${word}</mark> &amp; the rest of entry ${index}.\n`,
        type: 'lead-opinion',
      },
    ],
    panel_ids: [],
    panel_names: [],
    posture: '',
    procedural_history: '',
    scdb_id: '',
    sibling_ids: [8_000_000 + index],
    source: 'C',
    status: 'Published',
    suitNature: '',
    syllabus: '',
  };
}

/** As `/search/?type=d` lists it. */
export function docketResult(index: number): Record<string, unknown> {
  const { caseName, dateFiled, attorneys, firms } = madeUpCase(index);
  return {
    assignedTo: '',
    assigned_to_id: null,
    attorney: attorneys,
    attorney_id: attorneys.map((_, place) => 7_000_000 + index * 10 + place),
    caseName,
    case_name_full: '',
    cause: '',
    chapter: null,
    court: 'District Court, N.D. California',
    court_citation_string: 'N.D. Cal.',
    court_id: 'cand',
    dateArgued: null,
    dateFiled,
    dateTerminated: null,
    docketNumber: `3:2${index % 6}-cv-0${1_000 + index}`,
    docket_absolute_url: `/docket/${60_000_000 + index}/case-${index}/`,
    docket_id: 60_000_000 + index,
    firm: firms,
    firm_id: [1],
    jurisdictionType: '',
    juryDemand: '',
    meta: { timestamp: '2026-01-01T00:00:00Z', date_created: '2026-01-01T00:00:00Z', score: { bm25: 1 } },
    pacer_case_id: null,
    party: [],
    party_id: [],
    referredTo: '',
    referred_to_id: null,
    suitNature: '',
    trustee_str: null,
  };
}

/** As a citation look-up and `/clusters/` name it. */
export function clusterResult(index: number): Record<string, unknown> {
  const { clusterId, caseName, citation, dateFiled } = madeUpCase(index);
  const [volume = '', reporter = '', page = ''] = citation.split(' ');
  return {
    id: clusterId,
    absolute_url: `/opinion/${clusterId}/case-${index}/`,
    case_name: caseName,
    case_name_full: '',
    date_filed: dateFiled,
    citations: [{ volume, reporter, page, type: 1 }],
  };
}
