import type { z } from 'zod';
import { suggestion } from './nearest-name.ts';
import type { GuidelineProblem } from './read-guideline.ts';

/** The keys a guideline file may use, by where they stand, for "did you mean". */
const KEYS = {
  guideline: ['name', 'title', 'version', 'description', 'codeSets', 'customCodes', 'rules'],
  rule: ['id', 'title', 'enabled', 'severity', 'parameters', 'clause'],
  clause: ['section', 'text'],
  customCode: ['code', 'label', 'kind'],
} as const;

/** Turns what the schema found wrong into sentences with a place. */
export function explainShape(issues: readonly z.core.$ZodIssue[], value: unknown): readonly GuidelineProblem[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const message = 'A guideline file holds name, title, version and a list of rules; this file holds none of these.';
    return [{ path: '', message }];
  }
  return issues.flatMap((issue) => {
    const path = pathText(issue.path);
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        path: path === '' ? key : `${path}.${key}`,
        message: `There is no setting of this name here. ${suggestion(key, keysAt(issue.path))}`,
      }));
    }
    return [{ path, message: sentence(issue, isAbsent(value, issue.path)) }];
  });
}

function sentence(issue: z.core.$ZodIssue, isMissing: boolean): string {
  if (isMissing) return 'This is missing.';
  switch (issue.code) {
    case 'invalid_type':
      return `This must be ${TYPE_WORDS[issue.expected] ?? issue.expected}.`;
    case 'invalid_value':
      return `This must be one of ${issue.values.map(String).join(', ')}.`;
    case 'too_big':
      return `This must be at most ${issue.maximum}${issue.origin === 'string' ? ' characters' : issue.origin === 'array' ? ' entries' : ''}.`;
    case 'too_small':
      return issue.origin === 'string' ? 'This must not be empty.' : `This must be at least ${issue.minimum}.`;
    case 'invalid_format':
      return issue.path.at(-1) === 'name'
        ? 'A name is lower-case letters, digits and single hyphens, as in "strict-insurer".'
        : 'A code is letters and digits, at most 20.';
    default:
      return issue.message;
  }
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: 'text (put numbers and words like "no" in quotes)',
  int: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of settings',
  record: 'a group of settings',
};

function keysAt(path: readonly PropertyKey[]): readonly string[] {
  const last = path.at(-1);
  if (path.length === 0) return KEYS.guideline;
  if (last === 'clause') return KEYS.clause;
  return path[0] === 'customCodes' ? KEYS.customCode : KEYS.rule;
}

function isAbsent(value: unknown, path: readonly PropertyKey[]): boolean {
  let here: unknown = value;
  for (const key of path) {
    if (typeof here !== 'object' || here === null) return false;
    here = Reflect.get(here, key);
  }
  return here === undefined;
}

function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((key, index) => (typeof key === 'number' ? `[${key}]` : index === 0 ? String(key) : `.${String(key)}`))
    .join('');
}
