#!/bin/bash
# Inside a container of the postgres image, while PostgreSQL is down.
#   lait-restore [TIME]         puts the record back as it was at TIME (2026-11-26 14:05:00+00), or as late as the log goes.
#   lait-restore point:NAME     as it was at a point that was named (lait backup mark NAME)
# What lies in PGDATA is set aside beside it, never removed: it may be all there is.
set -euo pipefail
# Asked before anything is moved: without a backup there is nothing to put in its place. That PostgreSQL is down is looked at
# by who starts this (scripts/restore.sh): a number of a process means nothing in another container.
backups=$(lait-pgbackrest info --output=json)
lait-pgbackrest info --output=text
if [[ "$backups" != *'"backup":[{'* ]]; then
  echo "There is no backup of the record here. Nothing was changed." >&2
  exit 1
fi
aside=""
if [ -n "$(ls -A "$PGDATA" 2>/dev/null)" ]; then
  aside=$PGDATA.before-$(date -u +%Y%m%dT%H%M%SZ)
  mv "$PGDATA" "$aside"
fi
mkdir -p -m 700 "$PGDATA"
# The log is fetched with LAIT's settings as well.
options=("--recovery-option=restore_command=lait-pgbackrest archive-get %f \"%p\"")
if [[ "${1:-}" = point:* ]]; then options+=(--type=name "--target=${1#point:}" --target-action=promote)
elif [ -n "${1:-}" ]; then options+=(--type=time "--target=$1" --target-action=promote); fi
if [ "${LAIT_DRILL:-}" = yes ]; then options+=(--archive-mode=off); fi
if ! lait-pgbackrest --log-level-console=info "${options[@]}" restore; then
  # An empty folder would be taken for a first start, and LAIT would come up with an empty record.
  if [ -n "$aside" ]; then
    rm -rf "$PGDATA"
    mv "$aside" "$PGDATA"
    echo "What was there is back in its place." >&2
  fi
  exit 1
fi
if [ -n "$aside" ]; then echo "What was there is kept in $aside; remove it when all is well."; fi
