import type { MutationDefinition } from './mutation.ts';

/**
 * Arguments as a stored or sent mutation has them, checked, and brought up from older versions.
 * @returns `null` when they are not understood (also those of a later version)
 */
export function readArgs<Args>(
  definition: MutationDefinition<Args>,
  argVersion: number,
  args: unknown,
): { readonly args: Args } | null {
  if (argVersion > definition.argVersion) return null;
  let current = args;
  for (let version = argVersion; version < definition.argVersion; version += 1) {
    const upcast = definition.upcasters?.[version];
    if (upcast === undefined) return null;
    try {
      current = upcast(current);
    } catch {
      // An older shape that is not even that: the same answer as any other arguments nobody understands.
      return null;
    }
  }
  const parsed = definition.args.safeParse(current);
  return parsed.success ? { args: parsed.data } : null;
}
