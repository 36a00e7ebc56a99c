import type { z } from 'zod';
import type { notificationPage } from '#shared/api/notifications.ts';
import { writeLedes1998b } from '#shared/formats/write-ledes-1998b.ts';
import { httpConnection } from '#shared/workspace/sync/http-transport.ts';
import type { ServerConnection } from '#shared/workspace/workspace-environment.ts';
import { draftDemoInvoice } from '../../scripts/cli/demo/draft-demo.ts';
import { finishInvoice } from '../../scripts/cli/demo/finish-invoice.ts';
import type { ListeningFirm, SignedInPerson } from './listening-firm.testing.ts';

/** A made-up file of so many bills with findings, each number another file. */
export function billFile(number: number, invoiceCount = 1): Uint8Array<ArrayBuffer> {
  let record = 1;
  const invoices = Array.from({ length: invoiceCount }, (_, index) => {
    const { invoice } = finishInvoice(draftDemoInvoice(97, number * 10 + index, 40), record);
    record += invoice.lines.length;
    return invoice;
  });
  return new TextEncoder().encode(writeLedes1998b(invoices).text);
}

/** What people do at the server, over real sockets. */
export interface Desk {
  /** Sends a file and waits until the worker has read it. */
  send(person: SignedInPerson, bytes: Uint8Array<ArrayBuffer>, matterScope?: string): Promise<string>;
  inbox(person: SignedInPerson, query?: string): Promise<z.infer<typeof notificationPage>>;
  /** Types of what is in somebody's inbox, in the order in which it came. */
  told(person: SignedInPerson): Promise<readonly string[]>;
  /** As the workspace reaches the server. */
  connect(person: SignedInPerson): ServerConnection;
}

export function deskAt({ url, server }: Pick<ListeningFirm, 'url' | 'server'>): Desk {
  const asked = async (person: SignedInPerson, path: string, init: RequestInit = {}) => {
    const headers = { ...init.headers, authorization: `Bearer ${person.token}` };
    const reply = await fetch(`${url}${path}`, { ...init, headers });
    if (!reply.ok) throw new Error(`${path} answered ${reply.status}.`);
    return reply.json();
  };
  const inbox: Desk['inbox'] = (person, query = '?limit=200') => asked(person, `/api/notifications${query}`);
  return {
    async send(person, bytes, matterScope) {
      const body = new FormData();
      body.append('file', new Blob([bytes]), 'bill.txt');
      const query = matterScope === undefined ? '' : `?matterId=${matterScope.slice('matter:'.length)}`;
      const { uploadId } = await asked(person, `/api/invoices${query}`, { method: 'POST', body });
      for (let attempt = 0; attempt < 400; attempt += 1) {
        const row = await server.admin.selectFrom('uploads').select('state').where('id', '=', uploadId).execute();
        if (row[0]?.state !== 'received') return uploadId;
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
      throw new Error('The upload was never read.');
    },
    inbox,
    told: async (person) => (await inbox(person)).notifications.map(({ type }) => type).reverse(),
    connect: ({ token }) =>
      httpConnection({
        baseUrl: url,
        accessToken: async (isRefused) => (isRefused ? null : token),
        randomBytes: (count) => new Uint8Array(count),
        line: {
          async ask({ method, url: address, headers, body }) {
            const reply = await fetch(address, { method, headers, body });
            return { status: reply.status, header: (name) => reply.headers.get(name), text: () => reply.text() };
          },
          stream({ method, url: address, headers }, onText) {
            const controller = new AbortController();
            const read = async () => {
              const reply = await fetch(address, { method, headers, signal: controller.signal });
              const decoder = new TextDecoder();
              for await (const chunk of reply.body ?? []) onText(decoder.decode(chunk, { stream: true }));
            };
            return { ended: read(), abort: () => controller.abort() };
          },
        },
      }),
  };
}
