import type { Mutation } from '../mutation.ts';

/** A mutation below `electron/`, caught by one test file there. */
function broken(name: string, file: string, find: string, replace: string, test: string): Mutation {
  return { name, file: `electron/${file}`, find, replace, tests: [`electron/${test}`] };
}

const contents = (name: string, find: string, replace: string) =>
  broken(name, 'main/security/guard-contents.ts', find, replace, 'main/security/guard-contents.test.ts');
const session = (name: string, find: string, replace: string) =>
  broken(name, 'main/security/guard-session.ts', find, replace, 'main/security/guard-session.test.ts');
const router = (name: string, find: string, replace: string) =>
  broken(name, 'main/shell/shell-router.ts', find, replace, 'main/shell/shell-router.test.ts');
const page = (name: string, file: string, find: string, replace: string) =>
  broken(name, `main/page/${file}.ts`, find, replace, 'main/page/serve-page.test.ts');
const firm = (name: string, find: string, replace: string) =>
  broken(name, 'main/firm/firm-door.ts', find, replace, 'main/firm/firm-door.test.ts');
const opening = (name: string, file: string, find: string, replace: string) =>
  broken(name, `workspace/${file}.ts`, find, replace, 'workspace/open-desktop-workspace.test.ts');

export const desktopMutations: readonly Mutation[] = [
  contents('a page may go to any address', 'if (!isOwnPage(details.url)) details.preventDefault();', ''),
  contents('a redirect may lead anywhere', "contents.on('will-redirect', stay);", ''),
  contents(
    'a frame may go to any address',
    'if (details.isMainFrame || !isPreview(details.url)) stay(details);',
    'if (details.isMainFrame) stay(details);',
  ),
  contents('a page may become a preview', 'details.isMainFrame || !isPreview', '!isPreview'),
  contents('a page may open windows', "{ action: 'deny' }", "{ action: 'allow' }"),
  contents('a page may hold a web view', "contents.on('will-attach-webview', (event) => event.preventDefault());", ''),
  contents('a page runs outside the sandbox', 'sandbox: true', 'sandbox: false'),
  contents('a page shares its world with the preload', 'contextIsolation: true', 'contextIsolation: false'),
  contents('a page has Node', 'nodeIntegration: false', 'nodeIntegration: true'),
  session('a page is given the camera', "'clipboard-sanitized-write']", "'clipboard-sanitized-write', 'media']"),
  session('another origin is given what ours is', '&& isOwnPage(contents.getURL())', ''),
  session(
    'a page is given devices',
    'session.setDevicePermissionHandler(() => false);',
    'session.setDevicePermissionHandler(() => true);',
  ),
  session('a page reaches the network', "'devtools:']", "'devtools:', 'https:']"),
  session('a page downloads from anywhere', 'else event.preventDefault();', ''),
  router('a frame inside our page may ask main', 'frame.parent === null && ', ''),
  router('any address may ask main', 'isOwnPage(frame.url) && ', ''),
  router('any window may ask main', ' && isOurs(event.sender)', ''),
  router('main takes what fits no schema', 'if (!parsed.success)', 'if (false)'),
  page(
    'inline scripts run',
    'content-security-policy',
    '"script-src \'self\'"',
    "\"script-src 'self' 'unsafe-inline'\"",
  ),
  page('Trusted Types are off', 'content-security-policy', '  "require-trusted-types-for \'script\'",\n', ''),
  page('the scheme serves files of any kind', 'serve-page', 'mediaType === undefined || ', ''),
  page('the scheme takes writes', 'serve-page', "request.method !== 'GET'", 'false'),
  page('any host of the scheme is our page', 'own-page', ' && host === APP_HOST', ''),
  broken(
    'a link out may be anything',
    'main/security/safe-open.ts',
    "url.protocol === 'https:' && ",
    '',
    'main/security/safe-open.test.ts',
  ),
  broken(
    'a link out needs no consent',
    'main/security/safe-open.ts',
    '!(await outside.confirm(url.hostname))',
    'false',
    'main/security/safe-open.test.ts',
  ),
  {
    name: 'a page may send a file anywhere',
    file: 'shared/api/firm-files.ts',
    find: 'return PLACES.test(path);',
    replace: 'return true;',
    tests: ['shared/api/firm-files.test.ts'],
  },
  {
    name: 'a link may carry more than a place',
    file: 'shared/api/deep-link.ts',
    find: ')?)/?$`,',
    replace: ')?)/?`,',
    tests: ['shared/api/deep-link.test.ts'],
  },
  broken(
    'any file named on a command line is read',
    'main/launch/launch-arguments.ts',
    'return OWN_ENDINGS.has(extname(path).toLowerCase());',
    "return extname(path) !== '';",
    'main/launch/launch-arguments.test.ts',
  ),
  broken(
    'a new key is made while there are files that the old one opens',
    'main/secrets/database-key.ts',
    'if (hasFiles) return trouble(LOST);',
    '',
    'main/secrets/secrets.test.ts',
  ),
  broken(
    'a locked key store passes for a lost key',
    'main/secrets/secret-store.ts',
    "if (!(await isAvailable(encryption))) return { kind: 'not_now' };",
    "if (!(await isAvailable(encryption))) return { kind: 'unreadable' };",
    'main/secrets/secrets.test.ts',
  ),
  broken(
    'a machine without a keyring keeps sign-ins',
    'main/firm/refresh-token.ts',
    "protection === 'protected' || weakKeyStore === 'allow' ? 'kept' : 'refused'",
    "'kept'",
    'main/firm/firm-door.test.ts',
  ),
  firm('a page gets the answers that hold tokens', 'if (OWN_PATHS.test', 'if (false && OWN_PATHS.test'),
  firm('two refresh at once', 'renewing ??=', 'renewing ='),
  firm('one person gets the token of another', '    await entering;\n    if (grant', '    if (grant'),
  firm(
    'an ended session is kept',
    '  async function end(): Promise<void> {\n    grant = null;',
    '  async function end(): Promise<void> {',
  ),
  opening(
    'a damaged outbox is not taken over',
    'desktop-files',
    'return salvageOutbox(source, target);',
    'return salvageOutbox(null, target);',
  ),
  opening('what is set aside is not what was found', 'move-aside', "['outbox', 'cache']", "['cache']"),
  opening('damage in use is not remembered', 'open-desktop-workspace', 'files.noteDamage(name);', ''),
  opening(
    'a range with one bad row is given up whole',
    'salvage-outbox',
    'else if (from === to) isComplete = false;',
    'else if (true) isComplete = false;',
  ),
  broken(
    'a dropped folder leads out of itself',
    'workspace/walk-paths.ts',
    'await (depth === 0 ? stat(path) : lstat(path))',
    'await stat(path)',
    'workspace/arrivals.test.ts',
  ),
  broken(
    'a page names files by path',
    'workspace/workspace-host.ts',
    "case 'unknown':\n        return refused(",
    "case 'unknown':\n        if (token.startsWith('/')) return { ok: true, value: null };\n        return refused(",
    'workspace/workspace-host.test.ts',
  ),
  broken(
    'the workspace is restarted for ever',
    'main/workspace/restart-ladder.ts',
    "afterMs === undefined ? { kind: 'give_up' }",
    "afterMs === undefined ? { kind: 'restart', afterMs: 0 }",
    'main/workspace/workspace-process.test.ts',
  ),
  broken(
    'calls under way hang when the workspace ends',
    'main/workspace/workspace-process.ts',
    'for (const settle of replies.values()) settle(NOT_RUNNING);',
    '',
    'main/workspace/workspace-process.test.ts',
  ),
  broken(
    'a window opens where no display is',
    'main/windows/window-state.ts',
    'if (saved === null || home === undefined) return',
    'if (saved === null) return',
    'main/windows/window-state.test.ts',
  ),
  {
    name: 'a command is repeated by itself after a crash of the workspace',
    file: 'renderer/bridge/electron-workspace.ts',
    find: 'if (call.isQuery) call.isSent = false;',
    replace: 'if (true) call.isSent = false;',
    tests: ['renderer/bridge/electron-workspace.test.ts'],
  },
];
