import { z } from 'zod';
import { SYSTEM } from '#server/access/actor.ts';
import { refreshAccess } from '#server/access/scope-access.ts';
import { hashPassword } from '#server/auth/passwords.ts';
import type { ServerContext } from '#server/context.ts';
import { withChanges } from '#server/sync/with-changes.ts';
import { enterOwnBills, matterNumberOfOwner } from '../bench/enter-own-bills.ts';
import { addPeople, signInAll } from '../bench/people-under-test.ts';

/** Who share a matter, and hear of each other's work. */
export const PEOPLE_A_MATTER = 5;
const CLIENT = 'C001';
const FEWEST_NUMBERS_APART = 16_384;
/** So many accounts a transaction. */
const AT_ONCE = 100;

const person = z.strictObject({
  userId: z.uuid(),
  email: z.string(),
  password: z.string(),
  /** Of a session opened ahead: an address signs in a hundred times a minute at most. */
  token: z.string(),
  clientNumber: z.string(),
  matterNumber: z.string(),
  matterId: z.uuid(),
  /** Of their own bill, each to be decided once. */
  lineIds: z.array(z.uuid()),
});
export type LoadPerson = z.infer<typeof person>;

/** What `enter-people.ts` writes and `npm run load -- --people FILE` reads: passwords and tokens of made-up people. */
export const loadPeople = z.strictObject({
  /** From here on no bill has been numbered. */
  nextBill: z.int(),
  people: z.array(person).min(1),
});
export type LoadPeople = z.infer<typeof loadPeople>;

/** Enters people in teams, each team with a matter, each person with a bill, and opens a session for each. */
export async function enterLoadPeople(
  context: ServerContext,
  given: { readonly count: number; readonly linesEach: number },
): Promise<LoadPeople> {
  const firstNumber = (1 + (Buffer.from(context.randomBytes(4)).readUInt32LE() >>> 12)) * FEWEST_NUMBERS_APART;
  const password = Buffer.from(context.randomBytes(18)).toString('base64url');
  // One for all: what a sign-in costs is the check, and that is the same.
  const passwordHash = await hashPassword(password);
  const userIds: string[] = [];
  while (userIds.length < given.count) {
    const count = Math.min(AT_ONCE, given.count - userIds.length);
    userIds.push(...(await addPeople(context, count, 'reviewer', { seesAll: false, passwordHash })));
  }
  const lineIds = await enterOwnBills(context, {
    owners: userIds,
    billsEach: 1,
    linesEach: given.linesEach,
    ownersAMatter: PEOPLE_A_MATTER,
    firstNumber,
  });
  const numberOf = (owner: number) => matterNumberOfOwner(owner, PEOPLE_A_MATTER, firstNumber);
  const matterIds = await mattersOf(context, [...new Set(userIds.map((_, owner) => numberOf(owner)))]);
  const matterOf = (owner: number) => matterIds.get(numberOf(owner)) ?? '';
  await withChanges(context, SYSTEM, async (batch) => {
    const rows = userIds.map((userId, owner) => ({
      id: context.newId(),
      user_id: userId,
      matter_id: matterOf(owner),
      granted_by: null,
      granted_at: batch.now,
    }));
    await batch.db.insertInto('grants').values(rows).execute();
    await refreshAccess(batch, { userIds });
  });
  const signedIn = await signInAll(context, userIds);
  return {
    nextBill: firstNumber + given.count,
    people: userIds.map((userId, owner) => ({
      userId,
      email: `${userId}@bench.lait.example`,
      password,
      token: (signedIn[owner]?.headers.authorization ?? '').replace('Bearer ', ''),
      clientNumber: CLIENT,
      matterNumber: numberOf(owner),
      matterId: matterOf(owner),
      lineIds: [...(lineIds[owner] ?? [])],
    })),
  };
}

async function mattersOf(context: ServerContext, numbers: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { value } = await withChanges(context, SYSTEM, ({ db }) =>
    db.selectFrom('matters').select(['id', 'number']).where('number', 'in', numbers).execute(),
  );
  return new Map(value.map(({ id, number }) => [number, id]));
}
