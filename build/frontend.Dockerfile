# The web application behind nginx, which also ends TLS and passes /api and /updates on.
ARG NODE_IMAGE=node:24.21.0-bookworm-slim
ARG NGINX_IMAGE=nginx:1.28.0-bookworm

FROM ${NODE_IMAGE} AS web
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.base.json vite.config.ts ./
COPY shared shared
COPY renderer renderer
RUN node node_modules/vite/bin/vite.js build --logLevel warn

FROM ${NGINX_IMAGE}
COPY build/nginx/nginx.conf /etc/nginx/nginx.conf
COPY build/nginx/tls.conf build/nginx/plain.conf build/nginx/proxy.conf build/nginx/headers.conf build/nginx/site.conf /etc/nginx/lait/
COPY build/nginx/start.sh /usr/local/bin/start-lait-frontend
COPY --from=web /app/out/web /usr/share/nginx/html
USER nginx
EXPOSE 8080 8443
STOPSIGNAL SIGQUIT
ENTRYPOINT ["/usr/local/bin/start-lait-frontend"]
CMD []
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s --retries=3 \
  CMD ["/usr/local/bin/start-lait-frontend", "check"]
