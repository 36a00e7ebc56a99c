import type { HttpLine } from '#shared/workspace/sync/http-transport.ts';

type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/**
 * The way to the server from the workspace's process, through Chromium's network: the system's proxy, its certificates
 * and its rules apply. No cookies go along; the bearer token is all there is.
 */
export function netLine(fetch: Fetch): HttpLine {
  const plain = { credentials: 'omit', cache: 'no-store', redirect: 'error' } as const;
  return {
    async ask({ method, url, headers, body, deadlineMs }) {
      const answer = await fetch(url, { ...plain, method, headers, body, signal: AbortSignal.timeout(deadlineMs) });
      return { status: answer.status, header: (name) => answer.headers.get(name), text: () => answer.text() };
    },
    stream({ method, url, headers }, onText) {
      const controller = new AbortController();
      return { ended: read(), abort: () => controller.abort() };

      async function read(): Promise<void> {
        const answer = await fetch(url, { ...plain, method, headers, signal: controller.signal });
        if (!answer.ok || answer.body === null) throw new Error(`The event stream answered ${answer.status}.`);
        const text = new TextDecoder();
        for await (const piece of answer.body) onText(text.decode(piece, { stream: true }));
      }
    },
  };
}
