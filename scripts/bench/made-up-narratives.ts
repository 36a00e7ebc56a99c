/**
 * Narratives for benchmarks: an action, a document or person, a subject and sometimes a second task, drawn
 * by a small seeded generator, so that few are alike and every run measures the same text.
 */
export function madeUpNarratives(count: number, seed: number): readonly string[] {
  const draw = seededDraw(seed);
  const pick = (list: readonly string[]): string => list[draw(list.length)] ?? '';
  return Array.from({ length: count }, () => {
    const first = `${pick(ACTIONS)} ${pick(OBJECTS)} ${pick(LINKS)} ${pick(SUBJECTS)}`;
    const kind = draw(20);
    if (kind === 0) return pick(SHORT);
    if (kind < 4) return `${first}; ${pick(ACTIONS).toLowerCase()} ${pick(OBJECTS)}`;
    if (kind < 6) return `${first} (${1 + draw(90)} pages) dated ${1 + draw(28)} ${pick(MONTHS)}`;
    if (kind === 6) return `Telephone call with ${pick(PEOPLE)} regarding ${pick(SUBJECTS)}`;
    if (kind === 7) return `Email to ${pick(PEOPLE)} re ${pick(SUBJECTS)}`;
    return `${first} for ${pick(PEOPLE)}`;
  });
}

/** A draw of whole numbers from 0 to `limit` - 1 (Lehmer, minimal standard generator). */
export function seededDraw(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % limit;
  };
}

const ACTIONS = [
  'Draft', 'Revise', 'Review', 'Analyze', 'Prepare', 'Finalize', 'Research case law on', 'Summarize', 'Outline',
  'Edit', 'Review and analyze', 'Draft and revise', 'Compare', 'Annotate', 'Respond to', 'Consider', 'Study',
] as const; // biome-ignore format: one list
const OBJECTS = [
  'second amended complaint', 'motion to compel', 'expert report of Dr. Hale', 'deposition transcript of J. Ortiz',
  'responses to first set of interrogatories', 'settlement agreement', 'privilege log', 'lease for the Elm Street site',
  'engineering records', 'policy endorsement 14', 'reply brief', 'subpoena to First Harbor Bank', 'witness statement',
  'joint scheduling order', 'notice of removal', 'stipulated protective order', 'medical records', 'loss run',
  'answer and counterclaim', 'exhibit list', 'jury instructions', 'damages model', 'site inspection photographs',
] as const; // biome-ignore format: one list
const LINKS = ['concerning', 'as to', 'in light of', 'with respect to', 'addressing', 'on', 'for'] as const;
const SUBJECTS = [
  'breach of the supply contract', 'the statute of limitations defense', 'causation', 'spoliation of inspection logs',
  'coverage under the umbrella policy', 'roof truss failure', 'comparative negligence', 'personal jurisdiction',
  'the indemnity clause', 'scope of the arbitration clause', 'lost profits', 'the March 12 collision',
  'water intrusion at unit 4B', 'plaintiff\'s prior injuries', 'choice of law', 'late notice', 'bad faith claims',
] as const; // biome-ignore format: one list
const PEOPLE = [
  'opposing counsel M. Dunn', 'client (R. Patel)', 'Dr. Hale', 'claims handler S. Brandt', 'Judge Whitcomb',
  'carrier', 'A. Okafor', 'court clerk', 'mediator P. Lindqvist', 'plaintiff\'s counsel', 'the adjuster',
] as const; // biome-ignore format: one list
const MONTHS = ['January', 'March', 'May', 'August', 'October'] as const;
const SHORT = [
  'Attention to file', 'Review file', 'Organize exhibits', 'Travel to court for hearing', 'Prepare invoice',
  'Conference with team', 'Emails', 'Various calls', 'Attend deposition of J. Ortiz', 'Legal research',
] as const; // biome-ignore format: one list
