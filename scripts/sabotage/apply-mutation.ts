import type { Mutation } from './mutation.ts';

export type MutatedText =
  | { readonly kind: 'mutated'; readonly text: string }
  | { readonly kind: 'stale'; readonly message: string };

/** Puts a mutation into a file's text; stale when `find` does not occur exactly once or changes nothing. */
export function applyMutation(text: string, mutation: Mutation): MutatedText {
  const first = text.indexOf(mutation.find);
  if (first === -1) return { kind: 'stale', message: `${mutation.file} no longer contains: ${mutation.find}` };
  if (text.indexOf(mutation.find, first + 1) !== -1) {
    return { kind: 'stale', message: `${mutation.file} contains more than once: ${mutation.find}` };
  }
  if (mutation.find === mutation.replace) return { kind: 'stale', message: `${mutation.name} changes nothing` };
  return {
    kind: 'mutated',
    text: text.slice(0, first) + mutation.replace + text.slice(first + mutation.find.length),
  };
}
