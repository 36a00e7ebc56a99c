#!/bin/bash
# Backs LAIT up; for cron, every night (docs/operations.md):   0 2 * * * /path/to/lait/scripts/backup.sh
#
#   scripts/backup.sh           the record since the last full backup, and new files; on Sundays everything, and a dump
#   scripts/backup.sh --full    everything
#   scripts/backup.sh --dump    a logical copy as well
#   scripts/backup.sh --full --again   and every file once more, after JWT_SECRET_KEY was changed
#   scripts/backup.sh --removed-on-purpose   many files are gone from the store, and that is meant
#
# Between two nights nothing is lost either: PostgreSQL puts its log away all the time. Needs no terminal.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=scripts/production/common.sh
. scripts/production/common.sh
fail() { printf 'No backup: %s\n' "$*" >&2; exit 1; }

kind=diff
dump=no
files=()
if [ "$(date +%u)" = 7 ]; then kind=full; dump=yes; fi
for argument in "$@"; do
  case $argument in
    --full) kind=full ;;
    --dump) dump=yes ;;
    --again | --removed-on-purpose) files+=("$argument") ;;
    *) sed -n '2,11p' "$0" >&2; exit 2 ;;
  esac
done
find_compose || fail "there is no docker-compose."
# One at a time: a second one waits for nothing and says so.
exec 9> .backup.lock
flock -n 9 || fail "another backup is running."

say "the record ($kind)"
compose exec -T postgres lait-backup "$kind" || fail "the record was not backed up; see the lines above."
say "its files"
compose run --rm -T keeper files /var/backups/lait ${files[@]+"${files[@]}"} || fail "the record was backed up, its files were not; see the lines above."
in_database "INSERT INTO operation_marks (name, at) VALUES ('files', now()) ON CONFLICT (name) DO UPDATE SET at = excluded.at"
if [ "$dump" = yes ]; then
  say "a logical copy"
  compose exec -T postgres lait-backup dump || fail "record and files were backed up, the logical copy was not made; see the lines above."
fi
say "done"
