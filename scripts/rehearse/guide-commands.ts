export type GuideKind = 'works as typed' | 'works in a terminal' | 'replaced';

/** One command of the operations guide and what became of it. */
export interface GuideCommand {
  /** Where it stands in the guide. */
  readonly section: string;
  /** As the guide types it. */
  readonly command: string;
  readonly kind: GuideKind;
  /** Why it is as it is; of a replaced one, what is wrong with it. */
  readonly reason: string;
  /** Of a replaced one: what an administrator types, or writes into .env.production. */
  readonly instead?: string;
  /** What the rehearsal types, where that is not the command itself (or `instead`): with its own addresses and folders. */
  readonly typed?: string;
  /** What must be seen in what it prints. */
  readonly shows: RegExp;
  /** Ctrl-C after so long: it goes on for ever. */
  readonly endAfterSeconds?: number;
  /** Rehearsed as a step of its own, not beside the others. */
  readonly ownStep?: string;
}

const COMPOSE = 'docker-compose -f docker-compose.production.yml';

/**
 * Every command of the operations guide's blocks, in its order. The rehearsal types each; docs/guide-commands.md shows them,
 * and a test holds the two together.
 */
export const GUIDE_COMMANDS: readonly GuideCommand[] = [
  {
    section: 'Quick Start',
    command: './deploy-production-final.sh',
    kind: 'works as typed',
    reason: 'Runs the tests first; they take minutes and need Node and npm on the host. The rehearsal leaves them out.',
    typed: './deploy-production-final.sh --skip-tests',
    shows: /ready: http/,
    ownStep: 'deploy the same version again',
  },
  {
    section: 'Quick Start',
    command: './deploy-production-final.sh --skip-tests',
    kind: 'works as typed',
    reason: 'What is up to date stays as it is.',
    shows: /ready: http/,
    ownStep: 'deploy the same version again',
  },
  {
    section: 'Manual Deployment Steps',
    command: 'docker --version',
    kind: 'works as typed',
    reason: 'The script asks the same and names what is missing.',
    shows: /Docker version \d/,
  },
  {
    section: 'Manual Deployment Steps',
    command: 'docker-compose --version',
    kind: 'works as typed',
    reason: "1.29 or later; the scripts take docker's own plugin as well.",
    shows: /version v?\d/,
  },
  {
    section: 'Manual Deployment Steps',
    command: 'cp .env.example .env.production',
    kind: 'works as typed',
    reason:
      'On a new host alone: typed again it would put examples in the place of secrets. A start with examples is refused. `--make-secrets` fills them in.',
    typed: 'cp .env.example .env.rehearsed && grep -c "^JWT_SECRET_KEY=<" .env.rehearsed && rm .env.rehearsed',
    shows: /^1$/m,
  },
  {
    section: 'Manual Deployment Steps',
    command: `${COMPOSE} up -d`,
    kind: 'works as typed',
    reason:
      'On a new host it builds the images, brings the schema up and starts; it makes no token and no place for backups.',
    shows: /postgres/,
  },
  {
    section: 'Health Endpoints',
    command: 'GET /api/health',
    kind: 'works as typed',
    reason: 'This process answers; it asks nobody else.',
    typed: 'curl -sf "http://localhost:$LAIT_PORT/api/health"',
    shows: /"status":"ok"/,
  },
  {
    section: 'Health Endpoints',
    command: 'GET /api/readiness',
    kind: 'works as typed',
    reason: 'Each part by name; 503 where a required one is down, `degraded` where another is.',
    typed: 'curl -sf "http://localhost:$LAIT_PORT/api/readiness"',
    shows: /"database":\{"status":"ok"/,
  },
  {
    section: 'Health Endpoints',
    command: 'GET /',
    kind: 'works as typed',
    reason: 'The page itself.',
    typed: 'curl -sf -o /dev/null -w "%{http_code}" "http://localhost:$LAIT_PORT/"',
    shows: /^200$/,
  },
  {
    section: 'System Monitoring',
    command: `${COMPOSE} ps`,
    kind: 'works as typed',
    reason: 'Every service is Up (healthy); migrate has ended with 0.',
    shows: /backend[\s\S]*Up \(healthy\)/,
  },
  {
    section: 'System Monitoring',
    command: `${COMPOSE} logs -f`,
    kind: 'works as typed',
    reason: 'Goes on until Ctrl-C.',
    shows: /"level":"INFO"/,
    endAfterSeconds: 6,
  },
  {
    section: 'System Monitoring',
    command: 'docker stats',
    kind: 'works in a terminal',
    reason: 'Goes on until Ctrl-C.',
    shows: /MEM USAGE/,
    endAfterSeconds: 6,
  },
  { section: 'System Monitoring', command: 'df -h', kind: 'works as typed', reason: '', shows: /Use%/ },
  {
    section: 'Database Monitoring',
    command: `${COMPOSE} exec postgres psql -U lait -d lait`,
    kind: 'works in a terminal',
    reason:
      'As the owner of the record: what is written here is in no audit log and reaches no laptop. Look, do not write.',
    shows: /lait=#/,
  },
  {
    section: 'Database Monitoring',
    command: `${COMPOSE} exec postgres psql -U lait -d lait -c "SELECT pg_size_pretty(pg_database_size('lait'));"`,
    kind: 'works in a terminal',
    reason: 'Without one (cron) with `exec -T`.',
    shows: /\d+ [kM]B/,
  },
  {
    section: 'Database Monitoring',
    command: `${COMPOSE} exec postgres psql -U lait -d lait -c "SELECT count(*) FROM pg_stat_activity;"`,
    kind: 'works in a terminal',
    reason: 'Without one (cron) with `exec -T`. 200 are allowed.',
    shows: /\(1 row\)/,
  },
  ...[
    'CREATE INDEX CONCURRENTLY idx_invoices_date ON invoices(date);',
    'CREATE INDEX CONCURRENTLY idx_invoices_vendor ON invoices(vendor_id);',
    'CREATE INDEX CONCURRENTLY idx_notifications_user ON notifications(user_id, created_at);',
    'CREATE INDEX CONCURRENTLY idx_line_items_invoice ON line_items(invoice_id);',
  ].map((command): GuideCommand => {
    const index = /idx_\w+/.exec(command)?.[0] ?? '';
    return {
      section: 'Database Optimization',
      command,
      kind: 'replaced',
      reason:
        'There already: a step of the schema made it (0005-guide-indexes), so every installation has it. Typed again it fails because the name is taken.',
      instead: `${COMPOSE} exec -T postgres psql -U lait -d lait -c "SELECT indexname FROM pg_indexes WHERE indexname = '${index}'"`,
      shows: new RegExp(index),
    };
  }),
  {
    section: 'Automated Backups',
    command: '0 2 * * * /path/to/lait/scripts/backup.sh',
    kind: 'works as typed',
    reason:
      'Needs no terminal. Standard output is the report; an exit code other than 0 is a backup that is not there.',
    typed:
      'env -i HOME="$HOME" PATH="$PATH" COMPOSE_PROJECT_NAME="$COMPOSE_PROJECT_NAME" "$PWD/scripts/backup.sh" < /dev/null',
    shows: /done/,
  },
  {
    section: 'Automated Backups',
    command: 'BACKUP_DIR="/backups/$(date +\\%Y\\%m\\%d)"',
    kind: 'replaced',
    reason:
      'On the disk of the record, in the clear. Backups go to BACKUP_PATH and FILE_BACKUP_PATH, encrypted with BACKUP_ENCRYPTION_KEY.',
    instead: 'BACKUP_PATH=/srv/lait/record',
    typed: 'ls host-backups',
    shows: /record/,
  },
  {
    section: 'Automated Backups',
    command: 'mkdir -p "$BACKUP_DIR"',
    kind: 'replaced',
    reason: 'The script of deployment makes the folders and hands them to who writes into them.',
    instead: './deploy-production-final.sh --skip-tests',
    typed: 'stat -c %a host-backups/record host-backups/files',
    shows: /750\n750/,
  },
  {
    section: 'Automated Backups',
    command: `${COMPOSE} exec postgres pg_dumpall -c -U lait > "$BACKUP_DIR/lait_backup.sql"`,
    kind: 'replaced',
    reason:
      'Asks for a terminal, which cron has not: the file stays empty and nobody is told. Writes the record and the digests of passwords in the clear, and a day of work lies between two of them.',
    instead: 'scripts/backup.sh --dump',
    typed: 'scripts/backup.sh --dump < /dev/null',
    shows: /a logical copy[\s\S]*done/,
  },
  {
    section: 'Automated Backups',
    command: 'tar -czf "$BACKUP_DIR/lait_full_backup.tar.gz" -C /path/to/lait .',
    kind: 'replaced',
    reason:
      'Packs .env.production and .secrets beside the backups that they unlock, and none of the volumes, where the record and the originals are. The program is in version control; keep .env.production elsewhere.',
    instead:
      'cp .env.production /media/safe/   # away from this host; nothing else here is not in version control or in the backups',
    typed:
      'git status --porcelain --untracked-files=no -- server shared renderer && echo "nothing here that version control has not"',
    shows: /nothing here/,
  },
  {
    section: 'Recovery',
    command: `${COMPOSE} exec postgres psql -U lait -d lait < backup.sql`,
    kind: 'replaced',
    reason:
      'Drops and makes tables under a server that writes, stops at nothing that fails, and leaves the generation as it was: laptops would take an older record for a newer one.',
    instead: 'scripts/restore.sh',
    typed: 'scripts/restore.sh --yes',
    shows: /ready after/,
    ownStep: 'destroy the database volume; scripts/restore.sh --yes',
  },
  {
    section: 'Recovery',
    command: 'tar -xzf lait_full_backup.tar.gz',
    kind: 'replaced',
    reason: 'Puts old programs and old secrets over new ones. Check the version out and bring .env.production back.',
    instead: 'git checkout VERSION && ./deploy-production-final.sh',
    typed: 'git checkout --quiet --force HEAD && git rev-parse HEAD && test -s .env.production',
    shows: /^[0-9a-f]{40}$/m,
  },
  {
    section: 'Backend Not Starting',
    command: `${COMPOSE} logs backend`,
    kind: 'works as typed',
    reason: 'What it refuses is named in one line each.',
    shows: /"level":"INFO"/,
  },
  {
    section: 'Backend Not Starting',
    command: `${COMPOSE} restart backend`,
    kind: 'works as typed',
    reason: 'A few seconds without an answer where there is one backend alone.',
    shows: /backend/,
  },
  {
    section: 'Backend Not Starting',
    command: 'docker system prune -f',
    kind: 'replaced',
    reason:
      'Removes stopped containers of everybody on the engine and every layer that makes the next deployment fast; it mends no backend. It takes no image that has a name, so `previous` stays.',
    instead: 'docker image prune -f',
    // Of nobody else's on this engine.
    typed: 'docker image prune -f --filter label=lait.rehearsal=none',
    shows: /reclaimed space/i,
  },
  {
    section: 'Database Connection Issues',
    command: `${COMPOSE} exec postgres pg_isready -U lait`,
    kind: 'works in a terminal',
    reason: 'Without one (cron) with `exec -T`.',
    shows: /accepting connections/,
  },
  {
    section: 'Database Connection Issues',
    command: `${COMPOSE} restart postgres`,
    kind: 'works as typed',
    reason: 'LAIT goes on by itself when it is back.',
    shows: /postgres/,
    ownStep: 'crash: PostgreSQL is restarted',
  },
  {
    section: 'High Memory Usage',
    command: 'docker stats --no-stream',
    kind: 'works as typed',
    reason: '',
    shows: /MEM USAGE/,
  },
  {
    section: 'High Memory Usage',
    command: `${COMPOSE} scale backend=1`,
    kind: 'works as typed',
    reason: 'Any number; a deployment and a restore keep it.',
    shows: /backend|^$/,
    ownStep: 'scale backend=3 and back',
  },
  {
    section: 'Log Analysis',
    command: `${COMPOSE} logs | grep ERROR`,
    kind: 'works as typed',
    reason: 'Levels are in capitals. Nothing printed is good news, and grep then ends with 1.',
    typed: `{ ${COMPOSE} logs | grep ERROR || echo "no errors"; } | tail -n 20`,
    shows: /"level":"ERROR"|ERROR:|no errors/,
  },
  {
    section: 'Log Analysis',
    command: `${COMPOSE} logs | grep "latency_ms"`,
    kind: 'works as typed',
    reason: 'One line a request, with its route and status; health checks only with LOG_LEVEL=DEBUG.',
    shows: /"latency_ms":\d/,
  },
  {
    section: 'Log Analysis',
    command: `${COMPOSE} logs | grep "auth"`,
    kind: 'works as typed',
    reason: 'Sign-ins, lockouts and changes of password by the id of the account; never an address or a password.',
    shows: /"category":"auth"/,
  },
];
