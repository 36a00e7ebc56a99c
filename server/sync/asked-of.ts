import type { PushedMutation } from '#shared/api/sync.ts';
import { mutationNamed } from '#shared/review/catalogue.ts';
import { splitFieldGroup } from '#shared/review/field-group.ts';
import { readArgs } from '#shared/review/read-args.ts';

/** What the judging of some mutations will ask about: all of it is read in a few queries beforehand. */
export interface Asked {
  readonly lineIds: ReadonlySet<string>;
  readonly findingIds: ReadonlySet<string>;
  readonly invoiceIds: ReadonlySet<string>;
  /** Of these every line, finding and rewrite counts: steps of the review stand on the whole. */
  readonly wholeInvoiceIds: ReadonlySet<string>;
  readonly guidelineNames: ReadonlySet<string>;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Arguments that are not understood ask nothing; the judge refuses them. */
export function askedOf(mutations: readonly Pick<PushedMutation, 'name' | 'argVersion' | 'args'>[]): Asked {
  const lineIds = new Set<string>();
  const findingIds = new Set<string>();
  const invoiceIds = new Set<string>();
  const wholeInvoiceIds = new Set<string>();
  const guidelineNames = new Set<string>();
  for (const { name, argVersion, args } of mutations) {
    const definition = mutationNamed(name);
    const read = definition === null ? null : readArgs(definition, argVersion, args);
    if (definition === null || read === null) continue;
    for (const group of definition.touches(read.args)) {
      const split = splitFieldGroup(group);
      if (split === null) continue;
      if (split.kind === 'decision' || split.kind === 'narrative') lineIds.add(split.id);
      else if (split.kind === 'dismissal') findingIds.add(split.id);
      else if (split.kind === 'invoice') wholeInvoiceIds.add(split.id);
      else if (split.kind === 'guideline') guidelineNames.add(split.id);
    }
    alsoNamedIn(read.args, { lineIds, invoiceIds, guidelineNames });
  }
  return {
    lineIds: uuids(lineIds),
    findingIds: uuids(findingIds),
    invoiceIds: uuids(invoiceIds),
    wholeInvoiceIds: uuids(wholeInvoiceIds),
    guidelineNames,
  };
}

/** Places that are not field groups: a comment's invoice and line, the reviews an action began, a guideline's name. */
function alsoNamedIn(
  args: unknown,
  asked: { readonly lineIds: Set<string>; readonly invoiceIds: Set<string>; readonly guidelineNames: Set<string> },
): void {
  if (typeof args !== 'object' || args === null) return;
  if ('invoiceId' in args && typeof args.invoiceId === 'string') asked.invoiceIds.add(args.invoiceId);
  if ('lineId' in args && typeof args.lineId === 'string') asked.lineIds.add(args.lineId);
  if ('begun' in args && Array.isArray(args.begun)) {
    for (const id of args.begun) if (typeof id === 'string') asked.invoiceIds.add(id);
  }
  if ('name' in args && typeof args.name === 'string') asked.guidelineNames.add(args.name);
  if ('before' in args) alsoNamedIn(args.before, asked);
  if ('args' in args) alsoNamedIn(args.args, asked);
}

/** As PostgreSQL writes them. An id in capitals names nothing: every id of ours is in lower case. */
function uuids(ids: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...ids].filter((id) => UUID.test(id)));
}
