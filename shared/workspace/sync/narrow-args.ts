import { mutationNamed } from '#shared/review/catalogue.ts';
import { decisionGroup, dismissalGroup } from '#shared/review/field-group.ts';
import type { MutationDefinition, ReviewFacts } from '#shared/review/mutation.ts';
import { readArgs } from '#shared/review/read-args.ts';
import type { RedoArgs } from '#shared/review/redo.ts';
import type { UndoArgs } from '#shared/review/undo.ts';
import { seenOf } from '#shared/review/what-was-seen.ts';

export interface NarrowedAction {
  readonly definition: MutationDefinition<unknown>;
  readonly args: unknown;
}

/**
 * The same action again, of its field groups only those named, on what stands now: steps say anew what was seen.
 * @param groups empty for all of it
 * @returns `null` when nothing of it can be done again
 */
export function narrowedTo(
  facts: ReviewFacts,
  action: { readonly name: string; readonly argVersion: number; readonly args: unknown },
  groups: ReadonlySet<string>,
): NarrowedAction | null {
  const definition = mutationNamed(action.name);
  const read = definition === null ? null : readArgs(definition, action.argVersion, action.args);
  if (definition === null || read === null) return null;
  const args = narrowed(facts, action.name, read.args, groups);
  if (args === null) return null;
  if (action.name === 'redo') {
    const { name, argVersion, args: original } = args as RedoArgs;
    return narrowedTo(facts, { name, argVersion, args: original }, groups);
  }
  return { definition, args };
}

function narrowed(facts: ReviewFacts, name: string, args: unknown, groups: ReadonlySet<string>): unknown {
  const ofLine = (lineId: string) => groups.size === 0 || groups.has(decisionGroup(lineId));
  const ofFinding = (findingId: string) => groups.size === 0 || groups.has(dismissalGroup(findingId));
  switch (name) {
    case 'decideLine':
    case 'clearDecisions': {
      const all = args as { readonly lineIds: readonly string[] };
      return filled({ ...all, lineIds: all.lineIds.filter(ofLine) }, 'lineIds');
    }
    case 'acceptProposals': {
      const all = args as { readonly decisions: readonly { readonly lineId: string }[] };
      return filled({ ...all, decisions: all.decisions.filter(({ lineId }) => ofLine(lineId)) }, 'decisions');
    }
    case 'dismissRule': {
      const all = args as { readonly findingIds: readonly string[] };
      return filled({ ...all, findingIds: all.findingIds.filter(ofFinding) }, 'findingIds');
    }
    case 'undo': {
      const { undoes, before } = args as UndoArgs;
      if (before.kind === 'decisions' && !before.isWhole) {
        const decisions = before.decisions.filter(({ lineId }) => ofLine(lineId));
        return decisions.length === 0 ? null : { undoes, before: { ...before, decisions } };
      }
      if (before.kind === 'findings') {
        const findings = before.findings.filter(({ findingId }) => ofFinding(findingId));
        return findings.length === 0 ? null : { undoes, before: { ...before, findings } };
      }
      return args;
    }
    case 'submitInvoice':
    case 'approveInvoice':
    case 'returnInvoice':
    case 'reopenInvoice':
    case 'markExported': {
      const step = args as { readonly invoiceId: string };
      const invoice = facts.invoice(step.invoiceId);
      return invoice === null ? null : { ...step, seen: seenOf(invoice) };
    }
    default:
      return args;
  }
}

function filled<Args extends object>(args: Args, list: keyof Args): Args | null {
  const held = args[list];
  return Array.isArray(held) && held.length > 0 ? args : null;
}
