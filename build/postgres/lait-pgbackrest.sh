#!/bin/bash
# pgBackRest with LAIT's settings: what archive_command and the other scripts of this folder call.
set -euo pipefail
key=${BACKUP_ENCRYPTION_KEY:-}
if [ -z "$key" ] && [ -n "${BACKUP_ENCRYPTION_KEY_FILE:-}" ]; then key=$(cat "$BACKUP_ENCRYPTION_KEY_FILE"); fi
export PGBACKREST_CONFIG=/etc/lait/pgbackrest.conf
export PGBACKREST_PG1_PATH=${PGBACKREST_PG1_PATH:-$PGDATA}
if [ -n "$key" ] && [ "$key" != disabled ]; then
  export PGBACKREST_REPO1_CIPHER_TYPE=aes-256-cbc PGBACKREST_REPO1_CIPHER_PASS="$key"
fi
# The variables are no options of pgBackRest: it would warn of each.
unset BACKUP_ENCRYPTION_KEY BACKUP_ENCRYPTION_KEY_FILE
exec pgbackrest --stanza=lait "$@"
