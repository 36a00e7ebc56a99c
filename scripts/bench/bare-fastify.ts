import { fastify } from 'fastify';

/** The floor of routes: Fastify that answers a few bytes and does nothing else, as a process of its own. */
const app = fastify({ logger: false });
app.get('/', async () => ({ status: 'ok' }));
const address = await app.listen({ host: '127.0.0.1', port: 0 });
process.stdout.write(`${address}\n`);
process.on('SIGTERM', () => void app.close().then(() => process.exit(0)));
// Whoever started it is gone.
process.stdin.on('end', () => process.exit(0)).resume();
