import type { HttpAnswer, HttpLine } from '#shared/workspace/sync/http-transport.ts';
import type { OracleDeviceOptions } from './oracle-device.ts';

type Request = Parameters<HttpLine['ask']>[0];

/** The way to some API process; now and then a request or its reply is lost on it, or a request arrives twice. */
export function oracleLine(
  options: Omit<OracleDeviceOptions, 'folder' | 'person'> & { readonly baseUrl: string },
): HttpLine {
  const { baseUrl, origins, random, counts, isNetworkBad } = options;
  return {
    async ask(request) {
      const url = request.url.replace(baseUrl, random.pick(origins));
      const chance = isNetworkBad() ? random.next() : 1;
      if (chance < 0.02) {
        counts.perFault.loseRequest += 1;
        throw new Error('The request was lost.');
      }
      if (chance < 0.05) {
        counts.perFault.repeatRequest += 1;
        const [first, second] = await Promise.all([send(url, request), send(url, request)]);
        await first.text();
        return counted(request, second);
      }
      const answer = await send(url, request);
      if (chance < 0.09) {
        counts.perFault.loseReply += 1;
        await answer.text();
        throw new Error('The reply was lost.');
      }
      return counted(request, answer);
    },
    stream() {
      throw new Error('Devices of the oracle look by themselves.');
    },
  };

  function counted(request: Request, response: Response): HttpAnswer {
    if (request.url.endsWith('/push') && response.ok && typeof request.body === 'string') {
      counts.pushes += 1;
      counts.mutations += (JSON.parse(request.body) as { mutations: unknown[] }).mutations.length;
    }
    return { status: response.status, header: (name) => response.headers.get(name), text: () => response.text() };
  }
}

function send(url: string, { method, headers, body, deadlineMs }: Request): Promise<Response> {
  return fetch(url, { method, headers, body, signal: AbortSignal.timeout(deadlineMs) });
}
