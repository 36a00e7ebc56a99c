#!/bin/sh
# The command line inside the image: docker-compose exec backend lait audit verify
exec node /app/scripts/cli/lait.ts "$@"
