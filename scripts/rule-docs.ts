import { builtInGuidelines } from '#shared/rules/built-in-guidelines.ts';
import { RULES } from '#shared/rules/catalogue/catalogue.ts';
import { plainName, toPlainValue, unitWords } from '#shared/rules/plain-parameters.ts';
import type { Need, ParameterSpecification, Rule } from '#shared/rules/rule.ts';

/** The text of docs/rules.md: every rule of the catalogue, as people who write a guideline need it. */
export function ruleDocs(): string {
  const heads = RULES.map(
    (rule) =>
      `| [${rule.id}](#${anchor(rule)}) | ${cell(rule.title)} | ${rule.certainty} | ${rule.defaultSeverity} | ${packs(rule)} |`,
  );
  return [
    '# Rules',
    '',
    'Written by `node scripts/generate-rule-docs.ts` from the catalogue; do not edit by hand.',
    '',
    'A guideline switches rules on, sets their parameters and severity, and quotes the clause each rests on.',
    'A rule whose data is absent from an invoice is not run, and the invoice says so.',
    '',
    `| rule | what it finds | certainty | severity by default | ${builtInGuidelines.map(({ name }) => name).join(' | ')} |`,
    `|---|---|---|---|${builtInGuidelines.map(() => '---|').join('')}`,
    ...heads,
    '',
    ...RULES.flatMap(ruleSection),
  ].join('\n');
}

function ruleSection(rule: Rule): readonly string[] {
  const parameters = Object.entries(rule.parameters);
  const table = [
    '| parameter | default | allowed | meaning |',
    '|---|---|---|---|',
    ...parameters.map(
      ([name, each]) =>
        `| \`${plainName(name)}\` | ${cell(defaultText(each))} | ${cell(allowedText(each))} | ${cell(each.description)} |`,
    ),
  ];
  return [
    `## ${rule.id} ${rule.title}`,
    '',
    `Rests on: ${rule.authority}.`,
    '',
    ...(rule.needs.length === 0 ? [] : [`Needs: ${rule.needs.map((need) => NEEDS[need]).join(', ')}.`, '']),
    ...(parameters.length === 0 ? ['No parameters.'] : table),
    '',
  ];
}

const NEEDS: Readonly<Record<Need, string>> = {
  hours: 'hours',
  rates: 'rates',
  amounts: 'amounts',
  tax: 'tax',
  taskCodes: 'task codes',
  codes: 'task, activity or expense codes',
  timekeepers: 'timekeepers',
  classifications: 'timekeeper classes',
  billingPeriod: 'a billing period',
  invoiceDate: 'an invoice date',
  receivedDate: 'the day of receipt',
  today: "today's date",
  otherInvoices: 'other invoices',
  register: 'the register of clients and matters',
  matterProfile: 'what was agreed for the matter',
  cutHistory: 'earlier cuts',
  roster: 'a roster of approved timekeepers',
  agreedRates: 'agreed rates',
  agreedDiscounts: 'an agreed discount',
  earlierRates: 'earlier invoices of the same vendor on the matter',
  titles: 'timekeeper classes or a roster',
  acceptedOpinions: 'a remark by a model that a person accepted',
};

function packs(rule: Rule): string {
  return builtInGuidelines
    .map(({ rules }) => rules.find(({ ruleId }) => ruleId === rule.id))
    .map((setting) => (setting?.isEnabled === true ? setting.severity : 'off'))
    .join(' | ');
}

function defaultText(specification: ParameterSpecification): string {
  const value = toPlainValue(specification, specification.default);
  if (typeof value === 'object') return value.length === 0 ? 'none' : value.join('; ');
  const unit = unitWords(specification);
  return unit === '' ? String(value) : `${value} ${unit}`;
}

function allowedText(specification: ParameterSpecification): string {
  switch (specification.kind) {
    case 'number':
      return `${toPlainValue(specification, specification.minimum)} to ${toPlainValue(specification, specification.maximum)}`;
    case 'boolean':
      return 'true, false';
    case 'choice':
      return specification.choices.join(', ');
    case 'words':
      return 'a list of words';
  }
}

// As GitHub and most viewers make one of a heading.
function anchor({ id, title }: Rule): string {
  return `${id} ${title}`
    .toLowerCase()
    .replace(/[^a-z0-9 _-]/g, '')
    .replace(/ /g, '-');
}

function cell(text: string): string {
  return text.replace(/\|/g, '\\|').replace(/\n/g, ' ');
}
