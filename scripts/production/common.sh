# Read by the scripts that administrators type (bash). They stand in the folder of the project when they read it.
# shellcheck shell=bash

readonly SETTINGS=.env.production
readonly SECRETS=(JWT_SECRET_KEY POSTGRES_PASSWORD LAIT_APP_DATABASE_PASSWORD REDIS_PASSWORD)
readonly KEYS=(LAIT_PREVIOUS_JWT_SECRET_KEY API_KEY_OPENAI API_KEY_LEGAL_DATABASE BACKUP_ENCRYPTION_KEY)
readonly READY_WITHIN_SECONDS=${LAIT_READY_WITHIN_SECONDS:-180}

say() { printf '%s  %s\n' "$(date +%H:%M:%S)" "$*"; }

# docker-compose 1.29, which the guide types, or docker's own plugin.
find_compose() {
  if command -v docker-compose >/dev/null; then COMPOSE=(docker-compose)
  elif docker compose version >/dev/null 2>&1; then COMPOSE=(docker compose)
  else return 1; fi
}

# What this host has otherwise than the project (a managed database, a network of its own) stands in a file of its own.
local_files() { if [ -s docker-compose.local.yml ]; then printf -- '-f\ndocker-compose.local.yml\n'; fi; }

compose() {
  local more=()
  mapfile -t more < <(local_files)
  "${COMPOSE[@]}" -f docker-compose.production.yml -f docker-compose.secrets.yml "${more[@]}" "$@"
}

setting() { sed -n "s/^$1=//p" "$SETTINGS" | tail -n 1; }

image_prefix() { local prefix; prefix=$(setting LAIT_IMAGES); echo "${prefix:-lait}"; }

# The folder is root's alone; a file itself must be readable by the user of its container. [FOLDER]
write_secret_files() {
  local folder=${1:-.secrets} name
  (umask 077 && mkdir -p "$folder")
  for name in "${SECRETS[@]}" "${KEYS[@]}"; do
    # Unlinked first: a container that runs keeps the one it was given.
    rm -f "$folder/$name"
    printf '%s' "$(setting "$name")" > "$folder/$name"
    [ -s "$folder/$name" ] || printf 'disabled' > "$folder/$name"
    chmod 444 "$folder/$name"
  done
}

# As many backends as there are: `scale backend=N` stands until somebody scales again.
start() { # [ARGUMENTS OF up]
  local backends
  backends=$(compose ps -q backend 2>/dev/null | wc -l)
  compose up -d --scale "backend=$((backends > 1 ? backends : 1))" "$@"
}

# Folders of this host that stand for a volume of backups belong to whoever writes into them.
hand_over_backup_folders() {
  local folder
  folder=$(setting BACKUP_PATH)
  [[ "$folder" != /* ]] || hand_over "$folder" "$(image_prefix)-postgres:latest" postgres
  folder=$(setting FILE_BACKUP_PATH)
  [[ "$folder" != /* ]] || hand_over "$folder" "$(image_prefix)-backend:${LAIT_VERSION:-latest}" node
}

hand_over() { # FOLDER IMAGE USER
  mkdir -p "$1" || return 1
  docker run --rm --user 0 --network none --entrypoint sh -v "$1:/given" "$2" -c \
    "[ \"\$(stat -c %U /given)\" = $3 ] || { chown -R $3:$3 /given && chmod 750 /given; }"
}

address() {
  local port
  if [ -n "$(setting SSL_CERT_PATH)" ]; then
    port=$(setting HTTPS_PORT); echo "https://localhost:${port:-443}"
  else
    port=$(setting HTTP_PORT); echo "http://localhost:${port:-80}"
  fi
}

# The certificate is of another name than localhost; whether it is the right one is not asked here.
answers() { curl --silent --fail --insecure --output /dev/null --max-time 3 "$(address)$1"; }

wait_until_ready() {
  local deadline=$((SECONDS + READY_WITHIN_SECONDS))
  while [ "$SECONDS" -lt "$deadline" ]; do
    if answers /api/readiness && answers /; then return 0; fi
    sleep 1
  done
  return 1
}

# In the database, as its owner; nothing of the host's settings is printed. SQL
in_database() { compose exec -T postgres psql -qXAt -v ON_ERROR_STOP=1 -U lait -d lait -c "$1"; }
