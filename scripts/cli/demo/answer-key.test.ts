import { describe, expect, it } from 'vitest';
import { readInvoiceFile } from '#shared/formats/read-file.ts';
import { analyseInvoice } from '#shared/rules/analyse.ts';
import { RULES } from '#shared/rules/catalogue/catalogue.ts';
import { defaultParameters } from '#shared/rules/default-parameters.ts';
import type { Guideline } from '#shared/rules/guideline.ts';
import { PLANTS } from './plants.ts';
import { DEMO_REGISTER, DEMO_TODAY, makeDemoFile } from './write-demo.ts';

/** Every deterministic rule of the catalogue, as it comes. */
const DETERMINISTIC: Guideline = {
  name: 'all-deterministic',
  title: 'All deterministic rules',
  version: 1,
  description: 'For the answer key alone.',
  codeSets: [],
  customCodes: [],
  rules: RULES.filter(({ certainty }) => certainty === 'deterministic').map((rule) => ({
    ruleId: rule.id,
    isEnabled: true,
    severity: rule.defaultSeverity,
    parameters: defaultParameters(rule),
    clause: null,
  })),
};

interface Verdict {
  readonly missed: readonly string[];
  readonly unasked: readonly string[];
  readonly plantedRules: readonly string[];
}

/** Reads a demo file as a person's would be read, and compares what the rules say with what was planted. */
function judge(seed: number, ordinal: number, lineCount: number | null): Verdict {
  const { text, answer } = makeDemoFile(seed, ordinal, lineCount);
  const outcome = readInvoiceFile(new TextEncoder().encode(text), { fileName: answer.file });
  if (outcome.kind !== 'read') throw new Error('cancelled');
  const [invoice] = outcome.file.invoices;
  if (invoice === undefined) throw new Error(`${answer.file} holds no invoice`);
  const { findings } = analyseInvoice(invoice, DETERMINISTIC, {
    today: DEMO_TODAY,
    receivedOn: answer.receivedOn,
    otherInvoices: answer.otherInvoices,
    register: DEMO_REGISTER,
    matterProfile: { currency: 'USD', isTaxable: true, taxRateE10: 2_000_000_000 },
    cutHistory: answer.cutHistory,
    roster: answer.roster,
    agreedRates: answer.agreedRates,
    earlierRates: answer.earlierRates,
    agreedDiscounts: answer.agreedDiscounts,
  });
  const place = `seed ${seed}, invoice ${ordinal}`;
  const deterministic = answer.expected.filter(({ ruleId }) =>
    DETERMINISTIC.rules.some((rule) => rule.ruleId === ruleId),
  );
  const missed = deterministic.filter(({ ruleId, records }) => {
    const named = new Set(
      findings.filter((finding) => finding.ruleId === ruleId).flatMap((finding) => finding.records),
    );
    return records.length === 0
      ? !findings.some((finding) => finding.ruleId === ruleId)
      : !records.every((record) => named.has(record));
  });
  const unasked = findings.filter(
    ({ ruleId, records }) =>
      !answer.expected.some(
        (planted) =>
          planted.ruleId === ruleId &&
          (planted.records.length === 0 || planted.records.some((record) => records.includes(record))),
      ),
  );
  return {
    missed: missed.map(({ ruleId, records }) => `${place}: ${ruleId} on ${records.join(',')}`),
    unasked: unasked.map(({ ruleId, records, message }) => `${place}: ${ruleId} on ${records.join(',')}: ${message}`),
    plantedRules: answer.expected.map(({ ruleId }) => ruleId),
  };
}

describe('the demo answer key', () => {
  const verdicts = Array.from({ length: 60 }, (_, index) => judge(1 + (index % 3), index + 1, null));

  it('is found whole: every planted violation is named by its rule', () => {
    expect(verdicts.flatMap(({ missed }) => missed)).toEqual([]);
  });

  it('is all there is: deterministic rules say nothing about the clean lines', () => {
    expect(verdicts.flatMap(({ unasked }) => unasked)).toEqual([]);
  });

  it('covers every rule that can be planted', () => {
    const planted = new Set(verdicts.flatMap(({ plantedRules }) => plantedRules));
    expect(PLANTS.map(({ ruleId }) => ruleId).filter((ruleId) => !planted.has(ruleId))).toEqual([]);
  });

  it('covers every deterministic rule of the catalogue', () => {
    const planted = new Set(PLANTS.map(({ ruleId }) => ruleId));
    expect(DETERMINISTIC.rules.map(({ ruleId }) => ruleId).filter((ruleId) => !planted.has(ruleId))).toEqual([]);
  });

  it('holds for a bill of 2,000 lines with every plant in it', () => {
    const { missed, unasked } = judge(7, 4, 2000);
    expect({ missed, unasked }).toEqual({ missed: [], unasked: [] });
  });

  it('comes out the same, byte for byte, for the same seed, and otherwise for another', () => {
    expect(makeDemoFile(5, 3, null)).toEqual(makeDemoFile(5, 3, null));
    expect(makeDemoFile(5, 3, null).text).not.toBe(makeDemoFile(6, 3, null).text);
  });
});
