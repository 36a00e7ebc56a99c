import type { Invoice } from '#shared/domain/invoice.ts';
import type { RegisteredMatter } from '../prepare/prepared-invoice.ts';
import { defineRule, type FindingDraft } from '../rule.ts';

/**
 * R05: client and matter are on the register and the matter is open. An invoice may hold several matters,
 * so lines that state another client or matter are looked up on their own. Blank ids are R06's.
 */
export const unknownMatter = defineRule({
  id: 'R05',
  version: 1,
  title: 'Client and matter not on the register',
  certainty: 'deterministic',
  defaultSeverity: 'reject',
  parameters: {},
  needs: ['register'],
  authority: 'Legal Tracker posting check (client and matter number not matched to a matter)',
  check({ invoice, context }) {
    const isOpenByPair = new Map((context.register ?? []).map((each) => [pairKey(each), each.isOpen]));
    const drafts: FindingDraft[] = [];
    for (const { pair, lines } of pairsOf(invoice)) {
      const isOpen = isOpenByPair.get(pairKey(pair));
      if (isOpen === true) continue;
      const what = `Client ${pair.clientId}, matter ${pair.matterId}`;
      drafts.push({
        lines,
        message: isOpen === undefined ? `${what}, is not on the register.` : `${what}, is closed.`,
        evidence: [{ field: 'CLIENT_ID' }, { field: 'LAW_FIRM_MATTER_ID' }],
      });
    }
    return drafts;
  },
});

type Pair = Pick<RegisteredMatter, 'clientId' | 'matterId'>;

// The invoice's own pair concerns no one line; the pairs of lines that differ concern those lines.
function pairsOf(invoice: Invoice): readonly { readonly pair: Pair; readonly lines: readonly number[] }[] {
  const found = new Map<string, { readonly pair: Pair; readonly lines: number[] }>();
  const add = (clientId: string | null, matterId: string | null, index: number | null) => {
    if (clientId === null || matterId === null || clientId === '' || matterId === '') return;
    const pair = { clientId, matterId };
    const entry = found.get(pairKey(pair)) ?? { pair, lines: [] };
    found.set(pairKey(pair), entry);
    if (index !== null) entry.lines.push(index);
  };
  add(invoice.clientId, invoice.matterId, null);
  invoice.lines.forEach(({ headerDifferences }, index) => {
    const clientId = headerDifferences?.CLIENT_ID;
    const matterId = headerDifferences?.LAW_FIRM_MATTER_ID;
    if (clientId === undefined && matterId === undefined) return;
    add(clientId ?? invoice.clientId, matterId ?? invoice.matterId, index);
  });
  return [...found.values()];
}

function pairKey({ clientId, matterId }: Pair): string {
  return `${clientId.trim().toLowerCase()}\n${matterId.trim().toLowerCase()}`;
}
