import { z } from 'zod';

/**
 * What LAIT reads of CourtListener's answers (REST v4). Unknown fields pass: the interface grows. A field that LAIT
 * stands on and that is missing or of another type is schema drift, named by its path, and the answer is not used.
 */
const text = z.string();
/** Empty is null, `""` or absent, by the endpoint. */
const maybeText = z.string().nullish();
const maybeDay = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}/)
  .nullish();

const opinion = z.looseObject({ id: z.int(), type: maybeText, snippet: maybeText });

export const opinionHit = z.looseObject({
  absolute_url: text,
  caseName: text,
  caseNameFull: maybeText,
  citation: z.array(z.string()).nullable(),
  neutralCite: maybeText,
  citeCount: z.int().nullish(),
  cluster_id: z.int(),
  court: maybeText,
  court_citation_string: maybeText,
  court_id: maybeText,
  dateFiled: maybeDay,
  docketNumber: maybeText,
  judge: maybeText,
  status: maybeText,
  opinions: z.array(opinion),
});
export type OpinionHit = z.infer<typeof opinionHit>;

/** A docket (`type=d`): appearances of an attorney. */
export const docketHit = z.looseObject({
  docket_absolute_url: text,
  docket_id: z.int(),
  caseName: maybeText,
  court: maybeText,
  court_citation_string: maybeText,
  dateFiled: maybeDay,
  dateTerminated: maybeDay,
  docketNumber: maybeText,
  attorney: z.array(z.string()).nullish(),
  firm: z.array(z.string()).nullish(),
});
export type DocketHit = z.infer<typeof docketHit>;

const pageOf = <Hit extends z.ZodType>(hit: Hit) =>
  z.looseObject({ count: z.int(), next: z.url().nullable(), previous: z.url().nullable(), results: z.array(hit) });
export const opinionPage = pageOf(opinionHit);
export const docketPage = pageOf(docketHit);

/** The object of a cluster, of which the help pages show the names of a search result and the endpoint its own. */
const cluster = z.looseObject({
  id: z.int().optional(),
  absolute_url: maybeText,
  case_name: maybeText,
  case_name_full: maybeText,
  date_filed: maybeDay,
  citations: z
    .array(z.looseObject({ volume: z.union([z.string(), z.int()]).nullish(), reporter: maybeText, page: maybeText }))
    .nullish(),
});

export const lookedUp = z.array(
  z.looseObject({
    citation: text,
    normalized_citations: z.array(z.string()),
    start_index: z.int(),
    end_index: z.int(),
    status: z.int(),
    error_message: maybeText,
    clusters: z.array(cluster),
  }),
);
export type LookedUp = z.infer<typeof lookedUp>[number];

export const usage = z.looseObject({
  current_usage: z.array(
    z.looseObject({
      scope: text,
      rate: text,
      used: z.int(),
      limit: z.int(),
      reset_at: z.iso.datetime({ offset: true }).nullable(),
      blocked: z.boolean(),
    }),
  ),
  membership: z.looseObject({ level: maybeText, is_active: z.boolean().nullish() }).nullish(),
});
export type Usage = z.infer<typeof usage>;

/** The paths at which an answer is not as promised, at most three: `results.0.cluster_id`. No values. */
export function driftOf(error: z.ZodError): string {
  const paths = error.issues.slice(0, 3).map(({ path }) => path.map(String).join('.') || 'the answer');
  return paths.join(', ');
}
