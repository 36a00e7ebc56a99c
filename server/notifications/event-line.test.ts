import { describe, expect, it } from 'vitest';
import { EVENTS_CHANNEL } from '../sync/channels.ts';
import { HUB_TIMING } from './event-hub.ts';
import { type EventLineLimits, LINE_LIMITS } from './event-line.ts';
import { eventRoutes } from './event-routes.ts';
import { type Listening, listenTo } from './listen.testing.ts';
import { type ListeningFirm, listeningFirm } from './listening-firm.testing.ts';

const firmWith = (limits: Partial<EventLineLimits>) =>
  listeningFirm({
    routes: (app, context) =>
      eventRoutes(app, context, { timing: { ...HUB_TIMING, tickMs: 25 }, limits: { ...LINE_LIMITS, ...limits } }),
  });

const EVENTS = 6_000;

/** Twenty megabytes of events at once, more than the system's sockets hold between them. */
async function flood({ server }: ListeningFirm, scopeId: string): Promise<void> {
  await server.adminPool.query(
    `INSERT INTO events (seq, id, type, scope_id, data)
      SELECT nextval('change_seq'), gen_random_uuid(), 'invoice.flagged', $1, jsonb_build_object('code', repeat('x', 3000))
      FROM generate_series(1, ${EVENTS})`,
    [scopeId],
  );
  await server.context.bus.publish(EVENTS_CHANNEL, '{}');
}

const flaggedIn = ({ heard }: Listening) =>
  heard.flatMap(({ type, id }) => (type === 'invoice.flagged' ? [Number(id)] : []));

describe('a line', () => {
  it('that nobody reads is cut off, and the others are not kept waiting; who comes back goes on where it was', async () => {
    const firm = await firmWith({ mostUnreadBytes: 1024 ** 2 });
    const [slow, quick] = [await firm.person(), await firm.person()];
    const scopeId = await firm.matter(slow, quick);
    const [asleep, awake] = [await listenTo(firm.url, slow.token), await listenTo(firm.url, quick.token)];
    for (const each of [asleep, awake]) await each.hears('ready');
    asleep.pause();
    await flood(firm, scopeId);
    await awake.hears('invoice.flagged', EVENTS);
    asleep.resume();
    expect(await asleep.ended).toBe('cut');
    expect(flaggedIn(asleep).length).toBeLessThan(EVENTS);
    expect(firm.server.logged.map(({ msg }) => msg)).toContain('a slow listener was cut off');
    const back = await listenTo(firm.url, slow.token, asleep.lastId());
    await back.hears('ready');
    expect([...flaggedIn(asleep), ...flaggedIn(back)]).toEqual(flaggedIn(awake));
    for (const each of [awake, back]) each.close();
    await firm.close();
  });

  it('on which nothing moves is cut off after a while, also while it is told what it missed', async () => {
    const firm = await firmWith({ mostUnreadBytes: 1024 ** 3, longestStallMs: 200 });
    const person = await firm.person();
    const scopeId = await firm.matter(person);
    const asleep = await listenTo(firm.url, person.token);
    await asleep.hears('ready');
    const since = asleep.lastId();
    asleep.pause();
    await flood(firm, scopeId);
    const cutOff = () => firm.server.logged.filter(({ msg }) => msg === 'a slow listener was cut off').length;
    await expect.poll(cutOff, { timeout: 10_000 }).toBe(1);
    const back = await listenTo(firm.url, person.token, since);
    back.pause();
    await expect.poll(cutOff, { timeout: 10_000 }).toBe(2);
    for (const each of [asleep, back]) each.close();
    await firm.close();
  });

  it('says that it is still here, again and again, and passes no proxy in pieces', async () => {
    const firm = await firmWith({ heartbeatMs: 50 });
    const listening = await listenTo(firm.url, (await firm.person()).token);
    await expect.poll(() => listening.raw().split(': still here\n\n').length, { timeout: 5_000 }).toBeGreaterThan(3);
    expect(listening.heard.map(({ type }) => type)).toEqual(['ready']);
    const { token } = await firm.person();
    const reply = await fetch(`${firm.url}/api/events`, { headers: { authorization: `Bearer ${token}` } });
    expect(Object.fromEntries(reply.headers)).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
    });
    await reply.body?.cancel();
    listening.close();
    await firm.close();
  });

  it('says so below the 30 seconds after which proxies cut it', () => {
    expect(LINE_LIMITS.heartbeatMs + HUB_TIMING.tickMs).toBeLessThan(30_000);
  });

  it('ends in order when the server stops', async () => {
    const firm = await firmWith({});
    const listening = await listenTo(firm.url, (await firm.person()).token);
    await listening.hears('ready');
    await firm.close();
    expect(await listening.ended).toBe('end');
  });
});
