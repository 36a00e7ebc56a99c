import type { HttpLine } from '#shared/workspace/sync/http-transport.ts';

/** `fetch` as the sync transport asks for it; no cookies go along, the bearer token is all there is. */
export function fetchLine(): HttpLine {
  return {
    async ask({ method, url, headers, body, deadlineMs }) {
      const answer = await fetch(url, {
        method,
        headers,
        body,
        credentials: 'omit',
        cache: 'no-store',
        redirect: 'error',
        signal: AbortSignal.timeout(deadlineMs),
      });
      return { status: answer.status, header: (name) => answer.headers.get(name), text: () => answer.text() };
    },
    stream({ method, url, headers }, onText) {
      const controller = new AbortController();
      return { ended: read(), abort: () => controller.abort() };

      async function read(): Promise<void> {
        const { signal } = controller;
        const answer = await fetch(url, { method, headers, credentials: 'omit', cache: 'no-store', signal });
        if (!answer.ok || answer.body === null) throw new Error(`The event stream answered ${answer.status}.`);
        const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
        for (;;) {
          const { done, value } = await reader.read();
          if (done) return;
          onText(value);
        }
      }
    },
  };
}
