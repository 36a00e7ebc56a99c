import type { Mutation } from '../mutation.ts';

/** A mutation below `electron/main`, caught by one test file there. */
function broken(name: string, file: string, find: string, replace: string, test: string): Mutation {
  return { name, file: `electron/main/${file}`, find, replace, tests: [`electron/main/${test}`] };
}

const flow = (name: string, find: string, replace: string) =>
  broken(name, 'updates/updates.ts', find, replace, 'updates/updates.test.ts');
const check = (name: string, find: string, replace: string) =>
  broken(name, 'updates/check-for-update.ts', find, replace, 'updates/check-for-update.test.ts');
const download = (name: string, find: string, replace: string) =>
  broken(name, 'updates/resumable-download.ts', find, replace, 'updates/resumable-download.test.ts');
const toasts = (name: string, file: string, find: string, replace: string) =>
  broken(name, `notifications/${file}.ts`, find, replace, 'notifications/toaster.test.ts');
const inbox = (name: string, file: string, find: string, replace: string) =>
  broken(name, `notifications/${file}.ts`, find, replace, 'notifications/follow-inbox.test.ts');
const sync = (name: string, file: string, find: string, replace: string): Mutation => ({
  name,
  file: `shared/workspace/${file}.ts`,
  find,
  replace,
  tests: ['shared/workspace/sync/sync.test.ts'],
});

export const desktopLifeMutations: readonly Mutation[] = [
  check('an older version is taken when it is well signed', '<= 0) return { kind', '< -9) return { kind'),
  check(
    'whatever is answered is taken for an offer',
    'return read.success ? read.data :',
    'return true ? parsed(text) :',
  ),
  download('bytes that nobody signed are installed', '!== expected.sha512) {', '=== "") {'),
  download('a download begins anew each time', '...(have === 0 ? {} :', '...(true ? {} :'),
  flow('LAIT installs where administrators do', 'if (!parts.isSelfInstalling) return false;', ''),
  flow('a refused version goes unreported', "return tell(parts.currentVersion, 'refused', answer.code);", 'return;'),
  broken(
    'a machine of administrators is updated by LAIT',
    'updates/installation.ts',
    '.startsWith(home)',
    '.includes(home.slice(0, 3))',
    'updates/installation.test.ts',
  ),
  toasts('a notification is shown again after a restart', 'shown-toasts', 'last.has(notificationId)', 'false'),
  toasts('quiet hours are not kept', 'plan-toasts', 'return since < length ?', 'return since < 0 ?'),
  toasts(
    'a toast names the invoice',
    'plan-toasts',
    "title: 'LAIT', body: toastWords",
    "title: notification.subjectId ?? '', body: String(notification.data.invoiceNumber) + toastWords",
  ),
  inbox(
    'a withdrawn matter leaves its toast',
    'follow-inbox',
    "if (event.type === 'discarded') {",
    "if (event.type === 'statusChanged') {",
  ),
  inbox('a person turns on what an administrator turned off', 'notification-choice', 'isOn: isOn && isAllowed', 'isOn'),
  sync(
    'a version that is too old goes on working',
    'engine',
    'if (author !== null && minimumVersionAbove(engine) !== null) {',
    'if (author === null) {',
  ),
  sync(
    'a version that is too old takes in files',
    'intake/import-queue',
    'if (engine.author() !== null && minimumVersionAbove(engine) !== null) refuse(NOT_WITH_THIS_VERSION);',
    '',
  ),
  sync('nobody says that this version is too old', 'sync/minimum-version', '? minimum : null', '? null : null'),
];
