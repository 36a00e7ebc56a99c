import { absent, held, type PromiseArea, partly, tests } from '../promise.ts';

export const AUTHORISATION: PromiseArea = {
  title: 'Authorisation',
  promises: [
    held(
      'deny-by-default',
      'Every route says who may call it and how often; one that does not keeps the application from starting, and a test walks all of them.',
      ...tests(
        'server/http/every-route.test.ts',
        'is known to this test',
        'is either listed as public or refuses a caller without a token with 401',
        'for some roles refuses the others with 403',
        'of the administration is for administrators alone',
        'that names no policy or no budget keeps the application from starting',
      ),
    ),
    held(
      'walls-beat-everything',
      'Nobody sees a matter without a grant, and a wall beats every grant and every role, an administrator\u2019s included.',
      ...tests(
        'server/access/scope-access.test.ts',
        'is to the firm and to the own things from the first moment, and to no matter',
        'a wall beats a grant of the matter, a grant of everything and every role',
        'ends behind a wall that is raised while a grant is given in another transaction',
      ),
      ...tests(
        'server/admin/access-routes.test.ts',
        'a wall holds against a grant given later',
        'an administrator behind a wall neither sees the matter, nor its wall, nor lowers it',
      ),
    ),
    held(
      'row-security',
      'PostgreSQL\u2019s row security repeats every decision, set within a transaction and never on a connection; the server does not serve as a role that could pass it by.',
      ...tests(
        'server/access/row-security.test.ts',
        'shows of %s only what lies in scopes the person may see',
        'shows nothing of %s where nobody is named, even after somebody was',
        'cannot be turned off by the application',
        'guards every table that has a scope',
      ),
      ...tests(
        'server/ops/start-server.test.ts',
        'in production does not serve with a role that may bypass row security',
        'in production does not serve as the owner of the tables either, whom row security does not bind',
      ),
    ),
    held(
      'everywhere-the-same',
      'The same check stands before lists, search, totals, exports, streams, kept answers, questions to a model, sync and notifications.',
      ...tests(
        'server/invoices/invoices.test.ts',
        'behind a wall are not there: in the list, by id, as original; the sender of the same file learns nothing',
      ),
      ...tests(
        'server/legal/passages/search-passages.test.ts',
        'hides its passages, and changes neither a score nor a count for whoever stands before it',
      ),
      ...tests(
        'server/dashboard/dashboard.test.ts',
        'lets row security hold where a query forgets: sums of rules are only of what the person may see',
      ),
      ...tests(
        'server/masters/masters.test.ts',
        'are not there: in lists, by id, in exports; the matter cannot be named, and its number stays taken',
      ),
      ...tests(
        'server/notifications/event-stream.test.ts',
        'hides what a wall hides, also of what happened before the wall and was not yet told',
      ),
      ...tests(
        'server/cache/cached-answer.test.ts',
        'is void at once when a wall is raised or lowered, a grant given or withdrawn, a role changed',
      ),
      ...tests(
        'server/opinions/opinions.test.ts',
        'of a client, nobody but an administrator records one, and who may not see the invoice is shown nothing',
        'nobody decides behind a wall',
      ),
      ...tests(
        'server/models/models.test.ts',
        'say the same to a walled person as if the bill were not there, with a model and without',
      ),
      ...tests(
        'server/sync/pull.test.ts',
        'never holds a row of a walled matter, and the device is told to remove it; after the wall it begins anew',
      ),
      ...tests(
        'server/notifications/inbox.test.ts',
        'lets go of what a wall hides, here and on the desk, and lifting the wall brings nothing back',
      ),
    ),
    held(
      'walled-is-404',
      'What a wall hides is answered like what is not there, 404 in the same words, and is in the audit log as refused.',
      ...tests(
        'server/access/not-visible.test.ts',
        'answers the same for what a wall hides and for what is not there, and audits which it was',
      ),
      ...tests(
        'server/sync/push.test.ts',
        'about a matter behind a wall is told the same as about one that is not there, and audited',
      ),
    ),
    absent(
      'break-glass',
      'In an emergency somebody gets access for a limited time, with a reason, a second person and a notice.',
      'There is no such way. An administrator gives a grant, or another administrator lowers a wall; both are in the audit log, and neither ends by itself.',
    ),
    held(
      'laptop-purge',
      'A laptop that reaches the server removes a withdrawn matter from its files, to the last page, and says so; one that stays away locks it when its lease ends.',
      ...tests(
        'shared/workspace/sync/scrub.test.ts',
        'is in no page of either file, however its words were moved about before',
        'is told to the server as purged only when no page holds it; where there is no room, all else goes on',
      ),
      ...tests(
        'shared/workspace/sync/sync.test.ts',
        'a withdrawn matter leaves nothing behind, and the person is told what was thrown away',
      ),
      ...tests(
        'shared/sync/lease.test.ts',
        'holds until its end by the server\u2019s time, however wrong the device\u2019s own clock is',
        'is over when the wall clock goes backwards, also in small steps and after coming back, until the next contact',
      ),
      ...tests(
        'e2e/two-desks.e2e.test.ts',
        'lose a matter that an administrator withdraws while it is open, within five seconds, and are told',
      ),
    ),
  ],
};

export const AUDIT: PromiseArea = {
  title: 'Audit',
  promises: [
    held(
      'append-only',
      'The audit log can only grow: the application may add and read, a trigger refuses the rest to everybody, each entry is chained to the one before, and a command proves it against heads that were noted elsewhere.',
      ...tests(
        'server/audit/audit-log.test.ts',
        'the application may not %s',
        'the owner may not change or shorten it by mistake either',
        'takes no entry that does not follow the last one',
        '%s is found',
        'written anew from its beginning, counter and all, is found by a head noted elsewhere',
      ),
      ...tests(
        'server/audit/verify-command.test.ts',
        'ends with 0 on a whole log and says what to note, with 1 on another, and tells where',
      ),
    ),
    partly(
      'entry-fields',
      'An entry says who, through which session and device, from where, when in UTC, what, on what, in which matter, with digests of before and after, and how it ended.',
      'Digests of before and after are not kept; entries name versions, counts and changed fields instead. Nobody acts on behalf of somebody else, so there is no such field. The device is named where the request names one.',
      ...tests(
        'server/access/not-visible.test.ts',
        'answers the same for what a wall hides and for what is not there, and audits which it was',
      ),
      ...tests(
        'server/admin/audit-routes.test.ts',
        'of a matter holds what everybody did in it, oldest first, and says that it was taken',
      ),
    ),
    partly(
      'recorded-events',
      'Recorded are: sign-ins and their failures, refused access, what was looked at, exports, downloads, approvals, write-offs, rates, what goes to a model, backups and restores, and configuration.',
      'What is read on a laptop is not seen by the server: that a device was given a matter is recorded, and a bill that is asked for by id. There are no levels of sensitivity; this holds for every matter. Backups and restores leave marks in a table of their own (`operation_marks`), not entries; settings in environment variables leave none.',
      ...tests(
        'server/auth/auth.test.ts',
        'log and audit every event with its kind, and never a password, token or address of an unknown account',
      ),
      ...tests(
        'server/invoices/invoices.test.ts',
        'are in the audit log each time that somebody looks at one or takes its file away',
      ),
      ...tests(
        'server/sync/pull.test.ts',
        'is in the audit log once for each time that a device was given a matter, before the first page leaves',
        'keeps in the audit log which device has purged what',
      ),
      ...tests(
        'server/sync/push.test.ts',
        'on a bill behind a wall is entered in the log of that matter, and of no other',
      ),
      ...tests('server/masters/masters.test.ts', 'is in the audit log with its digest and counts, and no name'),
      ...tests('server/opinions/opinions.test.ts', 'the log says nothing of clients'),
      ...tests(
        'server/backups/backup-state.test.ts',
        'is nothing that the application could write: only the owner leaves marks',
      ),
      ...tests('e2e/administration.e2e.test.ts', 'is written down, each step, in the audit log'),
    ),
    held(
      'written-with-the-act',
      'An entry is written in the transaction of what it speaks of, or not at all, and stays when that is removed.',
      ...tests(
        'server/sync/with-changes.test.ts',
        'that failed leaves no change, no event and no entry in the log',
        'chains its entries at the end of the audit log, whoever else writes there',
      ),
      ...tests(
        'server/audit/access-reports.test.ts',
        'is answered also for a matter and an invoice that are gone since',
      ),
    ),
    partly(
      'audit-export',
      'The log is exported for a matter and for a person; how long it is kept can be set, and a legal hold stops a removal.',
      'Export is there. Nothing of the audit log is ever removed, so there is neither a time to set nor a hold to place.',
      ...tests(
        'server/admin/audit-routes.test.ts',
        'of a matter holds what everybody did in it, oldest first, and says that it was taken',
        'of a user holds what they did and what was done about them',
        'is one matter or one user, never everything and never both',
      ),
    ),
  ],
};
