import { absent, held, type PromiseArea, partly, tests } from '../promise.ts';

const AUTH = 'server/auth/auth.test.ts';

export const IDENTITY: PromiseArea = {
  title: 'Identity',
  promises: [
    held(
      'no-self-registration',
      'Nobody registers themselves or chooses a role; the first administrator comes in by a one-time token, everybody else by invitation.',
      ...tests(AUTH, 'names themselves with a one-time token, once'),
      ...tests('e2e/first-administrator.e2e.test.ts', 'says who they are with the one-time token, and signs in'),
      ...tests('server/http/hostile-client.test.ts', 'cannot make itself more than it is by naming more fields'),
      ...tests(
        'server/admin/user-routes.test.ts',
        'are invited, and helped to a new password, with a token that nobody else is shown',
      ),
      ...tests(
        'server/auth/close-demo-accounts.test.ts',
        'are closed with their sessions where the database goes into production',
      ),
    ),
    held(
      'argon2id',
      'Passwords are kept as argon2id (19 MiB, two passes, RFC 9106); one that was hashed with other parameters is hashed anew at the next sign-in.',
      ...tests(
        AUTH,
        'store no secret that a stolen database gives away',
        'hash a password anew at the sign-in when it was hashed with other parameters, and only when it is right',
      ),
    ),
    partly(
      'password-advice',
      'A new password is long, and is none of those that are guessed first.',
      'At least twelve characters are asked for (fifteen are advised elsewhere), and what is put together from common words, rows of a keyboard, years and repetitions is refused, as is the own e-mail name. No list of breached passwords is held: nothing is asked of a service outside, and none is shipped.',
      ...tests(AUTH, 'refuse weak passwords, and tokens that are used, old or made up'),
      ...tests('server/auth/hard-to-guess.test.ts', 'such as %s is refused, with a sentence'),
    ),
    held(
      'second-factor',
      'Administrators need a second factor (TOTP), and approvers where the firm says so: until it is set up they have a reviewer\u2019s rights. Recovery codes are kept as digests.',
      ...tests(
        AUTH,
        'ask for a second factor once it is set up, accept each code once, and each recovery code once',
        'give an administrator without a second factor a reviewer\u2019s rights until it is set up',
        'asks approvers for a second factor too: without one they have a reviewer\u2019s rights',
        'store recovery codes as digests alone',
      ),
      ...tests(
        'e2e/first-administrator.e2e.test.ts',
        'has a reviewer\u2019s rights until the second factor is set up, and an administrator\u2019s from that moment on',
        'is asked for a code from then on, and gets in with a recovery code too',
      ),
    ),
    held(
      'lockout',
      'Five failures within fifteen minutes lock an account for that address, fifty for all; the answer is the same whether or not there is such an account, and an administrator can end it.',
      ...tests(
        AUTH,
        'lock account and address after 5 failures in 15 minutes, for 15 minutes, whether the account is there or not',
        'lock the account everywhere when many addresses guess',
        'count guesses made at the same moment one by one',
        'answer an unknown account, a wrong password and a disabled account alike',
      ),
      ...tests(
        'server/admin/lockout-routes.test.ts',
        'shows who is locked out, our own accounts only, and lets them try again',
      ),
    ),
    absent(
      'oidc',
      'People sign in with the firm\u2019s own identity provider (OpenID Connect).',
      'Accounts are LAIT\u2019s own. Sessions and roles do not depend on how somebody signed in, so it can be added.',
    ),
  ],
};

export const SESSIONS: PromiseArea = {
  title: 'Sessions',
  promises: [
    held(
      'lifetimes',
      'Access lasts an hour and a session seven days at the most; one that nobody uses ends sooner where the firm says so, and the desktop locks itself after a time without anybody.',
      ...tests(
        AUTH,
        'let a person in by password, for an hour, and say who they are',
        'go on for seven days by refreshing, and not a moment longer',
        'ends a session that nobody used for the time it set, however many days are left',
      ),
      ...tests('electron/main/lock/watch-idle.test.ts', 'locks after the time that was set, and not before'),
    ),
    held(
      'rotation',
      'A refresh token is good once; one that comes back ends the session for both who hold it, is in the audit log, the log and the figures, and fires an alert where the monitoring profile runs. A retry after a lost reply is told apart.',
      ...tests(
        AUTH,
        'end the whole session when a spent token comes back, for both who hold it',
        'end it too when the successor was used already, however soon',
        'give the same successor again when the reply was lost, and to two at once',
      ),
      ...tests(
        'scripts/production/monitoring-files.test.ts',
        'fire where their case is the case, with what they are about',
      ),
    ),
    held(
      'takes-effect-at-once',
      'Sign-out, disablement, a new password, another role, a grant or a wall count from the next request on, also for open streams and cached answers.',
      ...tests(AUTH, 'are over at once after sign-out, disablement, a new password or the end of a session'),
      ...tests(
        'server/admin/user-routes.test.ts',
        'of another role or name are so at once, for every desk',
        'disabled are signed out everywhere, and come back as what they were',
      ),
      ...tests(
        'server/admin/access-routes.test.ts',
        'are in force when the answer comes, and wake the desk of whom they concern',
      ),
      ...tests(
        'server/notifications/event-stream.test.ts',
        'ends with its session, and says nothing more',
        'ends when the account is disabled',
      ),
      ...tests('server/http/hostile-client.test.ts', 'whose account was disabled is out with the request after'),
    ),
    held(
      'session-lists',
      'People see and end their own sessions, administrators those of all, and nobody else\u2019s by another way.',
      ...tests(AUTH, 'end nobody else\u2019s session'),
      ...tests('server/admin/user-routes.test.ts', 'are signed out, and their devices stopped, by an administrator'),
    ),
    held(
      'tokens',
      'A token that is forged, unsigned, expired or for another purpose opens nothing; the browser\u2019s refresh token is out of reach of scripts and other sites, the desktop\u2019s never reaches a page.',
      ...tests(
        AUTH,
        'refuse tokens that are forged, unsigned, for another purpose, or nothing at all',
        'keep the refresh token of a browser in a cookie that scripts and other sites cannot reach',
      ),
      ...tests('server/auth/verified-tokens.test.ts', 'knows no token by a part of it, and keeps none that is forged'),
      ...tests('e2e/desktop/sign-in.e2e.test.ts', 'lets no token into the page: not in its memory, not in its storage'),
    ),
    held(
      'secrets',
      'Production does not start with missing, short or example secrets, and a secret can be changed while the old one still counts for a time.',
      ...tests(
        'server/config/read-config.test.ts',
        'refuses %s missing, weak or an example, in one line',
        'wants REDIS_PASSWORD where there is Redis, a database, both keys, and no demo',
      ),
      ...tests(
        'server/secrets/encrypt-anew.test.ts',
        'what was made with the one before is read, and nobody is signed out',
        'everything is put under the new one, once, and the one before can go',
      ),
      ...tests(
        'scripts/production/production-files.test.ts',
        'holds examples that a start refuses, and every variable that the services read',
      ),
    ),
  ],
};
