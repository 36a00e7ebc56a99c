import { oneInvoice } from '../../bench/one-invoice.ts';
import { untilProcessed, uploadBill } from '../administrator.ts';
import { COMPOSE } from '../compose.ts';
import type { Rehearsal, Step } from '../rehearsal.ts';

const READY =
  'for i in $(seq 90); do curl -sf "http://127.0.0.1:$LAIT_PORT/api/readiness" -o /dev/null && exit 0; sleep 1; done; exit 1';

/** One of three is killed as the engine kills, another as the kernel kills: the others answer meanwhile. */
export const backendKilled: Step = {
  name: 'crash: one backend of three is killed, then another from inside',
  phase: 'crash',
  async work(rehearsal) {
    const { must } = rehearsal;
    await must(`docker kill $(${COMPOSE} ps -q backend | head -n 1)`);
    await pushedAgain(rehearsal);
    await must(`docker exec $(${COMPOSE} ps -q backend | tail -n 1) sh -c 'kill -9 -1' || true`);
    await pushedAgain(rehearsal);
    await must(`${COMPOSE} -f docker-compose.secrets.yml up -d --no-recreate --scale backend=3 backend`);
    await must(
      'for i in $(seq 60); do [ "$(docker ps -q --filter label=com.docker.compose.project=$COMPOSE_PROJECT_NAME --filter label=com.docker.compose.service=backend --filter health=healthy | wc -l)" = 3 ] && exit 0; sleep 1; done; exit 1',
    );
    return 'pushes went on; the one killed from inside came back by itself, the other with up';
  },
};

/** In the middle of reading bills. */
export const workerKilled: Step = {
  name: 'crash: the worker is killed in the middle of its work',
  phase: 'crash',
  async work(rehearsal) {
    const { must, people, ports } = rehearsal;
    if (people === null) throw new Error('Nobody is signed in.');
    const origin = `http://127.0.0.1:${ports.http}`;
    const token = await people.desk.token();
    const uploads: string[] = [];
    for (let bill = 0; bill < 5; bill += 1) {
      uploads.push(await uploadBill(origin, token, oneInvoice(2_000 + bill), `bill-${bill}.txt`));
    }
    await must(`docker exec $(${COMPOSE} ps -q worker) sh -c 'kill -9 -1' || true`);
    let slowestMs = 0;
    for (const upload of uploads) slowestMs = Math.max(slowestMs, await untilProcessed(origin, token, upload));
    return `${uploads.length} bills, all read; the last ${(slowestMs / 1_000).toFixed(0)} s after the crash`;
  },
};

export const postgresRestarted: Step = {
  name: 'crash: PostgreSQL is restarted',
  phase: 'crash',
  async work(rehearsal) {
    await rehearsal.must(`${COMPOSE} restart postgres`);
    await rehearsal.must(READY);
    await pushedAgain(rehearsal);
    return 'pushes are taken again without anybody restarting LAIT';
  },
};

/** Cache, counters and wake-ups are gone, and Redis itself for a moment. */
export const redisWiped: Step = {
  name: 'crash: Redis is wiped and restarted',
  phase: 'crash',
  async work(rehearsal) {
    await rehearsal.must(
      `${COMPOSE} exec -T redis sh -c 'REDISCLI_AUTH="\${REDIS_PASSWORD:-$(cat "$REDIS_PASSWORD_FILE")}" redis-cli FLUSHALL'`,
    );
    await rehearsal.must(`${COMPOSE} restart redis`);
    await rehearsal.must(READY);
    await pushedAgain(rehearsal);
    return 'nobody was signed out; pushes went on';
  },
};

async function pushedAgain({ people }: Rehearsal): Promise<void> {
  const pushes = people?.desk.pushes ?? [];
  const before = pushes.length;
  for (let waited = 0; waited < 120; waited += 1) {
    if (pushes.length > before) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error('No push was accepted within a minute.');
}
