#!/bin/bash
# Inside a container of the postgres image, while PostgreSQL is down.
#   lait-restore [TIME]         puts the record back as it was at TIME (2026-11-26 14:05:00+00), or as late as the log goes.
#   lait-restore point:NAME     as it was at a point that was named (lait backup mark NAME)
# What lies in PGDATA is set aside beside it, never removed: it may be all there is.
set -euo pipefail
if [ -s "$PGDATA/postmaster.pid" ] && kill -0 "$(head -n 1 "$PGDATA/postmaster.pid")" 2>/dev/null; then
  echo "PostgreSQL still runs here. Nothing was restored." >&2
  exit 1
fi
lait-pgbackrest info --output=text
if [ -n "$(ls -A "$PGDATA" 2>/dev/null)" ]; then
  aside=$PGDATA.before-$(date -u +%Y%m%dT%H%M%SZ)
  mv "$PGDATA" "$aside"
  echo "What was there is kept in $aside; remove it when all is well."
fi
mkdir -p -m 700 "$PGDATA"
# The log is fetched with LAIT's settings as well.
options=("--recovery-option=restore_command=lait-pgbackrest archive-get %f \"%p\"")
if [[ "${1:-}" = point:* ]]; then options+=(--type=name "--target=${1#point:}" --target-action=promote)
elif [ -n "${1:-}" ]; then options+=(--type=time "--target=$1" --target-action=promote); fi
if [ "${LAIT_DRILL:-}" = yes ]; then options+=(--archive-mode=off); fi
lait-pgbackrest --log-level-console=info "${options[@]}" restore
