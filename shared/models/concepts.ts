import { stem } from './narrative-words.ts';

/**
 * What words of time entries are about, written by hand: the prior knowledge of the code models, and by itself the word
 * table that they have to beat (`word-table.ts`). Codes are those of UTBMS whose definition speaks of it. It feeds no rule.
 */
export interface Concept {
  readonly name: string;
  readonly codes: readonly string[];
  /** Stems (`narrative-words.ts`). */
  readonly stems: readonly string[];
}

const TABLE: readonly (readonly [name: string, codes: string, words: string])[] = [
  ['draft', 'A103', 'draft drafting revise revis edit redline write wrote written compose finalize rework polish insert rewrite outline complete amend change correct tighten assemble version'],
  ['prepare', 'A101 A103', 'prepare prepar preparation ready plan planning organize arrange'],
  ['review', 'A104', 'review analyze analyz examine study read reading inspect evaluate assess consider compare digest summarize summary check go-through look'],
  ['research', 'A102', 'research westlaw lexis precedent caselaw'],
  ['talk', 'A105 A106 A107 A108', 'telephone telephon call conference conferenc confer speak spoke discuss discussion talk videoconference consult negotiate negotiation'],
  ['send', 'A106 A107 A108', 'email correspond correspondence correspondenc letter exchange exchang message report update advise'],
  ['attend', 'A109 L450', 'attend attendance appear appearance argue court'],
  ['hearing', 'L450 A109', 'hear calendar status'],
  ['team', 'A105', 'team colleague associate partner internal intraoffice paralegal'],
  ['client', 'A106 L120', 'client general-counsel in-house adjuster claim director insured company risk manager carrier'],
  ['opponent', 'A107', 'opposing-counsel opposing adverse counsel attorney lawyer co-defendant'],
  ['outsider', 'A108', 'expert mediator clerk vendor investigator court-reporter'],
  ['witness', 'A113 L330 L410', 'witness deponent'],
  ['travel', 'A112', 'travel drive flight'],
  ['files', 'A110 L140', 'file index organize binder database bates scan label'],
  ['facts', 'L110', 'fact investigation interview statement timeline chronology testimony'],
  ['strategy', 'L120', 'strategy analysis exposure recommendation approach assessment'],
  ['experts', 'L130 L340', 'expert consultant report opinion rebuttal methodology'],
  ['budget', 'L150', 'budget'],
  ['settlement', 'L160', 'settlement settl settle mediation mediator release demand offer counteroffer compromise adr'],
  ['pleading', 'L210', 'pleading complaint answer counterclaim cross-complaint petition demurrer removal allegation affirmative defense'],
  ['injunction', 'L220', 'injunction restraining tro'],
  ['conference', 'L230', 'case-management scheduling pretrial'],
  ['dispositive', 'L240', 'summary summary-judgment motion-dismiss dismiss dispositive judgment demurrer'],
  ['motion', 'L250', 'motion application opposition reply memorandum brief submission'],
  ['class', 'L260', 'certification class'],
  ['written discovery', 'L310', 'interrogatory request-production request-admission admission respons response propound disclosure objection discovery'],
  ['documents', 'L320', 'production produce produced document privilege record custodian esi'],
  ['deposition', 'L330', 'deposition deponent examination transcript question'],
  ['dispute', 'L350', 'compel dispute deficiency protective meet-and-confer sanction subpoena'],
  ['inspection', 'L360', 'inspection site'],
  ['fact witness', 'L410', 'trial-witness'],
  ['trial', 'L440 L430 L450', 'trial jury in-limine verdict exhibit instruction voir'],
  ['post trial', 'L460', 'post-trial new-trial'],
  ['appeal', 'L510 L520', 'appeal appellate appellant appellee'],
  ['authority', 'A102 L240', 'authority case law statute decision cite'],
]; // biome-ignore format: one concept a line

export const CONCEPTS: readonly Concept[] = TABLE.map(([name, codes, words]) => ({
  name,
  codes: codes.split(' '),
  stems: [...new Set(words.split(' ').flatMap((word) => [word, stem(word)]))],
}));

/** Concepts by stem. */
export const CONCEPTS_OF_STEM: ReadonlyMap<string, readonly Concept[]> = byStem();

function byStem(): ReadonlyMap<string, readonly Concept[]> {
  const found = new Map<string, Concept[]>();
  for (const concept of CONCEPTS) {
    for (const each of concept.stems) {
      const known = found.get(each);
      if (known === undefined) found.set(each, [concept]);
      else known.push(concept);
    }
  }
  return found;
}
