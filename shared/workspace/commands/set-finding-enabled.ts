import { dismissFinding } from '#shared/review/dismiss-finding.ts';
import { notFound } from '../workspace-error.ts';
import { type CommandHandler, moneyOfInvoice, settled } from './command.ts';

export const setFindingEnabled: CommandHandler<'setFindingEnabled'> = (engine, { findingId, isEnabled, reason }) => {
  const finding = engine.facts().finding(findingId) ?? notFound('This finding');
  settled(engine.mutate(dismissFinding, { findingId, isEnabled, reason: reason ?? null }));
  return { money: moneyOfInvoice(engine, finding.invoiceId) };
};
