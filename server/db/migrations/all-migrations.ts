import { accounts } from './0001-accounts.ts';
import { matters } from './0002-matters.ts';
import { record } from './0003-record.ts';
import { feed } from './0004-feed.ts';
import { guideIndexes } from './0005-guide-indexes.ts';
import { rowSecurity } from './0006-row-security.ts';
import { auditChain } from './0007-audit-chain.ts';
import { feedGuard } from './0008-feed-guard.ts';
import { notifications } from './0009-notifications.ts';
import { masters } from './0010-masters.ts';
import { figures } from './0011-figures.ts';
import { knownMutations } from './0012-known-mutations.ts';
import { releases } from './0013-releases.ts';
import { deviceKeys } from './0015-device-keys.ts';
import { passages } from './0016-passages.ts';
import { legalSearch } from './0017-legal-search.ts';
import { attorneys } from './0018-attorneys.ts';
import { models } from './0019-models.ts';
import { opinions } from './0020-opinions.ts';
import { operationMarks } from './0021-operation-marks.ts';
import { serverProcesses } from './0022-server-processes.ts';
import type { ServerMigration } from './migration.ts';

/** In the order in which they run. */
export const MIGRATIONS: readonly ServerMigration[] = [
  accounts,
  matters,
  record,
  feed,
  guideIndexes,
  rowSecurity,
  auditChain,
  feedGuard,
  notifications,
  masters,
  figures,
  knownMutations,
  releases,
  deviceKeys,
  passages,
  legalSearch,
  attorneys,
  models,
  opinions,
  operationMarks,
  serverProcesses,
];
