import { SYSTEM } from '#server/access/actor.ts';
import { readAs } from '#server/access/read-as.ts';
import type { Account, RunningFirm } from '../launch-firm.ts';

/** Somebody at the firm who works without LAIT's screens: a test's own hands on the server's routes. */
export interface FirmHands {
  post(path: string, body: object): Promise<Record<string, string>>;
  put(path: string, bytes: Buffer): Promise<void>;
  /** Sends a bill in, as a vendor's portal would. */
  upload(name: string, bytes: Buffer): Promise<void>;
}

export async function firmHands(firm: RunningFirm, { email, password }: Account): Promise<FirmHands> {
  let headers: Record<string, string> = {};
  async function send(
    method: string,
    path: string,
    body: BodyInit,
    type: string | null,
  ): Promise<Record<string, string>> {
    const answer = await fetch(`${firm.address}${path}`, {
      method,
      headers: { ...headers, ...(type === null ? {} : { 'content-type': type }) },
      body,
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${text}`);
    return text === '' ? {} : JSON.parse(text);
  }
  const post = (path: string, body: object) => send('POST', path, JSON.stringify(body), 'application/json');
  const { accessToken } = await post('/api/auth/login', { email, password, kind: 'desktop' });
  headers = { authorization: `Bearer ${accessToken}` };
  return {
    post,
    put: async (path, bytes) => void (await send('PUT', path, new Uint8Array(bytes), 'application/octet-stream')),
    async upload(name, bytes) {
      const form = new FormData();
      form.append('file', new Blob([new Uint8Array(bytes)]), name);
      await send('POST', '/api/invoices', form, null);
    },
  };
}

/** Lines with a decision on the server, whoever made it. */
export function decisionsAtTheFirm({ context }: RunningFirm): Promise<number> {
  return readAs(context, SYSTEM, async (db) => {
    const rows = await db.selectFrom('decisions').select('line_id').where('kind', 'is not', null).execute();
    return rows.length;
  });
}

/** Invoices that the server has read, with the matter of each. */
export function invoicesAtTheFirm({ context }: RunningFirm): Promise<readonly { id: string; matter_id: string }[]> {
  return readAs(context, SYSTEM, (db) => db.selectFrom('invoices').select(['id', 'matter_id']).execute());
}
