import { z } from 'zod';

/** What the service knows against one package. */
export interface Advisory {
  readonly packageName: string;
  readonly severity: string;
  readonly title: string;
  readonly url: string;
  /** Which versions it is about. */
  readonly range: string;
  /** Whether a copy that it is about runs at a user's or in a server; else it only builds or tests. */
  readonly ships: boolean;
}

export type AuditVerdict =
  | { readonly kind: 'clean'; readonly packages: number; readonly others: readonly Advisory[] }
  | {
      readonly kind: 'found';
      readonly packages: number;
      readonly advisories: readonly Advisory[];
      readonly others: readonly Advisory[];
    }
  /** Nothing was learned: neither that something is known nor that nothing is. */
  | { readonly kind: 'unreachable'; readonly reason: string };

const report = z.object({
  auditReportVersion: z.literal(2),
  vulnerabilities: z.record(
    z.string(),
    z.object({
      /** Where the copies lie that it is about, as in package-lock.json. */
      nodes: z.array(z.string()),
      via: z.array(
        z.union([
          z.string(),
          z.object({ name: z.string(), title: z.string(), url: z.string(), severity: z.string(), range: z.string() }),
        ]),
      ),
    }),
  ),
});
const fault = z.object({ message: z.string() });

/** From here on something is a finding that ends the verb with 1. */
const GRAVE: readonly string[] = ['high', 'critical'];

/**
 * Reads what `npm audit --json` wrote of all packages. What counts is high or critical and of a copy that ships; all
 * else is listed beside it. A package that is named only because of another one under it is not said twice.
 * Whatever cannot be read counts as not reached, never as clean.
 * @param shipped paths in package-lock.json of what runs at a user's or in a server
 */
export function readAuditAnswer(stdout: string, shipped: ReadonlySet<string>): AuditVerdict {
  const json = parsed(stdout);
  const answer = report.safeParse(json);
  if (!answer.success) {
    const { success, data } = fault.safeParse(json);
    const reason = success && data.message !== '' ? data.message : 'its answer could not be read';
    return { kind: 'unreachable', reason };
  }
  const found = Object.values(answer.data.vulnerabilities).flatMap(({ nodes, via }) =>
    via.flatMap((each) =>
      typeof each === 'string'
        ? []
        : [
            advisoryOf(
              each,
              nodes.some((path) => shipped.has(path)),
            ),
          ],
    ),
  );
  const advisories = found.filter(({ ships, severity }) => ships && GRAVE.includes(severity));
  const others = found.filter((each) => !advisories.includes(each));
  const packages = shipped.size;
  return advisories.length > 0 ? { kind: 'found', packages, advisories, others } : { kind: 'clean', packages, others };
}

function advisoryOf(
  via: { name: string; title: string; url: string; severity: string; range: string },
  ships: boolean,
): Advisory {
  return { packageName: via.name, severity: via.severity, title: via.title, url: via.url, range: via.range, ships };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
