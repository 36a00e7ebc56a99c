import { held, type PromiseArea, partly, tests } from '../promise.ts';

export const ABUSE: PromiseArea = {
  title: 'Abuse',
  promises: [
    held(
      'budgets',
      'Every route has a budget, by person after sign-in and by address before; only a set number of proxies is believed about where a call comes from; without Redis nobody gets in freely.',
      ...tests(
        'server/http/app.test.ts',
        'stops an address that asks too often, by the clock, and no other',
        'believes one proxy, not what the caller wrote before it',
      ),
      ...tests(
        'server/http/every-route.test.ts',
        'that names no policy or no budget keeps the application from starting',
      ),
      ...tests(
        'server/limits/limiter.test.ts',
        'count many at once, none of them for free',
        'are counted in the process while Redis is gone: nobody gets in freely',
      ),
    ),
    held(
      'spending',
      'What is spent on a language model is capped by month and client before a question leaves, and CourtListener is never asked more than the account may; administrators see both.',
      ...tests(
        'server/opinions/opinions.test.ts',
        'are never passed, however many questions are under way at once, and say when they are open again',
        'of the firm hold over all clients; nought asks nothing',
      ),
      ...tests(
        'server/opinions/spending.test.ts',
        'never passes a limit, however many calls come at once, and nothing stays of what was refused',
      ),
      ...tests(
        'server/legal/courtlistener/quota.test.ts',
        'gives no place twice to many who ask at once, and a refusal takes none',
      ),
      ...tests(
        'server/legal/searches/searches.test.ts',
        'says how much may be asked just now, and an administrator may try the key at no cost',
      ),
      ...tests('e2e/legal-opinions.e2e.test.ts', 'tell administrators what was sent, what came back and what it cost'),
    ),
    held(
      'outbound',
      'The server asks only addresses that were allowed, and follows no redirect.',
      ...tests('server/config/legal-settings.test.ts', 'is never %s, and the fault does not repeat it'),
      ...tests('server/opinions/opinions.test.ts', 'an address that is not on the list of the server is refused'),
      ...tests('server/opinions/provider/openai-provider.test.ts', '%s is named %s'),
      ...tests(
        'server/legal/courtlistener/legal-database.test.ts',
        'that does "%s" is named for what it is',
        'without a host to reach is the network, and with a wrong one never gets the key',
      ),
    ),
    held(
      'sizes',
      'Bodies that are too large, too deep, of another type or with unknown fields are refused with a reason; lists come in pages of a limited size.',
      ...tests(
        'server/http/hostile-client.test.ts',
        'with a body that is too large, broken, poisoned, too deep or of another type gets the envelope',
        'with a field that no route asks for is refused by every route that takes a body',
        'cannot hold a connection for ever with half a request',
      ),
      ...tests('server/sync/push.test.ts', 'of unknown fields, of too many or of too much is refused whole'),
    ),
  ],
};

export const MONEY: PromiseArea = {
  title: 'Integrity of money',
  promises: [
    held(
      'exact',
      'Money is exact from end to end, and the server reckons sums itself; an approval cannot be skipped, and sent twice it is done once.',
      ...tests(
        'shared/money/e4.property.test.ts',
        'a product is rounded half away from zero once, from the exact value, or refused',
      ),
      ...tests(
        'server/sync/push.test.ts',
        'keeps the sums of an invoice equal to the sums of its lines',
        'is done once and answered byte for byte the same, however often it is sent',
      ),
      ...tests(
        'shared/sync/judge-mutation.test.ts',
        'is refused while a line that must be fixed has no decision',
        'stands on what the person saw: one decision more and it is stale',
      ),
      ...tests('server/invoices/invoices.test.ts', 'go out only when approved, and only by who may'),
    ),
    partly(
      'four-eyes',
      'Nobody approves what they submitted; above an amount two people approve.',
      'The first holds for every bill and amount. There is no amount above which a second approver is asked for.',
      ...tests(
        'shared/sync/judge-mutation.test.ts',
        'of approval is for an approver who did not submit it',
        'of approval is for what was submitted: whoever changes a submitted bill cannot approve their own version',
        'takes an approval back only for whoever may approve: returning the bill is no way around',
      ),
      ...tests(
        'server/sync/push.test.ts',
        'dismisses a finding and submits behind it; somebody else approves, never the one who submitted',
      ),
    ),
    held(
      'nothing-invented',
      'What cannot be read is never a number: the record is left out and named, the file needs a person, no line is made up.',
      ...tests(
        'shared/formats/csv/read-csv.test.ts',
        'a row whose hours are no number is left out and named; nothing is put in its place',
      ),
      ...tests(
        'shared/formats/fuzz.property.test.ts',
        'a file cut off inside a record never gives that record wrong amounts',
      ),
      ...tests(
        'server/invoices/invoices.test.ts',
        'that cannot be read need attention, with FILE_001 and the problems',
      ),
      ...tests('shared/workspace/import-file.test.ts', 'invents no amounts for a list of hours'),
    ),
  ],
};

export const HONESTY: PromiseArea = {
  title: 'Honesty of results',
  promises: [
    held(
      'legal-results',
      'A legal result says its source, its address and when it was fetched; where a source does not answer LAIT says so and makes nothing up.',
      ...tests(
        'server/legal/searches/searches.test.ts',
        'asks both sources and ends with what they have: source, link, moment, what was marked',
        'with an old answer where there is no new one says of when it is',
        'looks citations up, and says LEGAL_001 where it could not',
      ),
      ...tests(
        'e2e/legal.e2e.test.ts',
        'say LEGAL_001 as a sentence when CourtListener fails, keep what the firm knows, and invent nothing',
      ),
    ),
    held(
      'verification',
      'A verification is evidence and a verdict for each source, says what could not be checked, and never that somebody stands well.',
      ...tests(
        'server/legal/verification/verification.test.ts',
        'matches on the number, with what was compared and of which day',
        'never on a name alone: two people bear it',
        'says what could not be read, and judges by the others',
      ),
      ...tests('scripts/never-vouched-for.test.ts', 'the product never says that an attorney stands well with anybody'),
    ),
    held(
      'models-labelled',
      'What a model says is labelled with its version, decides nothing by itself, and ML_001 says when there is none.',
      ...tests(
        'server/models/models.test.ts',
        'are none at first: bills are there, their suggestions are ML_001, and readiness calls that no fault',
        'change nothing and count nowhere: the same record, findings, totals and feed before and after',
        'suggest with reasons that are words of the line, and tell no rate and no amount',
      ),
      ...tests(
        'server/opinions/opinions.test.ts',
        'a remark becomes a finding only when it is accepted, with no cut, and stays through the next check',
        'says so, shows what would be sent, and is 503 ML_001 to whoever asks',
      ),
    ),
    held(
      'consent',
      'Nothing goes to a language model without a recorded consent of the client or for the matter; what was shown is what is sent, without names.',
      ...tests(
        'server/opinions/opinions.test.ts',
        'nothing is sent: the preview shows what would be, asking is refused, and a job that was queued before sends nothing',
        'of the client, that of another matter does not help, and a block of the matter beats any',
        'what was shown is what is sent, without a name or a number, and the opinions come with literal quotations',
        'what would be sent is not what was shown: refused; changed after that: nothing is sent',
      ),
      ...tests('server/opinions/injection.test.ts', 'are a hundred; most are recognised and never sent'),
    ),
  ],
};

export const SUPPLY: PromiseArea = {
  title: 'Supply chain and operations',
  promises: [
    partly(
      'dependencies',
      'Every dependency is pinned with its hash, listed in a bill of materials, asked about at the advisory service; images stand on pinned digests.',
      '`npm run audit` needs the advisory service and is therefore no part of `npm test`; a release runs it. Base images are pinned by full tag; their digests are filled in at release.',
      ...tests(
        'scripts/dependencies/production-packages.test.ts',
        'is one exact version of each package that package.json names',
        'carries a SHA-512 of every package, and comes from the npm registry alone',
        'marks nothing as deprecated that runs at a user\u2019s or in a server',
      ),
      ...tests(
        'scripts/dependencies/production-sbom.test.ts',
        'names every production package with its pinned version and SHA-512, and nothing that only builds or tests',
      ),
      ...tests(
        'scripts/dependencies/audit.test.ts',
        'ends with 0 where nothing is known, having asked about every package that ships in its pinned version',
        'ends with 3 and claims nothing where the service refuses, or is not there',
      ),
      ...tests(
        'scripts/dependencies/judge-dependency.test.ts',
        'that was quiet for longer, or is deprecated, needs a reason on file',
      ),
      ...tests(
        'scripts/production/production-files.test.ts',
        '%s stands on a base with a full tag and runs as somebody',
      ),
    ),
    held(
      'containers',
      'No container runs as root, writes outside its volumes, has a capability or an open limit, or gets a secret that it does not need.',
      ...tests(
        'scripts/production/production-files.test.ts',
        'hardens %s',
        'keeps the limits of the guide',
        'gives each service the secrets that it needs and no other',
        'hold no test, no history and no secret',
      ),
    ),
    held(
      'who-saw',
      'After an incident one command says who had access to a matter in a time, whose devices held a copy, and what was done or refused in it.',
      ...tests(
        'server/audit/access-reports.test.ts',
        'says who had access to a matter in a time, whose devices held a copy, and what was done or refused',
        'counts a device that purged within the time, with both moments',
        'is one command on the host, also as the application\u2019s role, and says plainly what it cannot look at',
      ),
    ),
    held(
      'access-review',
      'One command lists for each matter who may see it and who is walled off, why, since when and by whom.',
      ...tests(
        'server/audit/access-reports.test.ts',
        'reviews who may see a matter and who is walled off, why, since when and by whom',
      ),
    ),
    held(
      'signed-updates',
      'A laptop installs what the firm\u2019s keys signed, and nothing else, whatever the server says; keys change only by a statement that a trusted one signed.',
      ...tests(
        'shared/updates/trusted-keys.test.ts',
        'is refused when a letter, the key or the purpose of the signature is another',
        'are not changed by a stranger, a forged statement, or an old one',
      ),
      ...tests(
        'electron/main/updates/check-for-update.test.ts',
        'refuses a tampered descriptor, a wrong key, and an older version however well it is signed',
      ),
      ...tests(
        'electron/main/updates/updates.test.ts',
        'whose note on the disk was changed to something that no pinned key signed are not installed',
      ),
      ...tests('e2e/desktop/update.e2e.test.ts', 'is refused when its bytes are others, and nothing of them is kept'),
    ),
  ],
};

export const DESKTOP: PromiseArea = {
  title: 'The desktop application',
  promises: [
    held(
      'page-shut-in',
      'The page has no Node, no network and no way out: one bridge of checked functions, a policy without inline code, links outside only as https and with a question.',
      ...tests(
        'e2e/desktop/security.e2e.test.ts',
        'runs in a sandbox, apart from the preload, without Node and without web views',
        'is held by exactly the policy that the design names',
        'reaches no network, not even this computer',
        'opens nothing outside without a question, and never anything but https',
        'gets no answer to junk on any channel, and LAIT goes on',
        'cannot name a path, nor a file that was not dropped',
      ),
      ...tests(
        'electron/main/security/guard-contents.test.ts',
        'is made with every preference that keeps it apart from the machine',
      ),
    ),
    held(
      'lock',
      'A locked LAIT serves nothing of the work to its window, in the next start too; without the server five wrong guesses shut that way.',
      ...tests(
        'electron/main/lock/application-lock.test.ts',
        'makes each guess without the server wait longer, and after five only the server opens it',
        'is locked if the last one was, and serves nobody before that is known',
        'keeps no password, in no form in which it could be read',
      ),
      ...tests(
        'e2e/desktop/lock.e2e.test.ts',
        'serves nothing of the work to a page that will not wait: no line, no answer on an old one, no other channel',
      ),
    ),
    held(
      'key-deposit',
      'The copy of a device\u2019s key that the server keeps is sealed to device and person, and comes back only with the person\u2019s password and while the device was not removed.',
      ...tests(
        'server/devices/device-keys.test.ts',
        'lies encrypted, and is of no use for another device, another person or another server',
        'stays closed for a device that was removed',
        'is not given for a wrong password, and guessing locks the account as at the door',
      ),
    ),
  ],
};
