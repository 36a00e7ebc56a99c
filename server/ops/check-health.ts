import { get } from 'node:http';

/**
 * The container's own health check (build/backend.Dockerfile): ends with 0 where this container's process answers. A worker
 * answers nobody but whoever reads its figures, so that is where it is asked.
 */
const { LAIT_MODE: mode, HTTP_PORT: port = '4810', LAIT_METRICS_PORT: metricsPort = '' } = process.env;
const address = mode === 'worker' ? `http://127.0.0.1:${metricsPort}/metrics` : `http://127.0.0.1:${port}/api/health`;

get(address, { timeout: 2_000 }, (response) => process.exit(response.statusCode === 200 ? 0 : 1))
  .on('timeout', () => process.exit(1))
  .on('error', () => process.exit(1));
