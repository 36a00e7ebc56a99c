import { assignGuideline as mutation } from '#shared/review/assign-guideline.ts';
import { invoiceRowFor } from '../queries/query.ts';
import { notFound } from '../workspace-error.ts';
import { type CommandHandler, settled } from './command.ts';

export const assignGuideline: CommandHandler<'assignGuideline'> = (engine, { invoiceId, name }) => {
  invoiceRowFor(engine, invoiceId);
  const guideline = engine.guidelines.latest(name) ?? notFound(`The guideline ${name}`);
  const analysedOn = engine.now().slice(0, 10);
  settled(engine.mutate(mutation, { invoiceId, name, version: guideline.version, analysedOn }));
  return { findingCount: invoiceRowFor(engine, invoiceId).finding_count };
};
