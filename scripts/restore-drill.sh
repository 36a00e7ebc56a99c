#!/bin/bash
# Proves that the backups restore, without touching what runs: a weekly task.
#
#   scripts/restore-drill.sh
#
# Leaves a marker in the record and names that point of the log, waits until it is put away, restores up to it into a fresh
# volume on a network of its own, and proves the marker, the audit chain, every copy of a file, and that counts and checksums
# are those of the record at that very point. Nobody has to stop working. Leaves a mark, which readiness and the figures show.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=scripts/production/common.sh
. scripts/production/common.sh
fail() { printf 'The drill failed: %s\n' "$*" >&2; exit 1; }

find_compose || fail "there is no docker-compose."
drill() { compose -f docker-compose.drill.yml "$@"; }
project=$(docker inspect --format '{{index .Config.Labels "com.docker.compose.project"}}' "$(compose ps -q postgres)") || fail "PostgreSQL does not run here."
clean_up() {
  drill rm -sf drill-postgres >/dev/null 2>&1 || true
  docker volume rm -f "${project}_drill-data" >/dev/null 2>&1 || true
}
trap clean_up EXIT
clean_up

marker=$(in_database "INSERT INTO operation_marks (name, at) VALUES ('drill_marker', now())
  ON CONFLICT (name) DO UPDATE SET at = excluded.at RETURNING at")
point=lait-drill-$(date -u +%Y%m%dT%H%M%SZ)
then_described=$(compose run --rm -T --no-deps migrate lait backup mark "$point") || fail "the point of the log could not be named; see the lines above."
segment=$(in_database "SELECT pg_walfile_name(pg_switch_wal())")
say "waiting until $segment is put away"
for _ in $(seq 120); do
  archived=$(in_database "SELECT coalesce(last_archived_wal, '') FROM pg_stat_archiver")
  # Of one timeline, names of pieces sort as they follow.
  [[ "$archived" < "$segment" ]] || break
  sleep 1
done
[[ "$archived" < "$segment" ]] && fail "the log is not put away (last: ${archived:-none}). Backups do not reach further than that."

began=$SECONDS
say "restoring into a fresh volume"
drill run --rm -T drill-postgres lait-restore "point:$point" || fail "the record could not be restored; see the lines above."
drill up -d drill-postgres >/dev/null 2>&1
until [ "$(drill exec -T drill-postgres psql -qXAt -U lait -d lait -c 'SELECT pg_is_in_recovery()' 2>/dev/null)" = f ]; do
  if [ -z "$(docker ps -q --filter "name=${project}_drill-postgres" --filter "name=${project}-drill-postgres")" ]; then
    drill logs --tail 20 drill-postgres >&2
    fail "PostgreSQL did not start on what was restored; see the lines above."
  fi
  [ $((SECONDS - began)) -lt 3600 ] || fail "PostgreSQL did not come to the end of the log within an hour."
  sleep 1
done
seconds=$((SECONDS - began))

say "comparing"
now_described=$(drill run --rm -T --no-deps drill-check lait backup describe)
found=$(drill exec -T drill-postgres psql -qXAt -U lait -d lait -c "SELECT at FROM operation_marks WHERE name = 'drill_marker'")
[ "$found" = "$marker" ] || fail "the marker of $marker is not in what was restored (${found:-none})."
drill run --rm -T --no-deps drill-check lait audit verify || fail "the audit log that was restored is not whole."
compose run --rm -T keeper check-files /var/backups/lait || fail "a copy of a file is broken."
printf 'record    %s\nrestored  %s\n' "$then_described" "$now_described"
[ "$now_described" = "$then_described" ] || fail "what was restored differs from the record at that point; see the two lines above."
in_database "INSERT INTO operation_marks (name, at, detail) VALUES ('drill', now(), '{\"seconds\": $seconds}')
  ON CONFLICT (name) DO UPDATE SET at = excluded.at, detail = excluded.detail"
say "the backups restore: the marker of $marker was there, counts and checksums agree, the record was up after $seconds s"
