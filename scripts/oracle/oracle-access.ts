import { z } from 'zod';
import { grantList, wallList } from '#shared/api/admin.ts';
import type { SimRandom } from '../sim/sim-random.ts';
import type { AccessKind, OracleCounts } from './oracle-counts.ts';
import type { OraclePerson } from './oracle-firm.ts';

export interface AccessOptions {
  readonly administrator: OraclePerson;
  readonly people: readonly OraclePerson[];
  readonly matterIds: readonly string[];
  readonly origins: readonly string[];
  readonly random: SimRandom;
  readonly counts: OracleCounts;
}

/**
 * An administrator gives or withdraws access once, through the administrator's routes of some API process. What a
 * killed process did not answer may have happened all the same; the next look shows it.
 */
export async function changeAccess(options: AccessOptions): Promise<void> {
  const { people, matterIds, random, counts } = options;
  const userId = random.pick(people).userId;
  const matterId = random.pick(matterIds);
  const about = `userId=${userId}&matterId=${matterId}`;
  try {
    const grants = grantList.parse(await ask(options, 'GET', `grants?${about}`)).grants;
    const walls = wallList.parse(await ask(options, 'GET', `walls?${about}`)).walls;
    const [grant] = grants.filter((each) => each.matterId === matterId);
    const [wall] = walls;
    const kind = kindOf(grant !== undefined, wall !== undefined, random);
    switch (kind) {
      case 'giveGrant':
        await ask(options, 'POST', 'grants', { userId, matterId });
        break;
      case 'withdrawGrant':
        await ask(options, 'DELETE', `grants/${grant?.id}`);
        break;
      case 'raiseWall':
        await ask(options, 'POST', 'walls', { userId, matterId, reason: 'conflict' });
        break;
      case 'lowerWall':
        await ask(options, 'DELETE', `walls/${wall?.id}`);
        break;
    }
    counts.perAccess[kind] += 1;
  } catch (error) {
    if (!(error instanceof NotAnswered)) throw error;
  }
}

/** People lose a matter now and then and get it back soon, so that there is always work for everybody. */
function kindOf(hasGrant: boolean, hasWall: boolean, random: SimRandom): AccessKind {
  if (hasWall && random.chance(0.8)) return 'lowerWall';
  if (!hasGrant) return 'giveGrant';
  if (hasWall) return 'withdrawGrant';
  return random.chance(0.5) ? 'withdrawGrant' : 'raiseWall';
}

/** A process went away in the middle, or is not back yet. */
class NotAnswered extends Error {}

const anything = z.unknown();

async function ask(
  { administrator, origins, random }: AccessOptions,
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  body?: object,
): Promise<unknown> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(`${random.pick(origins)}/api/admin/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${administrator.token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(10_000),
    });
    text = await response.text();
  } catch (error) {
    throw new NotAnswered('An administrator was not answered.', { cause: error });
  }
  if (response.status >= 500) throw new NotAnswered(`An administrator was answered with ${response.status}.`);
  if (!response.ok) throw new Error(`An administrator was refused: ${response.status} ${method} ${path} ${text}`);
  return anything.parse(JSON.parse(text));
}
