import { catalogueMutation } from '../catalogue-mutation.ts';
import type { Mutation } from '../mutation.ts';

const RULES = 'shared/rules';

/** Ways to break R01 to R21: each file has its test beside it. */
const rules: readonly (readonly [string, string, string, string])[] = [
  [
    'R01 takes no difference for a rounding and none for an error',
    'r01-line-arithmetic',
    'if (Math.abs(differenceE4) <= toleranceE4) return [];',
    'if (Math.abs(differenceE4) >= 0) return [];',
  ],
  [
    'R02 believes every declared total',
    'r02-invoice-total',
    'Math.abs(excessE4(problem)) > toleranceE4',
    'Math.abs(excessE4(problem)) < 0',
  ],
  ['R03 lets tax pass on a matter that is not taxable', 'r03-tax', 'taxE4 <= 0) return [];', 'taxE4 > 0) return [];'],
  [
    'R04 takes the same number of two vendors for a duplicate',
    'r04-duplicate-invoice',
    'if (other.vendorId !== invoice.vendorId) continue;',
    '',
  ],
  [
    'R05 takes closed matters for open',
    'r05-unknown-matter',
    'if (isOpen === true) continue;',
    'if (isOpen !== undefined) continue;',
  ],
  [
    'R06 drops what concerns no line',
    'r06-required-fields',
    'if (index === -1) drafts.push(draftOf([], [problem]));',
    'if (index === -1) continue;',
  ],
  [
    'R07 accepts any currency',
    'r07-matter-terms',
    'currency.toUpperCase() !== profile.currency.toUpperCase()',
    'currency.toUpperCase() === ""',
  ],
  [
    'R08 loses the last day of the period',
    'r08-outside-billing-period',
    'dayNumber <= lastDay) continue;',
    'dayNumber < lastDay) continue;',
  ],
  ['R09 forgets today', 'r09-future-date', '&& dayNumber <= today)) return null;', ')) return null;'],
  [
    'R10 is a day too strict',
    'r10-stale-time',
    'dayNumber >= oldest) return null;',
    'dayNumber > oldest) return null;',
  ],
  ['R11 is a day too strict', 'r11-late-invoice', 'if (days > maximumDays) {', 'if (days >= maximumDays) {'],
  ['R12 ignores what lines say of their own', 'r12-header-differs', '!TOTALS.has(field)', 'TOTALS.has(field)'],
  [
    'R13 takes every credit for explained',
    'r13-negative-line',
    'return productE4 + adjustmentE4 <= 0;',
    'return productE4 + adjustmentE4 <= 1e12;',
  ],
  [
    'R14 takes everybody for approved',
    'r14-unapproved-timekeeper',
    "if (verdict.kind === 'approved' ||",
    "if (verdict.kind !== 'cannotTell' ||",
  ],
  [
    'R15 lets a rate pass that an adjustment hardly lowers',
    'r15-rate-above-agreed',
    '<= dueE4 + HALF_CENT_E4',
    '<= billedE4',
  ],
  [
    'R16 takes any agreed rate for the limit of a rise',
    'r16-rate-increase',
    'Math.max(agreedE4, ',
    'Math.min(agreedE4, ',
  ],
  ['R18 forgets discounts on the invoice', 'r18-discount-missing', 'missingE4 - onInvoiceE4', 'missingE4'],
  [
    'R19 takes any two titles for the same',
    'r19-class-against-roster',
    'if (a === null || b === null || a.code === b.code) return false;',
    'if (a?.code !== b?.code) return false;',
  ],
  [
    'R21 takes a record for somebody else’s',
    'r21-unidentified-timekeeper',
    '(byId.get(foldedId(timekeeperId)) ?? null)',
    '([...byId.values()][0] ?? null)',
  ],
  ['R20 believes what the bill calls somebody', 'r20-barred-role', 'isBilled ? billed : terms.titleOf(each)', 'billed'],
];

const terms: readonly Mutation[] = [
  {
    name: 'the widest agreed rate holds instead of the narrowest',
    file: `${RULES}/prepare/agreed-terms.ts`,
    find: 'each.rank < best.rank',
    replace: 'each.rank > best.rank',
    tests: [`${RULES}/prepare/agreed-terms.test.ts`],
  },
  {
    name: 'an agreed rate holds a day longer than agreed',
    file: `${RULES}/prepare/agreed-terms.ts`,
    find: '(to === null || date <= to)',
    replace: '(to === null || date >= to)',
    tests: [`${RULES}/prepare/agreed-terms.test.ts`],
  },
];

const engine: readonly Mutation[] = [
  {
    name: 'cuts on one line are added up',
    file: `${RULES}/line-proposals.ts`,
    find: 'proposals.set(lineId, { lineId, cutE4, finding });',
    replace: 'proposals.set(lineId, { lineId, cutE4: cutE4 + (proposals.get(lineId)?.cutE4 ?? 0), finding });',
    tests: [`${RULES}/line-proposals.test.ts`],
  },
  {
    name: 'a finding that is switched off still proposes',
    file: `${RULES}/line-proposals.ts`,
    find: ' || !isEnabled(finding)',
    replace: '',
    tests: [`${RULES}/line-proposals.test.ts`],
  },
  {
    name: 'a proposed cut may be larger than its line',
    file: `${RULES}/findings.ts`,
    find: 'if (cutE4 <= 0 || cutE4 > (totalE4 ?? 0)) continue;',
    replace: 'if (cutE4 === 0) continue;',
    tests: [`${RULES}/analyse.test.ts`],
  },
  {
    name: 'a cut is proposed on a credit',
    file: `${RULES}/findings.ts`,
    find: 'if (cutE4 <= 0) continue;',
    replace: 'if (cutE4 === 0) continue;',
    tests: [`${RULES}/analyse.test.ts`],
  },
  {
    name: 'two remarks at one place share an id',
    file: `${RULES}/findings.ts`,
    find: 'for (let repeat = 1; seen.has(id); repeat += 1)',
    replace: 'for (let repeat = 1; repeat < 1; repeat += 1)',
    tests: [`${RULES}/analyse.test.ts`],
  },
  {
    name: 'a guideline’s own severity is overruled by the rule',
    file: `${RULES}/findings.ts`,
    find: 'severity: isDefault ?',
    replace: 'severity: isDefault || true ?',
    tests: [`${RULES}/analyse.test.ts`],
  },
  {
    name: 'a rule whose data is absent runs all the same',
    file: `${RULES}/analyse.ts`,
    find: "if (reason !== null) return { kind: 'skipped', reason };",
    replace: '',
    tests: [`${RULES}/analyse.test.ts`],
  },
  {
    name: 'a rule that is switched off speaks',
    file: `${RULES}/analyse.ts`,
    find: 'if (!setting.isEnabled) continue;',
    replace: '',
    tests: [`${RULES}/analyse.test.ts`],
  },
  {
    name: 'findings come in the order of the guideline',
    file: `${RULES}/analyse.ts`,
    find: 'found.sort(compareFindings);',
    replace: '',
    tests: [`${RULES}/analyse.test.ts`],
  },
  {
    name: 'a proposal of hours takes the hours that remain',
    file: `${RULES}/propose.ts`,
    find: "amounts([line], { kind: 'cut_hours', hoursE4: remainingHoursE4 })",
    replace: "amounts([line], { kind: 'cut_hours', hoursE4: line.unitsE4 - remainingHoursE4 })",
    tests: [`${RULES}/propose.test.ts`],
  },
  {
    name: 'a day counts the last entry alone',
    file: `${RULES}/prepare/prepare-invoice.ts`,
    find: 'Math.min(day.hoursE4 + (line.unitsE4 ?? 0)',
    replace: 'Math.min(line.unitsE4 ?? 0',
    tests: [`${RULES}/prepare/prepare-invoice.test.ts`],
  },
  {
    name: 'a guideline may set a parameter above its limit',
    file: `${RULES}/plain-parameters.ts`,
    find: ' || value > maximum) return',
    replace: ') return',
    tests: [`${RULES}/read-guideline.test.ts`],
  },
  {
    name: 'a parameter nobody knows is let pass',
    file: `${RULES}/read-guideline.ts`,
    find: 'problems.push({ path: place, message: unknownParameter(rule, name) });',
    replace: '',
    tests: [`${RULES}/read-guideline.test.ts`],
  },
  {
    name: 'a guideline file may expand without limit',
    file: `${RULES}/read-guideline.ts`,
    find: 'document.toJS({ maxAliasCount: MAXIMUM_ALIASES })',
    replace: 'document.toJS({ maxAliasCount: -1 })',
    tests: [`${RULES}/read-guideline.test.ts`],
  },
  {
    name: 'a written guideline loses what is switched off',
    file: `${RULES}/write-guideline.ts`,
    find: 'enabled: setting.isEnabled,',
    replace: 'enabled: true,',
    tests: [`${RULES}/write-guideline.property.test.ts`],
  },
];

const codes: readonly Mutation[] = [
  {
    name: 'a phase header is taken for a code',
    file: 'shared/utbms/codes.ts',
    find: 'isPhaseHeader: true',
    replace: 'isPhaseHeader: false',
    tests: ['shared/utbms/code-sets-in-use.test.ts'],
  },
  {
    name: 'sets that look like Litigation hide mistyped codes',
    file: 'shared/utbms/code-sets-in-use.ts',
    find: ' && !SETS_ON_REQUEST.has(set.id)',
    replace: '',
    tests: ['shared/utbms/code-sets-in-use.test.ts'],
  },
  {
    name: 'a published code wins over the client’s own',
    file: 'shared/utbms/code-sets-in-use.ts',
    find: 'if (exact[set.axis].has(code)) continue;',
    replace: '',
    tests: ['shared/utbms/code-sets-in-use.test.ts'],
  },
  {
    name: 'old timekeeper codes mean nobody',
    file: 'shared/utbms/timekeeper-classes.ts',
    find: "?? BY_CODE.get(OTHER_NAMES.get(text) ?? '')",
    replace: '',
    tests: ['shared/utbms/timekeeper-classes.test.ts'],
  },
];

export const rulesEngineMutations: readonly Mutation[] = [
  ...rules.map((rule) => catalogueMutation(...rule)),
  ...terms,
  ...engine,
  ...codes,
];
