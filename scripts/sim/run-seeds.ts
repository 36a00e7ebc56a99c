import { commandsOf } from './sim-commands.ts';
import { runCommands } from './sim-run.ts';
import { totalsOf } from './sim-totals.ts';
import { DEVICE_COUNT } from './sim-world.ts';

const steps = Number(process.argv[2]);

process.on('message', (seed: number) => {
  void runCommands(seed, commandsOf(seed, steps, DEVICE_COUNT)).then((report) =>
    process.send?.(totalsOf(seed, report)),
  );
});
