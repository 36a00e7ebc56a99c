import { z } from 'zod';
import { SEVERITIES } from '#shared/domain/finding.ts';

/**
 * `/api/guidelines`: the clients' guidelines in all their versions, and which client or matter uses which. A
 * guideline is named by its name (`strict-insurer`) and a version; versions grow and are never replaced.
 */
const id = z.uuid();
const name = z
  .string()
  .max(64)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
const version = z.int().min(1).max(1_000_000);
const origin = {
  /** Shipped with LAIT, not saved by anybody. */
  isBuiltIn: z.boolean(),
  savedAt: z.iso.datetime().nullable(),
  savedBy: z.string().nullable(),
};

export const guidelineListed = z.strictObject({
  name,
  /** Of the latest version, which is what invoices are checked by from now on. */
  latestVersion: version,
  title: z.string(),
  description: z.string(),
  enabledRuleCount: z.int(),
  /** Who uses it, as far as the reader may see them. */
  clientCount: z.int(),
  matterCount: z.int(),
  /** Newest first. */
  versions: z.array(z.strictObject({ version, ...origin })),
});
export const guidelineList = z.strictObject({ guidelines: z.array(guidelineListed) });

export const guidelinePlace = z.strictObject({ name, version: z.coerce.number().pipe(version) });
export const guidelineDetail = z.strictObject({
  name,
  version,
  title: z.string(),
  description: z.string(),
  ...origin,
  /** YAML; sent back under a higher version it is the next one. */
  text: z.string(),
  rules: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      enabled: z.boolean(),
      severity: z.enum(SEVERITIES),
      certainty: z.enum(['deterministic', 'heuristic', 'judgement']),
      parameters: z.record(z.string(), z.union([z.number(), z.boolean(), z.string(), z.array(z.string())])),
      clause: z.strictObject({ section: z.string(), text: z.string() }).nullable(),
      authority: z.string(),
    }),
  ),
});

/** A guideline file, YAML or JSON. What is wrong in it comes back as `details.problems`, each with its place. */
export const newGuideline = z.strictObject({ text: z.string().min(1).max(1_000_000) });
export const savedGuideline = z.strictObject({ name, version });

export const ASSIGNED_TO = ['client', 'matter'] as const;
const place = { kind: z.enum(ASSIGNED_TO), id };
export const newAssignment = z.strictObject({ ...place, guidelineName: name });
export const assignedPlace = z.strictObject(place);
/** Null: none of its own any more. Open invoices are checked again by what holds now, in the background. */
export const assignmentOutcome = z.strictObject({ ...place, guidelineName: name.nullable() });
export const assignment = z.strictObject({
  ...place,
  number: z.string(),
  name: z.string(),
  clientNumber: z.string(),
  guidelineName: z.string(),
});
export type Assignment = z.infer<typeof assignment>;
export const assignmentList = z.strictObject({ assignments: z.array(assignment) });
