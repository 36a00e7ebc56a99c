import type { FastifyReply, FastifyRequest } from 'fastify';
import { describe, expect, it } from 'vitest';
import { createLogger } from '../ops/logger.ts';
import { logResponse } from './log-response.ts';

async function lineOf(
  url: string,
  statusCode: number,
  headers: Readonly<Record<string, string>> = {},
): Promise<Record<string, unknown>> {
  const lines: string[] = [];
  const log = createLogger('DEBUG', { write: (line) => void lines.push(line) });
  // Sound: no more of a request than this is looked at.
  const request = {
    id: 'one',
    method: 'GET',
    routeOptions: { url },
    actor: null,
    headers,
  } as unknown as FastifyRequest;
  const reply = { statusCode, elapsedTime: 1.234 } as unknown as FastifyReply;
  await logResponse({ log }, request, reply);
  return JSON.parse(lines[0] ?? '{}');
}

describe('the line of a request', () => {
  it('holds the time it took, as the operations guide greps it', async () => {
    expect(await lineOf('/api/invoices', 200)).toMatchObject({ level: 'INFO', latency_ms: 1.23 });
  });

  it('names the trace that it belongs to, where somebody in front said so, and nothing else of the header', async () => {
    const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
    const traced = await lineOf('/api/invoices', 200, { traceparent: `00-${trace}-00f067aa0ba902b7-01` });
    expect(traced.trace_id).toBe(trace);
    expect(await lineOf('/api/invoices', 200, { traceparent: 'Smith v. Jones' })).not.toHaveProperty('trace_id');
  });

  it.each(['/api/health', '/api/readiness'])(
    'does not drown people in %s, but tells where it failed',
    async (route) => {
      expect(await lineOf(route, 200)).toMatchObject({ level: 'DEBUG' });
      expect(await lineOf(route, 503)).toMatchObject({ level: 'ERROR' });
    },
  );
});
