import { AUDIT, AUTHORISATION } from './checklist/access-and-audit.ts';
import { ABUSE, DESKTOP, HONESTY, MONEY, SUPPLY } from './checklist/conduct.ts';
import { DATA, FILES } from './checklist/data-and-files.ts';
import { IDENTITY, SESSIONS } from './checklist/identity-and-sessions.ts';
import type { PromiseArea } from './promise.ts';

/** What LAIT promises about security, each with the tests that prove it; docs/SECURITY.md shows it. */
export const SECURITY_CHECKLIST: readonly PromiseArea[] = [
  IDENTITY,
  SESSIONS,
  AUTHORISATION,
  AUDIT,
  DATA,
  FILES,
  ABUSE,
  MONEY,
  HONESTY,
  SUPPLY,
  DESKTOP,
];
