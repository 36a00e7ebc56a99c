import { isBelow } from '#shared/updates/version.ts';
import type { PreparedSql } from '../store/prepared-sql.ts';
import type { WorkspaceEnvironment } from '../workspace-environment.ts';

export const TOO_OLD_SENTENCE =
  'This version of LAIT is older than your firm allows. What you did is kept and sent; install the new version to go on.';

/** What somebody gets who wants to do something new with a version that is too old. */
export const NOT_WITH_THIS_VERSION =
  'This version of LAIT is older than your firm allows, so nothing new can be done with it. What you did before is kept and sent. Install the new version to go on.';

/**
 * What the server last said it needs, where this version is below that; null otherwise, and where no server was met.
 * It holds while the server is away as well.
 */
export function minimumVersionAbove({
  cache,
  environment: { network },
}: {
  readonly cache: PreparedSql;
  readonly environment: Pick<WorkspaceEnvironment, 'network'>;
}): string | null {
  if (network === undefined) return null;
  const row = cache.get<{ minimum_client: string | null }>('SELECT minimum_client FROM sync_state');
  const minimum = row?.minimum_client ?? null;
  return minimum !== null && isBelow(network.appVersion, minimum) ? minimum : null;
}
