import type { Mutation } from '../mutation.ts';

/** A mutation below `electron`, caught by one test file there. */
function broken(name: string, file: string, find: string, replace: string, test: string): Mutation {
  return { name, file: `electron/${file}`, find, replace, tests: [`electron/${test}`] };
}

const lock = (name: string, file: string, find: string, replace: string) =>
  broken(name, `main/lock/${file}.ts`, find, replace, 'main/lock/application-lock.test.ts');
const idle = (name: string, file: string, find: string, replace: string) =>
  broken(name, `main/lock/${file}.ts`, find, replace, 'main/lock/watch-idle.test.ts');

/** The lock, and what belongs to the firm that a laptop leaves. */
export const desktopLockMutations: readonly Mutation[] = [
  lock('another start opens what was locked', 'lock-rules', 'if (isLocked) return true;', ''),
  lock('a clock that was set back opens', 'lock-rules', '|| away < -CLOCK_SLACK_MS', ''),
  lock('guesses are not counted', 'application-lock', 'record.failures + 1', 'record.failures'),
  lock(
    'a guess that cannot be counted is free',
    'application-lock',
    'if (!(await keep({ failures, notBeforeMs, verifier }))) return refused(NOT_KEPT);',
    'await keep({ failures, notBeforeMs, verifier });',
  ),
  lock('a guess need not wait', 'application-lock', 'if (waitMs > 0)', 'if (waitMs > Infinity)'),
  lock('what the server refuses is tried here', 'application-lock', "reply.error.kind === 'offline' ||", 'true ||'),
  lock('an administrator\u2019s no is not heard', 'application-lock', '|| !parts.mayUnlockOffline', ''),
  lock('a key store that is silent opens', 'application-lock', 'if (!isWorkspaceOpen) return;', ''),
  lock(
    'what was taken away opens',
    'application-lock',
    'if (person === null) return open();\n      strangerId',
    'if (person !== undefined) return open();\n      strangerId',
  ),
  lock(
    'any password is the right one',
    'password-verifier',
    'return timingSafeEqual(',
    'return true || timingSafeEqual(',
  ),
  idle('a night asleep does not count', 'watch-idle', '|| sleptMs >= afterMs', ''),
  idle('a person is laxer than the administrator', 'lock-rules', 'Math.min(own, lockAfterMinutes)', 'own'),
  broken(
    'a locked page keeps its line',
    'main/workspace/workspace-process.ts',
    "child?.postMessage({ type: 'cutLines' });",
    '',
    'main/workspace/workspace-process.test.ts',
  ),
  broken(
    'a locked page gets another line',
    'main/workspace/workspace-process.ts',
    'if (isHeld) return;',
    '',
    'main/workspace/workspace-process.test.ts',
  ),
  broken(
    'a cut line is listened to',
    'workspace/workspace-host.ts',
    'pages.clear();',
    '',
    'workspace/workspace-host.test.ts',
  ),
  broken(
    'a locked LAIT answers every channel',
    'main/shell/shell-router.ts',
    'if (isLocked() &&',
    'if (channel === null &&',
    'main/shell/shell-router.test.ts',
  ),
  broken(
    'a report of an update is lost with the process',
    'main/updates/report-queue.ts',
    'await file.write(waiting).catch(() => undefined);',
    '',
    'main/updates/report-queue.test.ts',
  ),
  broken(
    'another firm keeps the keys of the one before',
    'main/updates/updates.ts',
    'await parts.trust.forget();',
    '',
    'main/updates/updates.test.ts',
  ),
  broken(
    'a firm is left without a question',
    'main/firm/change-server.ts',
    '!(await parts.confirmLeaving(present, origin))',
    'parts.isSignedIn()',
    'main/firm/change-server.test.ts',
  ),
  broken(
    'a silent key store is a sign-out',
    'main/firm/refresh-token.ts',
    "if (reading.kind === 'not_now') throw new Error('The key store does not answer just now.');",
    '',
    'main/firm/firm-door.test.ts',
  ),
];
