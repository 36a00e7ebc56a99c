import { z } from 'zod';
import { defineMutation, type MutationDefinition } from './mutation.ts';
import { readArgs } from './read-args.ts';

/** Does again what was undone last: the same arguments, through the same function. */
export interface RedoArgs {
  /** The action's number on this device; means nothing elsewhere. */
  readonly redoes: number;
  /** The action itself, so that a server need not know it. */
  readonly name: string;
  readonly argVersion: number;
  readonly args: unknown;
}

/** @param undoable the mutations that an action to be done again can be */
export function redoAmong(undoable: ReadonlyMap<string, MutationDefinition<unknown>>): MutationDefinition<RedoArgs> {
  return defineMutation<RedoArgs>({
    name: 'redo',
    argVersion: 1,
    args: z
      .strictObject({
        redoes: z.int().min(1),
        name: z.string().max(64),
        argVersion: z.int().min(1),
        args: z.unknown(),
      })
      .refine((args) => originalOf(args) !== null, 'an action that can be done again'),
    touches(args) {
      const original = originalOf(args);
      return original === null ? [] : original.definition.touches(original.args);
    },
    isAtomic(args) {
      const original = originalOf(args);
      return original?.definition.isAtomic(original.args) ?? true;
    },
    plan(facts, args, meta) {
      const original = originalOf(args);
      if (original === null) {
        return { outcome: 'refused', code: 'invalid', message: 'This action cannot be done again.' };
      }
      const plan = original.definition.plan(facts, original.args, meta);
      if (plan.outcome === 'refused') return plan;
      // The action keeps its place on the stack and what stood before it.
      const changes = plan.outcome === 'applied' ? plan.changes : [];
      return {
        outcome: 'applied',
        changes: [...changes, { kind: 'actionState', clientSeq: args.redoes, state: 'done' }],
        refused: plan.refused,
        undo: null,
      };
    },
  });

  function originalOf({ name, argVersion, args }: RedoArgs) {
    const definition = undoable.get(name);
    const read = definition === undefined ? null : readArgs(definition, argVersion, args);
    return definition === undefined || read === null ? null : { definition, args: read.args };
  }
}
