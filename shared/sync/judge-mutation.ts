import type { BaseOfGroup, GroupResult, MutationOutcome, PushedMutation, RefusalCode } from '#shared/api/sync.ts';
import { mutationNamed } from '#shared/review/catalogue.ts';
import { decisionGroup, type FieldGroup, isVersioned } from '#shared/review/field-group.ts';
import type { Change, MutationMeta, Plan, ReviewFacts } from '#shared/review/mutation.ts';
import { readArgs } from '#shared/review/read-args.ts';
import { withdrawnSubmissions } from '#shared/review/withdraw-submission.ts';
import { groupOfChange, keptChanges } from './changed-groups.ts';

/** The server's record at this moment, walls applied: what the author may not see is not there. */
export interface JudgeFacts extends ReviewFacts {
  /** The version of `decision:`, `narrative:` or `dismissal:`; 0 where it was never written. */
  versionOf(group: FieldGroup): number;
}

/** What is done about a pushed mutation. `changes` are to be written, and nothing else. */
export interface Judgement {
  readonly outcome: MutationOutcome;
  readonly code: RefusalCode | null;
  readonly message: string | null;
  readonly groups: readonly GroupResult[];
  readonly changes: readonly Change[];
}

type Verdict = Omit<GroupResult, 'group' | 'version'>;

const APPLIED: Verdict = { outcome: 'applied', code: null, message: null };
const STANDS: Verdict = { outcome: 'noop', code: null, message: null };
const HANDLED: Verdict = { outcome: 'noop', code: null, message: 'Somebody else has already handled this finding.' };
const CHANGED: Verdict = {
  outcome: 'conflict',
  code: 'changed_since',
  message: 'Somebody else changed this since you looked. Yours is kept for you to compare.',
};
const AFTER_PARKED: Verdict = {
  outcome: 'conflict',
  code: 'depends_on_parked',
  message: 'An earlier change of yours to the same place waits for you.',
};
const NOT_UNDERSTOOD: Verdict = {
  outcome: 'rejected',
  code: 'invalid',
  message: 'The server does not understand this action. Update LAIT; the action is kept.',
};

/** Heaviest first: a mutation is told by the weightiest of its groups. */
const WEIGHTS: readonly MutationOutcome[] = ['rejected', 'conflict', 'applied', 'noop'];

/**
 * Judges one pushed mutation by the law of `shared/sync/README.md`: plans it again on the server's facts and lets
 * each field group through that stands as its author saw it.
 * @param resultOf the stored groups of an earlier mutation of the same device by its `clientSeq`; `null` when the
 * server has none (it was restored since)
 */
export function judgeMutation(
  pushed: Pick<PushedMutation, 'name' | 'argVersion' | 'args' | 'base'>,
  meta: MutationMeta,
  facts: JudgeFacts,
  resultOf: (clientSeq: number) => readonly GroupResult[] | null,
): Judgement {
  const definition = mutationNamed(pushed.name);
  const read = definition === null ? null : readArgs(definition, pushed.argVersion, pushed.args);
  if (definition === null || read === null) return all(Object.keys(pushed.base), NOT_UNDERSTOOD);
  const touched = definition.touches(read.args);
  // What the base does not name was refused when the person acted, and the person was told then.
  const versionOf = (group: FieldGroup) => (isVersioned(group) ? facts.versionOf(group) : 0);
  const asked = touched.filter((group) => !isVersioned(group) || Object.hasOwn(pushed.base, group));
  const isAtomic = definition.isAtomic(read.args);
  if (asked.length === 0 || (isAtomic && asked.length < touched.length)) return all(touched, NOT_UNDERSTOOD);
  const plan = definition.plan(facts, read.args, meta);
  if (plan.outcome === 'refused') {
    return all(asked, { outcome: 'rejected', code: plan.code, message: plan.message }, versionOf);
  }
  const verdicts = verdictsOn(asked, plan, pushed.base, facts, resultOf);
  const stopper = isAtomic ? weightiest(verdicts.values()) : null;
  if (stopper !== null && (stopper.outcome === 'conflict' || stopper.outcome === 'rejected')) {
    return all(asked, stopper, versionOf);
  }
  const isKept = (group: FieldGroup) => verdicts.get(group)?.outcome === 'applied';
  const kept = plan.outcome === 'applied' ? keptChanges(facts, plan.changes, isKept) : [];
  const changes = [...kept, ...withdrawnSubmissions(facts, kept, meta.author)];
  const groups = asked.map((group): GroupResult => {
    const verdict = verdicts.get(group) ?? STANDS;
    const isWritten = verdict.outcome === 'applied' && isVersioned(group);
    return { group, ...verdict, version: versionOf(group) + (isWritten ? 1 : 0) };
  });
  return {
    ...(weightiest(groups) ?? STANDS),
    groups,
    changes: changes.filter(({ kind }) => kind !== 'actionState'),
  };
}

function verdictsOn(
  asked: readonly FieldGroup[],
  plan: Exclude<Plan, { outcome: 'refused' }>,
  base: PushedMutation['base'],
  facts: JudgeFacts,
  resultOf: (clientSeq: number) => readonly GroupResult[] | null,
): ReadonlyMap<FieldGroup, Verdict> {
  const changes = new Map<FieldGroup, Change>();
  for (const change of plan.outcome === 'applied' ? plan.changes : []) {
    const group = groupOfChange(change);
    if (group !== null) changes.set(group, change);
  }
  const verdicts = new Map<FieldGroup, Verdict>();
  for (const { lineId, code, message } of plan.refused) {
    verdicts.set(decisionGroup(lineId), { outcome: 'rejected', code, message });
  }
  for (const group of asked) {
    if (verdicts.has(group)) continue;
    const change = changes.get(group);
    if (change === undefined) verdicts.set(group, STANDS);
    else if (isVersioned(group)) verdicts.set(group, verdictOn(group, change, base[group], facts, resultOf));
    else verdicts.set(group, APPLIED);
  }
  return verdicts;
}

function verdictOn(
  group: FieldGroup,
  change: Change,
  base: BaseOfGroup | undefined,
  facts: JudgeFacts,
  resultOf: (clientSeq: number) => readonly GroupResult[] | null,
): Verdict {
  const earlier = base === undefined || base.after === null ? undefined : resultOf(base.after);
  const own = earlier?.find((each) => each.group === group);
  const isParked = own?.outcome === 'conflict' || own?.outcome === 'rejected';
  const seen = own?.version ?? base?.version ?? 0;
  if (!isParked && seen === facts.versionOf(group)) return APPLIED;
  if (change.kind === 'finding' && !change.isEnabled && facts.finding(change.findingId)?.isEnabled === false) {
    return HANDLED;
  }
  return isParked ? AFTER_PARKED : CHANGED;
}

function all(
  groups: readonly string[],
  verdict: Verdict,
  versionOf: (group: FieldGroup) => number = () => 0,
): Judgement {
  return {
    ...verdict,
    // Sound: only groups the definition named are asked for a version.
    groups: groups.map((group) => ({ group, ...verdict, version: versionOf(group as FieldGroup) })),
    changes: [],
  };
}

function weightiest(verdicts: Iterable<Verdict>): Verdict | null {
  const given = [...verdicts];
  for (const outcome of WEIGHTS) {
    const found = given.find((each) => each.outcome === outcome);
    if (found !== undefined) return { outcome, code: found.code, message: found.message };
  }
  return null;
}
