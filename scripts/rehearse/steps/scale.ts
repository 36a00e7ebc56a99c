import { COMPOSE } from '../compose.ts';
import type { Step } from '../rehearsal.ts';

/** Up to three, everybody answering through the one door, down to one, up again for what follows. */
export const scale: Step = {
  name: 'scale backend=3 and back',
  phase: 'scale',
  async work(rehearsal) {
    const { must } = rehearsal;
    await must(`${COMPOSE} scale backend=3`);
    await untilHealthy(rehearsal, 3);
    const answering = await must(
      `for i in $(seq 60); do curl -sf "http://127.0.0.1:$LAIT_PORT/api/invoices" -o /dev/null; done; ${COMPOSE} logs --tail 200 backend | grep '"route":"/api/invoices"' | cut -d'|' -f1 | sort -u | wc -l; true`,
    );
    if (Number(answering.trim()) < 3) throw new Error(`Only ${answering.trim()} of 3 backends answered.`);
    await must(`${COMPOSE} scale backend=1`);
    await must(`${COMPOSE} scale backend=3`);
    await untilHealthy(rehearsal, 3);
    return 'three answered through the one door; down to one, up to three again';
  },
};

async function untilHealthy({ must }: Parameters<Step['work']>[0], count: number): Promise<void> {
  await must(
    `for i in $(seq 60); do [ "$(docker ps -q --filter label=com.docker.compose.project=$COMPOSE_PROJECT_NAME --filter label=com.docker.compose.service=backend --filter health=healthy | wc -l)" -ge ${count} ] && exit 0; sleep 1; done; exit 1`,
  );
}
