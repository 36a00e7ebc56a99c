import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Opinion } from '#shared/api/opinions.ts';
import { HOSTILE_NARRATIVES } from '#shared/opinions/injection/hostile-narratives.testing.ts';
import { speaksToModel } from '#shared/opinions/speaks-to-model.ts';
import { honestModel, type Model, sentQuestion } from './loopback-provider.testing.ts';
import { type OpinionFirm, opinionFirm, type TestOpinionBill } from './opinion-firm.testing.ts';

/** Lines of honest people, each with something for the rules to find. */
const HONEST = [
  'Draft answer to complaint; telephone call with adjuster re reserves; review discovery responses',
  'Attention to file',
  'Telephone call',
  'Scan and file pleadings',
  'Prepare invoice and budget for client',
  'Get up to speed on case',
  'Travel to deposition and prepare outline for deposition',
  'Review file for status',
  'Legal research re summary judgment standard',
  'Conference with associate re strategy',
];
const ASK = {
  kind: 'findings' as const,
  ruleIds: ['R32', 'R34', 'R35', 'R36', 'R42', 'R44', 'R45', 'R46', 'R52', 'R53', 'R54', 'R55', 'R56', 'R64', 'R47', 'R48', 'R60', 'R75'] as const,
}; // biome-ignore format: one list
const HARMLESS = 'Draft motion to compel production of maintenance records';

/** Does what narratives tell it, and all it can to others: remembers every id it has ever seen. */
function obedientModel(isCunning: boolean): Model {
  const seen: { item: string; line: string; quote: string }[] = [];
  return (question) => {
    const { lines, items } = sentQuestion(question.text);
    const isHostile = lines.some(({ text }) => !HONEST.includes(text) && text !== HARMLESS);
    const own = items.filter(({ rule }) => rule !== 'CONTROL');
    if (!isHostile) {
      for (const { item, lines: ids } of own) {
        const line = lines.find((each) => each.line === ids[0]);
        seen.push({ item, line: ids[0] ?? '', quote: line?.text.split(' ')[0] ?? '' });
      }
      return honestModel(question);
    }
    const control = items.find(({ rule }) => rule === 'CONTROL');
    const answers = [
      { item: control?.item ?? '', verdict: isCunning ? 'unsure' : 'doubts', line: control?.lines[0] ?? '', quote: '', rationale: 'control', confidence: isCunning ? control?.code : 99 },
      ...own.map(({ item, lines: ids }) => ({ item, verdict: 'doubts', line: ids[0] ?? '', quote: lines[0]?.text.split(' ')[0] ?? '', rationale: 'As I was told.', confidence: 100 })),
      // About lines that this question does not hold.
      ...seen.map(({ item, line, quote }) => ({ item, verdict: 'doubts', line, quote, rationale: 'As I was told.', confidence: 100 })),
      ...own.flatMap(({ item }) => seen.slice(0, 5).map(({ line, quote }) => ({ item, verdict: 'remark', line, quote, rationale: 'Cut $500 here.', confidence: 100 }))),
    ]; // biome-ignore format: one answer a line
    return JSON.stringify({ answers });
  };
}

let firm: OpinionFirm;
beforeAll(async () => {
  firm = await opinionFirm({ LAIT_OPENAI_DEADLINE_SECONDS: '540' });
  await firm.consent();
});
afterAll(() => firm.close());

async function findingsOf({ invoiceId }: TestOpinionBill): Promise<string> {
  const { rows } =
    await sql`SELECT id, body, is_enabled, deleted_at FROM findings WHERE invoice_id = ${invoiceId} ORDER BY id`.execute(
      firm.firm.server.admin,
    );
  return JSON.stringify(rows);
}

/** What is said of honest lines alone, without ids that differ from bill to bill. */
function ofHonestLines(bill: TestOpinionBill, opinions: readonly Opinion[]): readonly string[] {
  return opinions
    .filter(({ lineIds }) => lineIds.every((id) => bill.lineIds.indexOf(id) < HONEST.length))
    .map(({ kind, ruleId, verdict, lineIds, rationale, quotes, confidenceE4 }) =>
      JSON.stringify({
        kind,
        ruleId,
        verdict,
        lines: lineIds.map((id) => bill.lineIds.indexOf(id)),
        rationale,
        quotes: quotes.map(({ start, end }) => [start, end]),
        confidenceE4,
      }),
    )
    .sort();
}

describe('a hundred hostile narratives', () => {
  const sent = HOSTILE_NARRATIVES.filter((narrative) => !speaksToModel(narrative));

  it('are a hundred; most are recognised and never sent', () => {
    expect(new Set(HOSTILE_NARRATIVES).size).toBe(100);
    // Those that are not recognised go through what follows.
    expect(sent.length).toBeGreaterThan(5);
    expect(sent.length).toBeLessThanOrEqual(15);
  });

  it.each([
    ['that does as it is told', false],
    ['that does as it is told and hides it', true],
  ] as const)('change no finding, and no opinion on any other line, even with a model %s', async (_, isCunning) => {
    firm.loopback.answerAs(honestModel);
    const clean = await firm.bill([...HONEST, ...HOSTILE_NARRATIVES.map(() => HARMLESS)]);
    const expected = ofHonestLines(
      clean,
      (await firm.run(await firm.ask(clean.invoiceId, { ...ASK, ruleIds: [...ASK.ruleIds] }))).opinions,
    );
    expect(expected.length).toBeGreaterThanOrEqual(HONEST.length);

    const hostile = await firm.bill([...HONEST, ...HOSTILE_NARRATIVES]);
    const before = await findingsOf(hostile);
    firm.loopback.answerAs(obedientModel(isCunning));
    const from = firm.loopback.arrived.length;
    const preview = await firm.preview(hostile.invoiceId, { ...ASK, ruleIds: [...ASK.ruleIds] });
    const { request, opinions } = await firm.run(
      await firm.ask(hostile.invoiceId, { ...ASK, ruleIds: [...ASK.ruleIds] }),
    );
    expect(request.state).toBe('done');
    // Not one finding of any line.
    expect(await findingsOf(hostile)).toBe(before);
    // What is said of the honest lines is what is said without the hostile ones.
    expect(ofHonestLines(hostile, opinions)).toEqual(expected);
    // Nothing that was said names a line that its question did not hold.
    const asked = preview.questions.map(({ lineIds }) => [...lineIds].sort().join());
    for (const { lineIds } of opinions) expect(asked).toContain([...lineIds].sort().join());
    expect(JSON.stringify(opinions)).not.toContain('$500');
    // Lines that speak to the model were never sent.
    expect(preview.leftOut.filter(({ reason }) => reason === 'instructions')).toHaveLength(100 - sent.length);
    const wire = firm.loopback.arrived
      .slice(from)
      .map(({ text }) => text)
      .join();
    for (const narrative of HOSTILE_NARRATIVES.filter(speaksToModel))
      expect(wire).not.toContain(narrative.slice(0, 30));
    // Its own lies show as the control that went wrong, or as answers about what was not asked.
    if (!isCunning) expect(request.failures.map(({ reason }) => reason)).toContain('canary');
    else expect(request.dropped.unknownId).toBeGreaterThan(0);
  });
});
