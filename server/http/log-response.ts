import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ServerContext } from '../context.ts';
import { traceIdOf } from './trace-id.ts';

/**
 * One line a request: the route's pattern, never the address as called, which may hold what a person
 * searched for.
 */
export async function logResponse(
  { log, metrics, system }: Pick<ServerContext, 'log' | 'metrics' | 'system'>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const line = {
    request_id: request.id,
    trace_id: traceIdOf(request.headers.traceparent) ?? undefined,
    method: request.method,
    route: request.routeOptions.url ?? 'unknown',
    status: reply.statusCode,
    latency_ms: Math.round(reply.elapsedTime * 100) / 100,
    user_id: request.actor?.userId,
  };
  const { method, route, status } = line;
  metrics?.observeRequest({ method, route, status, seconds: reply.elapsedTime / 1_000 });
  system?.latencies.observe({ method, route, milliseconds: reply.elapsedTime });
  if (reply.statusCode >= 500) log.error(line, 'request');
  // Asked every few seconds by engines and balancers: people's requests would drown in them.
  else if (WATCHED.has(route)) log.debug(line, 'request');
  else log.info(line, 'request');
}

const WATCHED: ReadonlySet<string> = new Set(['/api/health', '/api/readiness']);
