#!/usr/bin/env bash
# Deploys LAIT on this host, or brings it up to the version in this folder. Safe to run again: what is up to date stays.
#
#   ./deploy-production-final.sh                  test, build, migrate, start, wait until ready
#   ./deploy-production-final.sh --skip-tests     the same without the tests
#   ./deploy-production-final.sh --make-secrets   first make .env.production with strong secrets, where there is none
#
# Nothing that runs is touched before the new images are built and the schema is up to date; a version that does not become
# ready is taken back. docs/operations.md has the rest.
set -euo pipefail
cd "$(dirname "$0")"

# shellcheck source=scripts/production/common.sh
. scripts/production/common.sh
# Checked before anything that runs gets them.
readonly NEW_SECRETS=.secrets.new
readonly SECRETS_BEFORE=.secrets.before

run_tests=yes
make_secrets=no
for argument in "$@"; do
  case $argument in
    --skip-tests) run_tests=no ;;
    --make-secrets) make_secrets=yes ;;
    *) sed -n '2,9p' "$0" >&2; exit 2 ;;
  esac
done

fail() { printf 'Not deployed: %s\n' "$*" >&2; exit 1; }

check_prerequisites() {
  local missing=()
  command -v docker >/dev/null || missing+=("docker (Debian: apt-get install docker.io)")
  find_compose || missing+=("docker-compose 1.29 or later, or docker's compose plugin (Debian: apt-get install docker-compose)")
  command -v openssl >/dev/null || missing+=("openssl, for secrets")
  command -v curl >/dev/null || missing+=("curl, to see whether LAIT is ready")
  if [ "$run_tests" = yes ] && ! command -v npm >/dev/null; then missing+=("Node 20 and npm, for the tests (or pass --skip-tests)"); fi
  if [ ${#missing[@]} -gt 0 ]; then
    printf 'missing: %s\n' "${missing[@]}" >&2
    fail "${#missing[@]} of the prerequisites are missing. Nothing was changed."
  fi
  docker info >/dev/null 2>&1 || fail "the docker engine does not answer. Start it (systemctl start docker), or run this as a user of the group docker. Nothing was changed."
  local free_kilobytes
  free_kilobytes=$(df -Pk . | awk 'NR==2 {print $4}')
  [ "$free_kilobytes" -gt 5000000 ] || fail "less than 5 GB are free on this disk; images and the database need them. Nothing was changed."
}

check_settings() {
  if [ ! -s "$SETTINGS" ]; then
    [ "$make_secrets" = yes ] || fail "there is no $SETTINGS. Copy .env.example and fill it in, or pass --make-secrets. Nothing was changed."
    local name text
    text=$(cat .env.example)
    for name in "${SECRETS[@]}" BACKUP_ENCRYPTION_KEY; do
      text=$(NAME=$name VALUE=$(openssl rand -hex 32) awk 'index($0, ENVIRON["NAME"] "=") == 1 {print ENVIRON["NAME"] "=" ENVIRON["VALUE"]; next} {print}' <<<"$text")
    done
    (umask 077 && printf '%s\n' "$text" > "$SETTINGS")
    say "made $SETTINGS with new secrets. Keep a copy away from this host: without JWT_SECRET_KEY and BACKUP_ENCRYPTION_KEY no backup can be read."
  fi
  chmod 600 "$SETTINGS"
  local name wrong=()
  for name in "${SECRETS[@]}"; do
    case $(setting "$name") in
      "" | "<"*) wrong+=("$name is not set") ;;
    esac
  done
  local certificate key
  certificate=$(setting SSL_CERT_PATH); key=$(setting SSL_KEY_PATH)
  if [ -n "$certificate$key" ]; then
    [ -s "$certificate" ] || wrong+=("SSL_CERT_PATH names no file: ${certificate:-nothing}")
    [ -s "$key" ] || wrong+=("SSL_KEY_PATH names no file: ${key:-nothing}")
  fi
  if [ ${#wrong[@]} -gt 0 ]; then
    printf '%s: %s\n' "$SETTINGS" "${wrong[@]}" >&2
    fail "$SETTINGS is not complete. Nothing was changed."
  fi
  if [ -s "$certificate" ] && ! openssl x509 -checkend 0 -noout -in "$certificate" >/dev/null 2>&1; then
    fail "the certificate in SSL_CERT_PATH has expired or cannot be read. Nothing was changed."
  fi
  local name_of_path path
  for name_of_path in BACKUP_PATH FILE_BACKUP_PATH; do
    path=$(setting "$name_of_path")
    case $path in
      "" | /*) ;;
      *) fail "$name_of_path must be an absolute path, or stay empty. Nothing was changed." ;;
    esac
  done
  rm -rf "$NEW_SECRETS"
  write_secret_files "$NEW_SECRETS"
}

# LAIT itself says what is wrong with settings, so that a weak one is not found out by a server that does not start.
check_settings_as_read() {
  local service
  for service in migrate backend; do
    LAIT_VERSION=candidate LAIT_SECRETS=./$NEW_SECRETS compose run --rm -T --no-deps "$service" lait server check 2>.settings.log && continue
    grep -v '^Creating' .settings.log >&2 || true
    rm -rf "$NEW_SECRETS" .settings.log
    fail "$SETTINGS holds what LAIT does not start with; see the lines above. Nothing was changed; what ran before still runs."
  done
  rm -f .settings.log
}

# With another one nothing that was encrypted with it can be read.
check_keys_stay() {
  local name
  for name in JWT_SECRET_KEY BACKUP_ENCRYPTION_KEY; do
    [ -s ".secrets/$name" ] || continue
    cmp -s ".secrets/$name" "$NEW_SECRETS/$name" && continue
    # Named as the one before, it goes on reading what was encrypted with it.
    if [ "$name" = JWT_SECRET_KEY ] && cmp -s ".secrets/$name" "$NEW_SECRETS/LAIT_PREVIOUS_JWT_SECRET_KEY"; then continue; fi
    rm -rf "$NEW_SECRETS"
    fail "$name is not the one that this installation runs with: what was encrypted with it could not be read any more. docs/operations.md, \"Secrets and their rotation\", has the way. Nothing was changed; what ran before still runs."
  done
}

changed_secrets=()
take_up_secrets() {
  local name
  rm -rf "$SECRETS_BEFORE"
  if [ -d .secrets ]; then
    cp -a .secrets "$SECRETS_BEFORE"
    for name in "${SECRETS[@]}" "${KEYS[@]}"; do
      cmp -s ".secrets/$name" "$NEW_SECRETS/$name" || changed_secrets+=("$name")
    done
  fi
  write_secret_files
  rm -rf "$NEW_SECRETS"
}

# Whoever starts again by itself finds the secrets that it ran with.
secrets_back() {
  local name
  [ -d "$SECRETS_BEFORE" ] || return 0
  for name in "$SECRETS_BEFORE"/*; do mv -f "$name" .secrets/; done
}

tag_all() { # FROM TO
  local image
  for image in "${OWN_IMAGES[@]}"; do
    if docker image inspect "$image:$1" >/dev/null 2>&1; then docker tag "$image:$1" "$image:$2"; fi
  done
}

has_kept_previous=no
# The same version once more has no version before it but the one that it had.
keep_previous() {
  local was now
  was=$(docker image inspect --format '{{.Id}}' "${OWN_IMAGES[0]}:latest" 2>/dev/null) || return 0
  now=$(docker image inspect --format '{{.Id}}' "${OWN_IMAGES[0]}:candidate")
  [ "$was" = "$now" ] && return 0
  # Where the new one is taken back, so is this.
  tag_all previous before-previous
  tag_all latest previous
  has_kept_previous=yes
}

take_back() {
  compose logs --tail 40 backend worker frontend >&2 || true
  secrets_back
  if docker image inspect "${OWN_IMAGES[0]}:previous" >/dev/null 2>&1; then
    tag_all previous latest
    [ "$has_kept_previous" = no ] || tag_all before-previous previous
    export LAIT_VERSION=latest
    start --no-deps --force-recreate backend worker frontend
    wait_until_ready || fail "the new version did not become ready within $READY_WITHIN_SECONDS s, and the previous one did not either. See the lines above and docs/operations.md, \"Backend not starting\"."
    fail "the new version did not become ready within $READY_WITHIN_SECONDS s. The previous one serves again; nothing was lost."
  fi
  fail "LAIT did not become ready within $READY_WITHIN_SECONDS s. See the lines above and docs/operations.md, \"Backend not starting\"."
}

check_prerequisites
check_settings
if [ "$run_tests" = yes ]; then
  say "testing (--skip-tests leaves this out)"
  npm test || fail "the tests did not pass. Nothing was changed."
fi

OWN_IMAGES=("$(image_prefix)-backend" "$(image_prefix)-frontend")
LAIT_REVISION=$(git rev-parse --short HEAD 2>/dev/null || echo unknown)
export LAIT_REVISION
say "building the images"
LAIT_VERSION=candidate compose build >/dev/null || fail "the images were not built; see the lines above. What ran before still runs."
check_settings_as_read
check_keys_stay
LAIT_VERSION=candidate hand_over_backup_folders || fail "the folders of BACKUP_PATH and FILE_BACKUP_PATH could not be made. What ran before still runs."

had_previous=no
if docker image inspect "${OWN_IMAGES[0]}:latest" >/dev/null 2>&1; then had_previous=yes; fi
take_up_secrets

say "bringing the database up to date"
# PostgreSQL is taken anew only where its own image changed.
LAIT_VERSION=candidate compose up -d postgres redis || fail "PostgreSQL or Redis did not start; see: docker-compose -f docker-compose.production.yml logs postgres redis"
if ! LAIT_VERSION=candidate compose run --rm -T migrate; then
  secrets_back
  [ "$had_previous" = yes ] && fail "the database was not brought up to date; the step that failed was undone. The previous version still serves."
  fail "the database was not brought up to date; the step that failed was undone. Nothing serves yet."
fi

say "starting"
keep_previous
tag_all candidate latest
export LAIT_VERSION=latest
case " ${changed_secrets[*]} " in *" REDIS_PASSWORD "*) compose up -d --no-deps --force-recreate redis ;; esac
start || take_back
# What a container was given as a file changes only with the container.
if [ ${#changed_secrets[@]} -gt 0 ]; then start --no-deps --force-recreate backend worker || take_back; fi
say "waiting until it is ready"
wait_until_ready || take_back

if [ "$(setting LAIT_BACKUPS)" != off ]; then
  say "preparing backups"
  compose exec -T postgres lait-backup prepare || fail "LAIT runs, but its backups cannot be made; see the lines above and docs/operations.md, \"Backups\"."
fi
say "ready: $(address)"
public=$(setting LAIT_PUBLIC_URL)
[ -z "$public" ] || say "people reach it at $public"
rm -rf "$SECRETS_BEFORE"
if token=$(compose exec -T backend lait server first-administrator 2>/dev/null); then
  say "the first administrator signs in with this one-time token:"
  printf '\n%s\n\n' "$token"
else
  say "there is an administrator already; no token was made"
fi
