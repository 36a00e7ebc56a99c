# LAIT's server, one image for three roles: api, worker and migrate (LAIT_MODE). Its base is a build argument with a full
# tag; the digest is filled in at release (docs/operations.md). It runs the sources as they are: Node strips the types.
ARG NODE_IMAGE=node:24.21.0-bookworm-slim

FROM ${NODE_IMAGE} AS libraries
WORKDIR /app
COPY package.json package-lock.json ./
# No library may run a script of its own while it is installed.
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund

FROM ${NODE_IMAGE}
ENV NODE_ENV=production \
    NODE_NO_WARNINGS=1 \
    MALLOC_ARENA_MAX=2 \
    LAIT_HOST=0.0.0.0 \
    LAIT_DATA_DIRECTORY=/var/lib/lait
WORKDIR /app
# The volumes take their owner from these folders when they are made.
RUN mkdir -p /var/lib/lait /var/backups/lait && chown node:node /var/lib/lait /var/backups/lait
COPY --from=libraries /app/node_modules node_modules
COPY package.json LICENSE ./
COPY shared shared
COPY server server
COPY scripts/cli scripts/cli
COPY build/lait.sh /usr/local/bin/lait
ARG LAIT_REVISION=unknown
ENV LAIT_REVISION=${LAIT_REVISION}
USER node
EXPOSE 4810
STOPSIGNAL SIGTERM
# Four fifths of what the container may use; the rest is for buffers and threads.
CMD ["node", "--max-old-space-size-percentage=80", "server/main.ts"]
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 \
  CMD ["node", "server/ops/check-health.ts"]
