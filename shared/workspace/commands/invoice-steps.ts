import type { InvoiceState } from '#shared/api/workspace.ts';
import { approveInvoice as approve } from '#shared/review/approve-invoice.ts';
import type { MutationDefinition } from '#shared/review/mutation.ts';
import { reopenInvoice as reopen } from '#shared/review/reopen-invoice.ts';
import { returnInvoice as giveBack } from '#shared/review/return-invoice.ts';
import { submitInvoice as submit } from '#shared/review/submit-invoice.ts';
import { seenOf, type WhatWasSeen } from '#shared/review/what-was-seen.ts';
import type { Engine } from '../engine.ts';
import { invoiceRowFor } from '../queries/query.ts';
import { notFound } from '../workspace-error.ts';
import { type CommandHandler, settled } from './command.ts';

/** The four steps of a review differ in their mutation only. */
function step<Args extends { readonly invoiceId: string; readonly seen: WhatWasSeen }>(
  definition: MutationDefinition<Args>,
): (engine: Engine, input: Omit<Args, 'seen'> & { readonly invoiceId: string }) => { readonly state: InvoiceState } {
  return (engine, input) => {
    const invoice = engine.facts().invoice(input.invoiceId) ?? notFound('This invoice');
    // Sound: `Args` is its input with what was seen.
    settled(engine.mutate(definition, { ...input, seen: seenOf(invoice) } as unknown as Args));
    return { state: invoiceRowFor(engine, input.invoiceId).state };
  };
}

export const submitInvoice: CommandHandler<'submitInvoice'> = step(submit);
export const approveInvoice: CommandHandler<'approveInvoice'> = step(approve);
export const returnInvoice: CommandHandler<'returnInvoice'> = step(giveBack);
export const reopenInvoice: CommandHandler<'reopenInvoice'> = step(reopen);
