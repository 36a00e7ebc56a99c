import { type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { webFolder } from '../scripts/web/build-web.ts';
import { serveWeb } from '../scripts/web/serve-web.ts';

/**
 * The one address that browsers see, as the proxy of an installation is: the built page, and everything below
 * `/api/` and `/updates/` passed on to the server. Where that does not answer, 502 in the envelope.
 */
export function openFrontDoor(serverPort: number): Promise<Server> {
  return serveWeb(webFolder, 0, (incoming, response) => passOn(serverPort, incoming, response));
}

function passOn(port: number, incoming: IncomingMessage, response: ServerResponse): void {
  const { method, url, headers } = incoming;
  const outgoing = request({ host: '127.0.0.1', port, method, path: url, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.on('error', () => response.destroy());
    answer.pipe(response);
  });
  outgoing.on('error', () => {
    if (response.headersSent) {
      response.destroy();
      return;
    }
    response.writeHead(502, { 'content-type': 'application/json; charset=utf-8', 'retry-after': '1' });
    response.end('{"error":{"code":"BAD_GATEWAY","message":"The server does not answer.","request_id":"front"}}');
  });
  // A stream that the page leaves is left on the other side as well.
  response.on('close', () => outgoing.destroy());
  incoming.pipe(outgoing);
}
