import { readFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { SECURITY_HEADERS } from './security-headers.ts';

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};

/** Names a loopback server may be called by; anything else is a rebinding attempt and is refused. */
const LOOPBACK_HOST = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/;

/**
 * Serves the built web application on loopback: files of one folder, GET and HEAD only, nothing else.
 * Unknown paths without an extension get the page itself, because the page has addresses of its own.
 * @param port 0 for any free one
 * @param api takes every request below `/api/` and `/updates/`, where there is a server
 * @returns the listening server; rejects with Node's error when the port is taken
 */
export function serveWeb(folder: string, port: number, api?: RequestListener): Promise<Server> {
  const server = createServer(async (request, response) => {
    const end = (status: number, headers: Record<string, string>, body: Buffer | string = '') => {
      response.writeHead(status, { ...SECURITY_HEADERS, ...headers });
      response.end(request.method === 'HEAD' ? '' : body);
    };
    if (!LOOPBACK_HOST.test(request.headers.host ?? '')) return end(403, {}, 'Not served under this name.');
    if (api !== undefined && /^\/(?:api|updates)\//.test(request.url ?? '')) return api(request, response);
    if (request.method !== 'GET' && request.method !== 'HEAD') return end(405, { Allow: 'GET, HEAD' });
    const path = readPath(request.url ?? '/');
    if (path === null) return end(400, {}, 'This address cannot be read.');
    const isPage = extname(path) === '';
    const file = join(folder, isPage ? 'index.html' : path);
    if (!file.startsWith(folder + sep)) return end(404, {}, 'There is no such file.');
    try {
      const body = await readFile(file);
      // Assets carry a hash in their name and never change; the page must always be asked for anew.
      const cache = path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
      end(
        200,
        { 'Content-Type': MEDIA_TYPES[extname(file)] ?? 'application/octet-stream', 'Cache-Control': cache },
        body,
      );
    } catch {
      end(404, {}, 'There is no such file.');
    }
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

function readPath(url: string): string | null {
  try {
    const path = normalize(decodeURIComponent(new URL(url, 'http://localhost').pathname));
    return path.includes('\0') ? null : path;
  } catch {
    return null;
  }
}
