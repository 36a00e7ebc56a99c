import { classOf, isFeeSupportOnly, type TimekeeperGroup } from '#shared/utbms/timekeeper-classes.ts';
import type { AdmissionFact } from '../prepare/master-facts.ts';
import type { PreparedInvoice, PreparedLine } from '../prepare/prepared-invoice.ts';
import { defineRule, type FindingDraft } from '../rule.ts';
import { countText, dateText, timekeeperText } from '../wording.ts';

/**
 * R21: whoever bills is somebody, in some class, and a lawyer where they are billed as one. Says three things: the name is
 * a stand-in ("TBD", "Associate 2"); neither the bill nor the roster gives a class; a check of the attorney found a record
 * that says otherwise. The last speaks of what a record held on its day and proposes nothing: no record holds everybody,
 * so that nobody was found says nothing unless a guideline wants to hear it.
 */
export const unidentifiedTimekeeper = defineRule({
  id: 'R21',
  version: 1,
  title: 'Timekeeper not identified or not admitted',
  certainty: 'deterministic',
  defaultSeverity: 'warn',
  parameters: {
    standInNames: {
      kind: 'words',
      default: [
        'TBD',
        'to be determined',
        'unknown',
        'various',
        'staff',
        'temp',
        'timekeeper',
        'attorney',
        'associate',
        'partner',
        'paralegal',
        'contract attorney',
        'none',
        'N/A',
      ],
      description: 'Names that stand for nobody; figures beside them do not count.',
    },
    reportsNotFound: {
      kind: 'boolean',
      default: false,
      description: 'Reports lawyers whom the registers that were asked do not hold.',
    },
  },
  needs: ['timekeepers', 'titles'],
  authority:
    'JGT v. Ashbritt (foreign and unadmitted lawyers billed at attorney rates); ABA Model Rule 5.5; client guideline',
  check(prepared, { standInNames, reportsNotFound }) {
    const terms = prepared.agreedTerms();
    const isStandIn = standInOf(standInNames);
    const admissionOf = admissionsOf(prepared, reportsNotFound);
    const groups = new Map<string, { readonly what: What; readonly lines: PreparedLine[] }>();
    for (const each of prepared.lines) {
      const { line, isFee, timekeeperKey } = each;
      if (!isFee || (line.totalE4 ?? 1) <= 0 || timekeeperKey === null) continue;
      const title = terms.titleOf(each);
      if (title !== null && isFeeSupportOnly(title)) continue;
      const standsIn = isStandIn(line.timekeeperName);
      const fact = admissionOf(line.timekeeperId);
      // Nearly all lines name a person in a class.
      if (!standsIn && title !== null && fact === null) continue;
      for (const what of whatOf(title, standsIn, fact)) {
        const key = `${timekeeperKey}\n${what.kind}\n${what.kind === 'record' ? title : ''}`;
        const group = groups.get(key);
        if (group === undefined) groups.set(key, { what, lines: [each] });
        else group.lines.push(each);
      }
    }
    return [...groups.values()].map(({ what, lines }): FindingDraft => {
      const first = lines[0]?.line;
      const who = first === undefined ? '' : timekeeperText(first);
      return {
        lines: lines.map(({ index }) => index),
        message: `${messageOf(who, what)}: ${countText(lines.length, 'entry', 'entries')}.`,
        evidence: what.kind === 'noClass' ? CLASSIFICATION : NAME,
      };
    });
  },
});

const CLASSIFICATION = [{ field: 'TIMEKEEPER_CLASSIFICATION' }] as const;
const NAME = [{ field: 'TIMEKEEPER_NAME' }] as const;
const LAWYERS: readonly TimekeeperGroup[] = ['partner', 'ofCounsel', 'associate'];

type What =
  | { readonly kind: 'standIn' }
  | { readonly kind: 'noClass' }
  | { readonly kind: 'record'; readonly title: string | null; readonly fact: AdmissionFact };

function whatOf(title: string | null, isStandIn: boolean, fact: AdmissionFact | null): readonly What[] {
  const group = title === null ? null : (classOf(title)?.group ?? null);
  // Of whom nothing is known to be no lawyer.
  const mayBeLawyer = group === null || LAWYERS.includes(group);
  return [
    ...(isStandIn ? [{ kind: 'standIn' } as const] : []),
    ...(title === null ? [{ kind: 'noClass' } as const] : []),
    ...(fact !== null && mayBeLawyer ? [{ kind: 'record', title, fact } as const] : []),
  ];
}

function messageOf(who: string, what: What): string {
  if (what.kind === 'standIn') return `"${who}" names nobody`;
  if (what.kind === 'noClass') return `Neither the bill nor a roster says in what class ${who} works`;
  const { title, fact } = what;
  const as = title === null ? 'bills' : `is billed as ${title}`;
  const found = fact.reason.replace(/\.$/, '').replace(/^The /, 'the ');
  return `${who} ${as}; by a check of ${dateText(fact.asOf)}, ${found}`;
}

/** What a check found about the people of this bill, by id alone: an approval and a check are of an id. */
function admissionsOf(
  { context }: PreparedInvoice,
  reportsNotFound: boolean,
): (timekeeperId: string | null) => AdmissionFact | null {
  const byId = new Map<string, AdmissionFact>();
  for (const fact of context.admissions ?? []) {
    if (fact.verdict === 'conflict' || reportsNotFound) byId.set(foldedId(fact.timekeeperId), fact);
  }
  return (timekeeperId) =>
    timekeeperId === null || byId.size === 0 ? null : (byId.get(foldedId(timekeeperId)) ?? null);
}

/** A bill has few names on many lines, so each is worked out once. */
function standInOf(names: readonly string[]): (name: string | null) => boolean {
  const standIns = new Set(names.map(wordsOf));
  const known = new Map<string, boolean>();
  return (name) => {
    if (name === null) return false;
    let isStandIn = known.get(name);
    if (isStandIn === undefined) {
      const words = wordsOf(name);
      isStandIn = words !== '' && standIns.has(words);
      known.set(name, isStandIn);
    }
    return isStandIn;
  };
}

/** `Associate #2` is `associate`, and `Attorney, Contract` is `contract attorney`. */
function wordsOf(text: string): string {
  return (text.toLowerCase().match(/\p{L}+/gu) ?? []).toSorted().join(' ');
}

function foldedId(id: string): string {
  return id.trim().replace(/\s+/g, ' ').toLowerCase();
}
