import { dismissRule } from '#shared/review/dismiss-rule.ts';
import { invoiceRowFor } from '../queries/query.ts';
import { type CommandHandler, moneyOfInvoice, settled } from './command.ts';

export const setRuleEnabled: CommandHandler<'setRuleEnabled'> = (engine, { invoiceId, ruleId, isEnabled, reason }) => {
  const { invoice_key: invoiceKey } = invoiceRowFor(engine, invoiceId);
  const rows = engine.cache.all<{ id: string }>(
    'SELECT id FROM findings WHERE invoice_key = ? AND rule_id = ? AND is_enabled = ? ORDER BY finding_key',
    invoiceKey,
    ruleId,
    isEnabled ? 0 : 1,
  );
  const findingIds = rows.map(({ id }) => id);
  const plan = engine.mutate(dismissRule, { invoiceId, ruleId, findingIds, isEnabled, reason: reason ?? null });
  settled(plan);
  const changedCount = plan.outcome === 'applied' ? plan.changes.length : 0;
  return { changedCount, money: moneyOfInvoice(engine, invoiceId) };
};
