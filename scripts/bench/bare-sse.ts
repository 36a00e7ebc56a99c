import { randomUUID } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';

/**
 * The floor of `sse`: a process that holds streams and, told to, writes one line to each; no database, no access, no
 * replay. Prints its address.
 */
const open = new Set<ServerResponse>();
let seq = 0;

const server = createServer((request, response) => {
  if (request.method === 'POST') {
    seq += 1;
    const event = { id: randomUUID(), type: 'invoice.flagged', subjectId: String(request.headers['x-subject']) };
    const text = `id: ${seq}\nevent: invoice.flagged\ndata: ${JSON.stringify(event)}\n\n`;
    for (const stream of open) stream.write(text);
    response.end();
    return;
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.write('id: 0\nevent: ready\ndata: {}\n\n');
  open.add(response);
  response.on('close', () => open.delete(response));
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object' && address !== null) process.stdout.write(`http://127.0.0.1:${address.port}\n`);
});
process.on('SIGTERM', () => process.exit(0));
