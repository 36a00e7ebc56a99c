import { parseDocument } from 'yaml';
import { z } from 'zod';
import { SEVERITIES } from '#shared/domain/finding.ts';
import { CODE_SETS } from '#shared/utbms/published-code-sets.ts';
import { RULES } from './catalogue/catalogue.ts';
import { defaultParameters } from './default-parameters.ts';
import type { Guideline, GuidelineRule } from './guideline.ts';
import { explainShape } from './guideline-shape-problems.ts';
import { suggestion } from './nearest-name.ts';
import { fromPlainValue, specificationsByPlainName, unknownParameter } from './plain-parameters.ts';
import type { ParameterValue, Rule } from './rule.ts';

/** What is wrong in a guideline file and where: `rules[3].parameters.maximumHours`, or `line 4, column 2`. */
export interface GuidelineProblem {
  readonly path: string;
  readonly message: string;
}

export type ReadGuideline =
  | { readonly kind: 'guideline'; readonly guideline: Guideline }
  | { readonly kind: 'invalid'; readonly problems: readonly GuidelineProblem[] };

/** A guideline file may be this long, in characters. */
export const MAXIMUM_GUIDELINE_LENGTH = 1_000_000;
const MAXIMUM_ALIASES = 20;
const MAXIMUM_PROBLEMS = 100;

const ruleShape = z.strictObject({
  id: z.string().max(8),
  /** For people who read the file; not checked and not kept. */
  title: z.string().max(200).optional(),
  enabled: z.boolean().optional(),
  severity: z.enum(SEVERITIES).optional(),
  parameters: z.record(z.string().max(100), z.unknown()).optional(),
  clause: z
    .strictObject({ section: z.string().min(1).max(100), text: z.string().min(1).max(2000) })
    .nullable()
    .optional(),
});

const guidelineShape = z.strictObject({
  name: z
    .string()
    .max(64)
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/),
  title: z.string().min(1).max(200),
  version: z.int().min(1).max(1_000_000),
  description: z.string().max(4000).optional(),
  codeSets: z.array(z.string().max(64)).max(50).optional(),
  customCodes: z
    .array(
      z.strictObject({
        code: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.-]{0,19}$/),
        label: z.string().min(1).max(200),
        kind: z.enum(['task', 'activity', 'expense']),
      }),
    )
    .max(5000)
    .optional(),
  rules: z.array(ruleShape).max(500),
});

/**
 * Reads a client's guideline from YAML or JSON text. Every problem is reported with its place, not only the
 * first; a guideline with a problem is not used at all, because a rule left out by a typing error would
 * pass bills that the client refuses. Defaults are filled in; rules are put in id order.
 * @param rules the catalogue, except in tests
 */
export function readGuideline(text: string, rules: readonly Rule[] = RULES): ReadGuideline {
  if (text.length > MAXIMUM_GUIDELINE_LENGTH) {
    return invalid([{ path: '', message: `The file is longer than ${MAXIMUM_GUIDELINE_LENGTH} characters.` }]);
  }
  // JSON is read by the same parser: it is a subset of YAML 1.2.
  try {
    const document = parseDocument(text, { schema: 'core', uniqueKeys: true, prettyErrors: true });
    if (document.errors.length > 0) {
      return invalid(
        document.errors.slice(0, MAXIMUM_PROBLEMS).map((error) => {
          const place = error.linePos?.[0];
          return {
            path: place === undefined ? '' : `line ${place.line}, column ${place.col}`,
            message: `This is not readable as YAML or JSON: ${error.message.split(' at line ')[0] ?? error.code}.`,
          };
        }),
      );
    }
    return guidelineOf(document.toJS({ maxAliasCount: MAXIMUM_ALIASES }), rules);
  } catch (error) {
    // Too many aliases, or nested deeper than the parser can follow.
    const cause = error instanceof Error ? error.message : String(error);
    return invalid([{ path: '', message: `This file cannot be read safely: ${cause}.` }]);
  }
}

/** The same checks on a value that is already parsed (the guidelines LAIT ships are imported as JSON). */
export function guidelineOf(value: unknown, rules: readonly Rule[] = RULES): ReadGuideline {
  const shaped = guidelineShape.safeParse(value);
  if (!shaped.success) return invalid(explainShape(shaped.error.issues, value));
  const { name, title, version, description = '', codeSets = [], customCodes = [] } = shaped.data;
  const problems: GuidelineProblem[] = [
    ...unknownSets(codeSets),
    ...repeats(
      customCodes.map(({ code, kind }) => `${kind} ${code.toUpperCase()}`),
      'customCodes',
      'This code',
    ),
    ...repeats(
      shaped.data.rules.map(({ id }) => id),
      'rules',
      'This rule',
    ),
  ];
  const settings: GuidelineRule[] = [];
  shaped.data.rules.forEach((written, index) => {
    const read = readRule(written, `rules[${index}]`, rules);
    problems.push(...read.problems);
    if (read.setting !== null) settings.push(read.setting);
  });
  if (problems.length > 0) return invalid(problems);
  settings.sort((a, b) => (a.ruleId < b.ruleId ? -1 : 1));
  return {
    kind: 'guideline',
    guideline: { name, title, version, description, rules: settings, codeSets, customCodes },
  };
}

function readRule(
  written: z.infer<typeof ruleShape>,
  path: string,
  rules: readonly Rule[],
): { readonly setting: GuidelineRule | null; readonly problems: readonly GuidelineProblem[] } {
  const rule = rules.find((each) => each.id === written.id);
  if (rule === undefined) {
    const known = rules.map(({ id }) => id);
    const message = `There is no rule "${written.id}" in this version. ${suggestion(written.id, known)}`;
    return { setting: null, problems: [{ path: `${path}.id`, message }] };
  }
  const problems: GuidelineProblem[] = [];
  const parameters: Record<string, ParameterValue> = { ...defaultParameters(rule) };
  const specifications = specificationsByPlainName(rule);
  for (const [name, plain] of Object.entries(written.parameters ?? {})) {
    const place = `${path}.parameters.${name}`;
    const known = specifications.get(name);
    if (known === undefined) {
      problems.push({ path: place, message: unknownParameter(rule, name) });
      continue;
    }
    const read = fromPlainValue(known[1], plain);
    if (read.kind === 'refused') problems.push({ path: place, message: `${name} of ${rule.id} ${read.message}` });
    else parameters[known[0]] = read.value;
  }
  const setting: GuidelineRule = {
    ruleId: rule.id,
    isEnabled: written.enabled ?? true,
    severity: written.severity ?? rule.defaultSeverity,
    parameters,
    clause: written.clause ?? null,
  };
  return { setting, problems };
}

function unknownSets(setIds: readonly string[]): readonly GuidelineProblem[] {
  const known = CODE_SETS.map(({ id }) => id);
  return setIds.flatMap((id, index) =>
    known.includes(id)
      ? []
      : [{ path: `codeSets[${index}]`, message: `There is no code set "${id}". ${suggestion(id, known)}` }],
  );
}

function repeats(keys: readonly string[], list: string, what: string): readonly GuidelineProblem[] {
  return keys.flatMap((key, index) => {
    const first = keys.indexOf(key);
    if (first === index) return [];
    return [{ path: `${list}[${index}]`, message: `${what} stands in the list twice (first as ${list}[${first}]).` }];
  });
}

function invalid(problems: readonly GuidelineProblem[]): ReadGuideline {
  return { kind: 'invalid', problems: problems.slice(0, MAXIMUM_PROBLEMS) };
}
