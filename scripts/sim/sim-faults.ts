import type { FaultKind, SimCommand } from './sim-commands.ts';
import type { SimDevice } from './sim-device.ts';
import { SCOPES, type SimWorld, USERS } from './sim-world.ts';

const DAY = 86_400_000;

/** Lets one thing go wrong, or prepares it to go wrong at the next call or write. */
export function strike(world: SimWorld, device: SimDevice, { kind, a, b, c }: SimCommand & { kind: FaultKind }): void {
  const { server } = world;
  const user = USERS[b % USERS.length];
  const scopeId = SCOPES[c % SCOPES.length] ?? '';
  switch (kind) {
    case 'loseRequest':
    case 'loseReply':
    case 'duplicateRequest':
    case 'lateDuplicate':
    case 'garbledReply':
    case 'serverBusy':
    case 'serverRestart':
    case 'tokenExpired':
    case 'wrongChecksum':
      // It strikes one of the next calls, and is counted then.
      for (let skipped = 0; skipped < a % 3; skipped += 1) device.network.waiting.push('none');
      device.network.waiting.push(kind);
      if (kind === 'lateDuplicate') device.network.deliverLate();
      return;
    case 'crash':
      device.disk.arm('crash', a % 40);
      return;
    case 'diskFull':
      device.disk.arm('full', a % 20);
      return;
    case 'diskBusy':
      device.disk.arm('busy', a % 20);
      return;
    case 'cacheDeleted':
      device.stop();
      device.disk.deleteDatabase('cache');
      break;
    case 'cacheDamaged':
      device.stop();
      device.disk.damageCache();
      break;
    case 'keyLost':
      device.stop();
      device.disk.loseKey();
      if (device.start() === null) world.violate('I3', 'The outbox opened without its key.');
      break;
    case 'clockForward':
      device.wallOffsetMs += 2 * DAY;
      break;
    case 'clockBack':
      device.wallOffsetMs -= 2 * DAY;
      break;
    case 'sleepNineDays':
      world.pass(9 * DAY);
      device.sleptMs += 9 * DAY;
      break;
    case 'wallRaised':
      if (user !== undefined) server.raiseWall(user.userId, scopeId);
      break;
    case 'wallRaisedWhileLoading':
    case 'grantedWhileLoading': {
      const raise = () => server.raiseWall(device.user.userId, scopeId);
      const grantAnew = () => {
        raise();
        server.lowerWall(device.user.userId, scopeId);
      };
      device.network.whileLoading = { fault: kind, work: kind === 'grantedWhileLoading' ? grantAnew : raise };
      // A copy begun anew makes sure that something is loaded.
      grantAnew();
      return;
    }
    case 'wallLowered':
      if (user !== undefined) server.lowerWall(user.userId, scopeId);
      break;
    case 'serverRestored':
      world.backups[a % world.backups.length]?.();
      break;
    case 'cursorExpired':
      server.expireCursors();
      break;
    case 'schemaUnsupported':
      server.setSchema(server.schema === 0 ? 1 : 0);
      break;
    case 'minimumClient':
      server.requireClient('0.3.0');
      break;
    case 'upgrade':
      device.stop();
      device.appVersion = '0.3.0';
      break;
    case 'downgrade':
      device.stop();
      device.appVersion = '0.2.0';
      device.disk.writeCacheByLaterVersion();
      break;
  }
  world.countFault(kind);
}
