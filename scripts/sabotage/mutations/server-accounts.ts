import type { Mutation } from '../mutation.ts';

const account = (name: string, file: string, find: string, replace: string): Mutation => ({
  name,
  file: `server/auth/${file}.ts`,
  find,
  replace,
  tests: ['server/auth/auth.test.ts'],
});
const report = (name: string, file: string, find: string, replace: string): Mutation => ({
  name,
  file: `server/audit/${file}.ts`,
  find,
  replace,
  tests: ['server/audit/access-reports.test.ts'],
});

export const serverAccountsMutations: readonly Mutation[] = [
  account('a session that nobody uses never ends', 'sessions', 'if (idleMs >= ', 'if (idleMs < -'),
  account(
    'approvers need no second factor whatever the firm says',
    'authenticate',
    "isLacking && secondFactorFor === 'approvers'",
    'false',
  ),
  account('a weak hash stays as it is', 'sign-in', 'if (renewed !== null)', 'if (renewed === "")'),
  account(
    'recovery codes are kept as they are shown',
    'second-factor',
    'code_hash: digestOf(foldCode(code)), used_at: null',
    'code_hash: Buffer.from(foldCode(code).padEnd(32)), used_at: null',
  ),
  {
    name: 'a season and a year make a password',
    file: 'server/auth/passwords.ts',
    find: 'const FEWEST_HARD_SIGNS = 6;',
    replace: 'const FEWEST_HARD_SIGNS = 0;',
    tests: ['server/auth/hard-to-guess.test.ts'],
  },
  {
    name: 'which device was given a matter is not recorded',
    file: 'server/sync/bootstrap.ts',
    find: "reply.kind === 'page' && request.after === null",
    replace: 'false',
    tests: ['server/sync/pull.test.ts'],
  },
  {
    name: 'nobody knows who looked at a bill',
    file: 'server/invoices/invoice-routes.ts',
    find: "audit({ action: 'invoice.view',",
    replace: "void ({ action: 'invoice.view',",
    tests: ['server/invoices/invoices.test.ts'],
  },
  report('a copy that was purged counts for ever', 'held-devices', "action === 'sync.purged' &&", 'false &&'),
  report('access that was given again hides the earlier one', 'who-saw', "? 'perhaps' : 'no'", "? 'no' : 'no'"),
  report(
    'a wall is left out of the review of access',
    'access-review',
    'l.lifted_at IS NULL',
    'l.lifted_at IS NOT NULL',
  ),
];
