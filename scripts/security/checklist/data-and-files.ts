import { absent, held, type PromiseArea, partly, tests } from '../promise.ts';

export const DATA: PromiseArea = {
  title: 'Data',
  promises: [
    partly(
      'transport',
      'Only TLS 1.2 and later, with HSTS; to PostgreSQL and Redis TLS or a socket where they are on another host.',
      'The front door holds this where a certificate is given; without one it serves plain HTTP, for a first look or behind a proxy. Inside, the containers speak over a network of this host without TLS; for other hosts the addresses take it (`rediss://`, `sslmode=verify-full`), and nothing forces it.',
      ...tests(
        'scripts/security/front-door.test.ts',
        'speaks TLS 1.2 and 1.3 alone, with ciphers that give forward secrecy',
        'sends people from http to https, and tells browsers to stay there',
      ),
      ...tests(
        'scripts/production/production-files.test.ts',
        'publishes the front door and nothing else, and gives PostgreSQL and Redis no way out',
      ),
    ),
    partly(
      'at-rest',
      'Originals and the narratives of sensitive matters are encrypted by the application, with keys that are named and can be changed.',
      'Originals are (AES-256-GCM, a key of its own each). The key behind them can be changed, and has no name: the one before is tried too while it is set. Lines, narratives and findings lie in PostgreSQL as they are: encrypt the volume. There are no levels of sensitivity.',
      ...tests(
        'server/invoices/invoices.test.ts',
        'are encrypted at rest, and a file that was changed there is refused, not served',
      ),
      ...tests('server/auth/auth.test.ts', 'store no secret that a stolen database gives away'),
      ...tests(
        'server/devices/device-keys.test.ts',
        'lies encrypted, and is of no use for another device, another person or another server',
      ),
    ),
    held(
      'desktop-at-rest',
      'The desktop\u2019s files are encrypted under a key that lies in the system\u2019s key store and reaches no page and no log.',
      ...tests(
        'electron/workspace/open-desktop-workspace.test.ts',
        'are encrypted: nothing of an invoice can be read in them, and another key opens nothing',
      ),
      ...tests(
        'electron/main/secrets/secrets.test.ts',
        'is read back as it was written, and lies on the disk encrypted, for this user alone',
        'is weak where Linux has no keyring, and none where nothing answers',
      ),
      ...tests('e2e/desktop/main-job.e2e.test.ts', 'keeps nothing of an invoice readable on the disk'),
    ),
    partly(
      'backups',
      'Backups are encrypted and cannot be changed unnoticed, their key is kept elsewhere, and a restore is tried regularly.',
      'Copies of files are encrypted and authenticated by LAIT. The record is pgBackRest\u2019s: AES-256-CBC and checksums, which notice damage, not somebody who holds the key. Where the key is kept is the firm\u2019s part; readiness says when the last drill is more than eight days old. The drill itself runs on the host, not in `npm test`.',
      ...tests(
        'server/backups/file-backup.test.ts',
        'hold no word of what they are of',
        'open with their own key alone, and say so',
        'are noticed where one was changed, cut off or put in the place of another',
      ),
      ...tests(
        'server/backups/backup-state.test.ts',
        'is overdue until there is one, and again a day and two hours after it',
      ),
    ),
    held(
      'no-client-data-elsewhere',
      'No client data is in jobs, logs, figures, events, addresses, notifications of the system, support bundles or reports of faults.',
      ...tests('server/ops/logger.test.ts', 'leaves out secrets and client data, at the top and inside'),
      ...tests('server/invoices/invoices.test.ts', 'tell what happened as ids and counts, never a name or a number'),
      ...tests('server/http/app.test.ts', 'keeps what went wrong inside to itself, in the answer and in the log'),
      ...tests('server/legal/searches/searches.test.ts', 'and stands in no log, no event and no entry of the audit'),
      ...tests(
        'server/ops/metrics.test.ts',
        'hold nothing that a caller wrote, and no label outside of its closed set',
      ),
      ...tests(
        'server/system/support-bundle.test.ts',
        'tells how the server stands, and holds no name, narrative, amount, address or secret',
      ),
      ...tests('server/jobs/job-data.test.ts', 'is ids and fixed words alone: a job outlives the rows it is about'),
      ...tests(
        'electron/main/notifications/toaster.test.ts',
        'name no client, no number and no party, whatever the server sends',
      ),
      ...tests(
        'electron/main/diagnostics/diagnostics.test.ts',
        'holds no path, token, address, key or own word, wherever it was written',
      ),
    ),
    absent(
      'disposal',
      'A matter is disposed of when its time is over, with a certificate.',
      'Nothing of the record is removed in this version: no retention of matters, no disposal, no certificate. The change feed, events, notifications and searches without a name have their own times (docs/configuration.md).',
    ),
  ],
};

export const FILES: PromiseArea = {
  title: 'Files',
  promises: [
    held(
      'limits',
      'The limits that this page names are those of the code.',
      ...tests(
        'scripts/security/security-page.test.ts',
        'says what the checklist and the limits of the code say (else run: node scripts/generate-security-page.ts)',
      ),
    ),
    held(
      'what-a-file-is',
      'A file is judged by its bytes, not its name. LEDES and CSV are read, as text; for PDF, Office files, archives and XML there is no reader, and the server refuses them at the door, so that neither a bomb, an entity nor an encrypted PDF is ever opened. What LAIT writes for a spreadsheet runs nothing.',
      ...tests(
        'server/invoices/invoices.test.ts',
        'leave nothing when the sender breaks off, sends too much, or sends no bill',
        'that are an archive, an office file, a PDF or XML are refused by their bytes, whatever their name',
      ),
      ...tests(
        'e2e/bad-files.e2e.test.ts',
        'says what it reads when it is given something else, and keeps what it had',
      ),
      ...tests('shared/formats/fuzz.property.test.ts', 'random bytes give problems, never an exception'),
      ...tests(
        'shared/formats/write-ledes.test.ts',
        'a cell that a spreadsheet would run is disarmed; numbers are left alone',
      ),
      ...tests('server/masters/masters.test.ts', 'reads back as it was, and no cell of it is a formula'),
      ...tests('server/admin/audit-routes.test.ts', 'as CSV opens in a spreadsheet without running anything'),
    ),
    held(
      'names-and-downloads',
      'Files are kept under names of LAIT\u2019s own, outside of what the web server shows, and come back as a download of no particular type.',
      ...tests('server/invoices/invoices.test.ts', 'never keep a path or a hostile name'),
      ...tests('scripts/web/serve-web.test.ts', 'never reads outside its folder, however the path is written'),
      ...tests(
        'server/http/hostile-client.test.ts',
        'cannot send two files, a field, or half a file in an upload and have a part of it taken',
      ),
      ...tests(
        'electron/main/page/serve-original.test.ts',
        'shows an original as text: nothing in it becomes a tag, and what cannot be seen is named',
      ),
      ...tests(
        'e2e/desktop/original.e2e.test.ts',
        'can do nothing, whatever is in it: no script, no request, no way out, no bridge, nobody\u2019s origin',
      ),
    ),
    partly(
      'parsing-shut-in',
      'A file is read in a process of its own that is ended when it takes too long or too much memory.',
      'The worker is a service of its own with limits of memory, processors and processes, and reads in steps. A single file has no time or memory limit of its own; one that kills its worker is tried eight times and then stays as failed, for administrators to see.',
      ...tests('scripts/production/production-files.test.ts', 'hardens %s'),
      ...tests(
        'server/admin/stuck-routes.test.ts',
        'lists files that could not be read or wait for long and tries them again, but for those behind a wall',
      ),
      ...tests(
        'electron/main/workspace/workspace-process.test.ts',
        'is started again when it ends, with a pause the second time; the third time the person is asked',
      ),
    ),
    absent(
      'virus-scan',
      'Whether a file was scanned is shown, and never implied.',
      'Nothing is scanned, and no screen says that anything was. LAIT opens no file it did not read as text.',
    ),
  ],
};
