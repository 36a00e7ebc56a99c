import type { PreviousRelease } from './rehearsal.ts';

/** A commit and the steps of the schema that it knows, each with its text. */
export interface SchemaOfCommit {
  readonly commit: string;
  readonly steps: ReadonlyMap<string, string>;
}

/**
 * What stands for the release before this one, as long as there is none: the newest earlier commit whose schema lacks at
 * least one step of today's and has none that today's lacks. Steps that were edited since are named: a release never
 * changes one, so there they are taken as they are now.
 * @param earlier newest first
 * @returns null where there is no such commit
 */
export function previousReleaseOf(
  current: SchemaOfCommit['steps'],
  earlier: readonly SchemaOfCommit[],
): PreviousRelease | null {
  for (const { commit, steps } of earlier) {
    const names = [...steps.keys()];
    const missingSteps = [...current.keys()].filter((name) => !steps.has(name));
    if (missingSteps.length === 0 || names.some((name) => !current.has(name))) continue;
    return { commit, missingSteps, editedSteps: names.filter((name) => steps.get(name) !== current.get(name)) };
  }
  return null;
}
