import type { Step } from '../rehearsal.ts';
import { backUp } from './back-up.ts';
import { bases } from './bases.ts';
import { backendKilled, postgresRestarted, redisWiped, workerKilled } from './crashes.ts';
import { deploy } from './deploy.ts';
import { deployAgain } from './deploy-again.ts';
import { destroyAndRestore } from './destroy-and-restore.ts';
import { diskFull } from './disk-full.ts';
import { drill } from './drill.ts';
import { failingMigration } from './failing-migration.ts';
import { firstWork } from './first-work.ts';
import { guide } from './guide.ts';
import { nothingLost } from './nothing-lost.ts';
import { refusedSettings } from './refused-settings.ts';
import { restoreToAMoment } from './restore-to-a-moment.ts';
import { rollBack } from './roll-back.ts';
import { rotateSecrets } from './rotate-secrets.ts';
import { rotateSigningSecret } from './rotate-signing-secret.ts';
import { scale } from './scale.ts';
import { tls } from './tls.ts';
import { upgrade } from './upgrade.ts';
import { versionThatDoesNotStart } from './version-that-does-not-start.ts';

/** In the order of an installation's life. */
export const ALL_STEPS: readonly (Step & { readonly isNeeded?: boolean })[] = [
  { ...deploy, isNeeded: true },
  { ...firstWork, isNeeded: true },
  bases,
  { ...upgrade, isNeeded: true },
  deployAgain,
  guide,
  diskFull,
  scale,
  failingMigration,
  versionThatDoesNotStart,
  rollBack,
  { ...backUp, isNeeded: true },
  drill,
  backendKilled,
  workerKilled,
  postgresRestarted,
  redisWiped,
  refusedSettings,
  rotateSecrets,
  rotateSigningSecret,
  { ...destroyAndRestore, isNeeded: true },
  nothingLost,
  restoreToAMoment,
  tls,
];
