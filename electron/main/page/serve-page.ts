import { readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { PAGE_HEADERS } from './content-security-policy.ts';
import { isOwnPage } from './own-page.ts';

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/**
 * Answers `lait://app/…` from the built page's folder: GET only, no path out of the folder, the media type by a fixed
 * list, the policy on every answer. Paths without an ending are the page's own addresses and get the page.
 * @param folder absolute; inside the application's archive when packaged
 */
export function pageServer(folder: string): (request: Request) => Promise<Response> {
  return async (request) => {
    if (request.method !== 'GET') return answer(405, 'Only GET is answered.', { Allow: 'GET' });
    if (!isOwnPage(request.url)) return answer(404, 'There is no such host.');
    const path = readPath(new URL(request.url).pathname);
    if (path === null) return answer(400, 'This address cannot be read.');
    const ending = extname(path);
    const mediaType = MEDIA_TYPES[ending === '' ? '.html' : ending];
    const file = join(folder, ending === '' ? 'index.html' : path);
    if (mediaType === undefined || !file.startsWith(folder + sep)) return answer(404, 'There is no such file.');
    try {
      const body = await readFile(file);
      return new Response(new Uint8Array(body), {
        status: 200,
        headers: { ...PAGE_HEADERS, 'Content-Type': mediaType, 'Cache-Control': 'no-cache' },
      });
    } catch {
      return answer(404, 'There is no such file.');
    }
  };
}

// Decoded once; what still looks like a way up, a drive or a second encoding afterwards is no address of ours.
function readPath(pathname: string): string | null {
  try {
    const path = decodeURIComponent(pathname);
    const isOdd = /[\0\\:%]/.test(path) || path.split('/').some((part) => part === '..' || part === '.');
    return isOdd ? null : path;
  } catch {
    return null;
  }
}

function answer(status: number, text: string, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(text, {
    status,
    headers: { ...PAGE_HEADERS, 'Content-Type': 'text/plain; charset=utf-8', ...headers },
  });
}
