#!/bin/bash
# Puts LAIT back as it was.
#
#   scripts/restore.sh                               as late as the backups go
#   scripts/restore.sh --to '2026-11-26 14:05:00+00' as it was at that moment
#   scripts/restore.sh --yes                         without asking
#
# What is there now is set aside beside it, never removed. Laptops take a fresh image by themselves and hand in again what
# they have not handed in to this record; nothing that somebody did on a laptop is lost.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=scripts/production/common.sh
. scripts/production/common.sh
fail() { printf 'Not restored: %s\n' "$*" >&2; exit 1; }

target=""
asks=yes
while [ $# -gt 0 ]; do
  case $1 in
    --to) target=${2:?--to needs a time}; shift 2 ;;
    --yes) asks=no; shift ;;
    *) sed -n '2,10p' "$0" >&2; exit 2 ;;
  esac
done
# As pgBackRest reads it, and with its zone: an hour off is an hour of work lost.
if [ -n "$target" ]; then
  [[ "$target" =~ ^[0-9]{4}-[0-9]{2}-[0-9]{2}\ [0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?[+-][0-9]{2}(:?[0-9]{2})?$ ]] &&
    date -d "$target" >/dev/null 2>&1 ||
    fail "$target is no moment; write it as 2026-11-26 14:05:00+00. Nothing was changed."
fi
find_compose || fail "there is no docker-compose."
[ -s "$SETTINGS" ] || fail "there is no $SETTINGS. Bring it back from where you keep it: without its keys no backup can be read."
# The night's backup and a second restore would both meet a record that is half there.
exec 9> .backup.lock
flock -n 9 || fail "a backup or another restore is running. Nothing was changed."
write_secret_files
if [ "$asks" = yes ]; then
  if [ -n "$target" ]; then until="as of $target"; else until="as late as the backups go"; fi
  read -r -p "LAIT stops, and is put back $until. Type yes: " answer
  [ "$answer" = yes ] || fail "you did not type yes. Nothing was changed."
fi

began=$SECONDS
say "stopping"
# What was written last is put away first, where PostgreSQL still can.
compose exec -T postgres psql -qX -U lait -d lait -c 'SELECT pg_switch_wal()' >/dev/null 2>&1 || true
compose stop frontend backend worker postgres >/dev/null 2>&1 || true
running=$(compose ps -q postgres)
if [ -n "$running" ] && [ "$(docker inspect --format '{{.State.Running}}' "$running")" = true ]; then
  fail "PostgreSQL could not be stopped. Nothing was changed."
fi

say "restoring the record"
compose run --rm -T --no-deps postgres lait-restore ${target:+"$target"} || fail "the record could not be restored; see the lines above. What was there is in its place; start it again with: docker-compose -f docker-compose.production.yml up -d"

say "starting PostgreSQL, which reads the log to its end"
compose up -d --no-deps postgres redis
until [ "$(in_database 'SELECT pg_is_in_recovery()' 2>/dev/null)" = f ]; do
  # It starts again and again where it cannot read what was restored: nobody should wait an hour for that.
  if [ "$(docker inspect --format '{{.RestartCount}}' "$(compose ps -q postgres)")" -gt 3 ]; then
    compose logs --tail 20 postgres >&2
    fail "PostgreSQL does not start on what was restored; see the lines above. What was there before is kept beside it."
  fi
  [ $((SECONDS - began)) -lt 3600 ] || fail "PostgreSQL did not come to the end of the log within an hour; see: docker-compose -f docker-compose.production.yml logs postgres"
  sleep 1
done
say "restored up to $(in_database "SELECT coalesce(pg_last_xact_replay_timestamp()::text, (SELECT max(at)::text FROM events))")"

say "restoring files"
compose run --rm -T keeper restore-files /var/backups/lait || say "files were not restored (see above); bills can be read, their originals perhaps not"

# A backup of before an upgrade has the schema of before it.
compose run --rm -T --no-deps migrate || fail "the record is back, but its schema was not brought up to date; see the lines above, then run: docker-compose -f docker-compose.production.yml up -d"
say "beginning a new generation of the record"
compose run --rm -T --no-deps migrate lait backup after-restore || fail "the record is back, but its generation was not begun anew; run: docker-compose -f docker-compose.production.yml run --rm migrate lait backup after-restore"
# Whatever was cached, counted or remembered is of the record that is gone.
compose exec -T redis sh -c 'REDISCLI_AUTH="${REDIS_PASSWORD:-$(cat "$REDIS_PASSWORD_FILE")}" redis-cli FLUSHALL' >/dev/null || true

say "starting"
# At once, not one after another: everything they wait for is there.
start --no-deps backend worker frontend redis
wait_until_ready || fail "the record is back, but LAIT did not become ready within $READY_WITHIN_SECONDS s; see: docker-compose -f docker-compose.production.yml logs backend"
say "ready after $((SECONDS - began)) s: $(address)"
say "make a full backup now: scripts/backup.sh --full"
