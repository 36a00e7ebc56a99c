import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { oneInvoice } from '../../bench/one-invoice.ts';
import { untilProcessed, uploadBill } from '../administrator.ts';
import { COMPOSE } from '../compose.ts';
import type { Rehearsal, Step } from '../rehearsal.ts';

const LOCAL = 'docker-compose.local.yml';
/** Where files arrive has room for one megabyte, and the bill is larger. The user `node` is 1000 in every image of Node. */
const SMALL_DISK = `services:
  backend:
    tmpfs: ["/tmp:size=256m,mode=1777", "/var/lib/lait/files/incoming:size=1m,uid=1000,gid=1000,mode=0700"]
`;
const LINES = 20_000;

/** The disk of the files has no room for a bill: its sender is told so, and the same bill goes in when there is room. */
export const diskFull: Step = {
  name: 'the disk of the files is full',
  async work(rehearsal) {
    const { folder, ports, people } = rehearsal;
    if (people === null) throw new Error('Nobody is signed in.');
    const origin = `http://127.0.0.1:${ports.http}`;
    const token = await people.desk.token();
    const bytes = oneInvoice(LINES);
    const upload = () => uploadBill(origin, token, bytes, 'large.txt');
    writeFileSync(join(folder, LOCAL), SMALL_DISK);
    try {
      await startBackend(rehearsal, `-f ${LOCAL}`);
      const answer = await upload().then(
        () => 'taken',
        (error: Error) => error.message,
      );
      if (!answer.includes('503') || !answer.includes("The server's disk is full"))
        throw new Error(`It was ${answer}.`);
    } finally {
      rmSync(join(folder, LOCAL), { force: true });
      await startBackend(rehearsal, '');
    }
    await untilProcessed(origin, token, await upload());
    return `a bill of ${(bytes.byteLength / 1_048_576).toFixed(1)} MB was answered "The server's disk is full"; with room it was taken and read`;
  },
};

async function startBackend({ must }: Rehearsal, more: string): Promise<void> {
  await must(
    `${COMPOSE} -f docker-compose.secrets.yml ${more} up -d --no-deps --scale backend=$(${COMPOSE} ps -q backend | wc -l) backend`,
  );
  await must(
    'for i in $(seq 60); do curl -sf "http://127.0.0.1:$LAIT_PORT/api/readiness" -o /dev/null && exit 0; sleep 1; done; exit 1',
  );
}
