#!/bin/bash
# Starts nginx with TLS where a certificate and its key are given, plain where neither is, and never half of it.
# `check` is the container's health check: the page answers (or sends people on to https).
set -eu
certificate=/etc/lait/tls/certificate.pem
key=/etc/lait/tls/key.pem

if [ "${1:-}" = check ]; then
  exec 3<>/dev/tcp/127.0.0.1/8080
  printf 'GET / HTTP/1.0\r\nHost: localhost\r\n\r\n' >&3
  read -r -t 2 _ status _ <&3
  [ "$status" = 200 ] || [ "$status" = 308 ]
  exit
fi

mode=plain
transport_security=""
if [ -s "$certificate" ] || [ -s "$key" ]; then
  mode=tls
  transport_security="max-age=31536000"
  if ! { [ -r "$certificate" ] && [ -s "$certificate" ] && [ -r "$key" ] && [ -s "$key" ]; }; then
    echo "LAIT's front door: SSL_CERT_PATH and SSL_KEY_PATH must both name a file that the user nginx can read." >&2
    echo "Keep the folder of the key for root alone (chmod 700) and make the file itself readable (chmod 644)." >&2
    exit 1
  fi
fi
{
  echo "map \$scheme \$transport_security { default \"\"; https \"$transport_security\"; }"
  cat "/etc/nginx/lait/$mode.conf"
} > /tmp/lait-server.conf
exec nginx -g 'daemon off;'
