#!/bin/bash
# Inside the postgres container.   lait-backup prepare       make the place for backups, once; safe to repeat
#                                  lait-backup full|diff     back the record up, and leave a mark that it was
#                                  lait-backup dump          a logical copy, which any PostgreSQL can read
set -euo pipefail
mark() { # NAME DETAIL
  psql -qX -v ON_ERROR_STOP=1 -U lait -d lait -c \
    "INSERT INTO operation_marks (name, at, detail) VALUES ('$1', now(), '$2')
     ON CONFLICT (name) DO UPDATE SET at = excluded.at, detail = operation_marks.detail || excluded.detail"
}
case ${1:-} in
  prepare)
    lait-pgbackrest stanza-create
    # Proves that a piece of the log really arrives.
    lait-pgbackrest check
    ;;
  full | diff)
    began=$(date +%s)
    lait-pgbackrest --type="$1" backup
    # When the last whole one was stays beside what came after it.
    whole=
    if [ "$1" = full ]; then whole=", \"fullAt\": \"$(date -u +%Y-%m-%dT%H:%M:%SZ)\""; fi
    mark backup "{\"type\": \"$1\", \"seconds\": $(($(date +%s) - began))$whole}"
    ;;
  dump)
    folder=/var/lib/pgbackrest/dumps
    mkdir -p "$folder"
    target=$folder/lait-$(date -u +%Y%m%dT%H%M%SZ).dump
    key=${BACKUP_ENCRYPTION_KEY:-}
    if [ -z "$key" ] && [ -n "${BACKUP_ENCRYPTION_KEY_FILE:-}" ]; then key=$(cat "$BACKUP_ENCRYPTION_KEY_FILE"); fi
    if [ -n "$key" ] && [ "$key" != disabled ]; then
      export GNUPGHOME=/tmp/gnupg
      mkdir -p -m 700 "$GNUPGHOME"
      pg_dump -U lait -d lait --format=custom |
        gpg --batch --quiet --no-symkey-cache --pinentry-mode loopback --passphrase-fd 3 --cipher-algo AES256 --compress-algo none \
          --symmetric --output "$target.gpg.part" 3< <(printf %s "$key")
      mv "$target.gpg.part" "$target.gpg"
    else
      pg_dump -U lait -d lait --format=custom --file "$target.part"
      mv "$target.part" "$target"
    fi
    # Five weeks of them.
    find "$folder" -type f -mtime +35 -delete
    mark dump "{}"
    ;;
  *) sed -n '2,4p' "$0" >&2; exit 2 ;;
esac
