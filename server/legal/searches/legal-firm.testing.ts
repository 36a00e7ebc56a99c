import {
  type LegalSearch,
  legalSearch,
  outgoingPreview,
  type SearchRequest,
  searchAccepted,
} from '#shared/api/legal.ts';
import { type ListeningFirm, listeningFirm, type SignedInPerson } from '../../notifications/listening-firm.testing.ts';
import {
  type LoopbackCourtListener,
  type LoopbackOptions,
  loopbackCourtListener,
} from '../../testing/courtlistener/loopback-courtlistener.ts';
import { type TestAnswer, testAnswer } from '../../testing/test-answer.ts';
import type { TestContextOptions } from '../../testing/test-context.ts';
import type { LocalHit, LocalSearch } from './local-search.ts';

export interface LegalFirm extends ListeningFirm {
  readonly source: LoopbackCourtListener;
  /** What the firm's own record holds: found by any question that has one of its words. */
  readonly passages: LocalHit[];
  call(person: SignedInPerson, method: string, path: string, body?: object): Promise<LegalReply>;
  /** Asks both sources, with the text that the preview shows. @returns the search's id */
  ask(person: SignedInPerson, query: string, more?: Partial<SearchRequest>): Promise<string>;
  /** Waits until the worker has ended it. */
  ended(person: SignedInPerson, searchId: string): Promise<LegalSearch>;
  closeAll(): Promise<void>;
}

export interface LegalReply extends TestAnswer {
  readonly headers: Headers;
}

/** A passage in a scope, with made-up words. */
export function passage(scopeId: string, text: string): LocalHit {
  return {
    scopeId,
    kind: 'note',
    title: text.slice(0, 40),
    citations: [],
    court: null,
    date: '2026-03-01',
    docketNumber: null,
    citedBy: null,
    link: 'lait://notes/1',
    passages: [{ text, highlights: [{ start: 0, end: 5 }] }],
  };
}

/** A firm whose legal database is a stand-in on a real socket, and whose own record is a list of passages. */
export async function legalFirm(
  options: {
    readonly environment?: Record<string, string>;
    readonly loopback?: LoopbackOptions;
    readonly parts?: TestContextOptions['parts'];
  } = {},
): Promise<LegalFirm> {
  let nowMs = () => 0;
  const source = await loopbackCourtListener({ clock: { nowMs: () => nowMs() }, ...options.loopback });
  const passages: LocalHit[] = [];
  // As the real one: row security of this transaction decides what there is to find.
  const local: LocalSearch = async (db, { userId }, query, _filters, limit) => {
    const seen = await db
      .selectFrom('scope_access')
      .select('scope_id')
      .where('user_id', '=', userId)
      .where('revoked_at', 'is', null)
      .execute();
    const words = query.toLowerCase().split(/\s+/);
    const hits = passages.filter(
      ({ scopeId, passages: [first] }) =>
        seen.some(({ scope_id }) => scope_id === scopeId) &&
        words.some((word) => first?.text.toLowerCase().includes(word)),
    );
    return { hits: hits.slice(0, limit), totalCount: hits.length };
  };
  const firm = await listeningFirm({
    environment: {
      API_KEY_LEGAL_DATABASE: source.token,
      LAIT_LEGAL_BASE_URL: source.baseUrl,
      LAIT_LEGAL_QUOTA: '1000/1000/1000',
      ...options.environment,
    },
    ...(options.parts === undefined ? {} : { parts: options.parts }),
  });
  nowMs = () => firm.server.context.clock.nowMs();
  // The context is one object for the whole server: from here on it searches the list above.
  Object.assign(firm.server.context.legal, { local });

  // Tests move the clock by hours and days; people sign in again meanwhile.
  const signedIn = new Map<string, { readonly token: string; readonly at: number }>();
  const tokenOf = async ({ actor }: SignedInPerson): Promise<string> => {
    const known = signedIn.get(actor.userId);
    if (known !== undefined && nowMs() - known.at < 1_800_000) return known.token;
    const { token } = await firm.signIn(actor);
    signedIn.set(actor.userId, { token, at: nowMs() });
    return token;
  };
  const call: LegalFirm['call'] = async (person, method, path, body) => {
    const token = await tokenOf(person);
    const reply = await fetch(`${firm.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { ...testAnswer(reply.status, await reply.text()), headers: reply.headers };
  };
  return {
    ...firm,
    source,
    passages,
    call,
    async ask(person, query, more = {}) {
      const preview = await call(person, 'POST', '/api/legal/outgoing', { query });
      const asked = await call(person, 'POST', '/api/legal/search', {
        query,
        outgoingText: preview.read(outgoingPreview).outgoingText,
        ...more,
      });
      return asked.read(searchAccepted).searchId;
    },
    async ended(person, searchId) {
      for (let attempt = 0; attempt < 600; attempt += 1) {
        const search = (await call(person, 'GET', `/api/legal/searches/${searchId}`)).read(legalSearch);
        if (search.state !== 'running') return search;
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
      throw new Error('The search never ended.');
    },
    async closeAll() {
      await firm.close();
      await source.close();
    },
  };
}
