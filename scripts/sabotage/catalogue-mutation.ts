import type { Mutation } from './mutation.ts';

export const CATALOGUE = 'shared/rules/catalogue';

/** A mutation of one rule's file, caught by the tests beside it. @param file without its ending */
export function catalogueMutation(name: string, file: string, find: string, replace: string): Mutation {
  return { name, file: `${CATALOGUE}/${file}.ts`, find, replace, tests: [`${CATALOGUE}/${file}.test.ts`] };
}
