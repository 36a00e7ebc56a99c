import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../process/project-root.ts';
import { GUIDE_COMMANDS } from './guide-commands.ts';
import { showGuideCommands } from './show-guide-commands.ts';
import { ALL_STEPS } from './steps/all-steps.ts';

/** The guide's blocks, typed off by hand: it is no part of this project. Continued commands in one line. */
const OF_THE_GUIDE = `
./deploy-production-final.sh
./deploy-production-final.sh --skip-tests
docker --version
docker-compose --version
cp .env.example .env.production
docker-compose -f docker-compose.production.yml up -d
GET /api/health
GET /api/readiness
GET /
docker-compose -f docker-compose.production.yml ps
docker-compose -f docker-compose.production.yml logs -f
docker stats
df -h
docker-compose -f docker-compose.production.yml exec postgres psql -U lait -d lait
docker-compose -f docker-compose.production.yml exec postgres psql -U lait -d lait -c "SELECT pg_size_pretty(pg_database_size('lait'));"
docker-compose -f docker-compose.production.yml exec postgres psql -U lait -d lait -c "SELECT count(*) FROM pg_stat_activity;"
CREATE INDEX CONCURRENTLY idx_invoices_date ON invoices(date);
CREATE INDEX CONCURRENTLY idx_invoices_vendor ON invoices(vendor_id);
CREATE INDEX CONCURRENTLY idx_notifications_user ON notifications(user_id, created_at);
CREATE INDEX CONCURRENTLY idx_line_items_invoice ON line_items(invoice_id);
0 2 * * * /path/to/lait/scripts/backup.sh
BACKUP_DIR="/backups/$(date +\\%Y\\%m\\%d)"
mkdir -p "$BACKUP_DIR"
docker-compose -f docker-compose.production.yml exec postgres pg_dumpall -c -U lait > "$BACKUP_DIR/lait_backup.sql"
tar -czf "$BACKUP_DIR/lait_full_backup.tar.gz" -C /path/to/lait .
docker-compose -f docker-compose.production.yml exec postgres psql -U lait -d lait < backup.sql
tar -xzf lait_full_backup.tar.gz
docker-compose -f docker-compose.production.yml logs backend
docker-compose -f docker-compose.production.yml restart backend
docker system prune -f
docker-compose -f docker-compose.production.yml exec postgres pg_isready -U lait
docker-compose -f docker-compose.production.yml restart postgres
docker stats --no-stream
docker-compose -f docker-compose.production.yml scale backend=1
docker-compose -f docker-compose.production.yml logs | grep ERROR
docker-compose -f docker-compose.production.yml logs | grep "latency_ms"
docker-compose -f docker-compose.production.yml logs | grep "auth"
`;

describe('the table of the guide’s commands', () => {
  it('has every command of its blocks, in their order, and no other', () => {
    expect(GUIDE_COMMANDS.map(({ command }) => command)).toEqual(OF_THE_GUIDE.trim().split('\n'));
  });

  it('says of each replaced one why, and what is typed instead', () => {
    for (const { command, kind, reason, instead } of GUIDE_COMMANDS) {
      expect(instead !== undefined, command).toBe(kind === 'replaced');
      if (kind === 'replaced') expect(reason, command).not.toBe('');
    }
  });

  it('leaves no command to a step that there is not', () => {
    const names = ALL_STEPS.map(({ name }) => name);
    const named = GUIDE_COMMANDS.flatMap(({ ownStep }) => (ownStep === undefined ? [] : [ownStep]));
    expect(named.filter((name) => !names.includes(name))).toEqual([]);
  });

  it('is what docs/guide-commands.md shows', () => {
    expect(readFileSync(join(projectRoot, 'docs/guide-commands.md'), 'utf8')).toBe(showGuideCommands());
  });
});
