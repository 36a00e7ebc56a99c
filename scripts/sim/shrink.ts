import type { SimCommand } from './sim-commands.ts';

/**
 * Leaves out as much of a failing list as possible: halves, quarters, ... single commands, as long as what is left
 * still fails in the same way (delta debugging, Zeller and Hildebrandt 2002).
 * @param fails whether a list breaks the same invariant
 * @param budget how many lists to try at most
 */
export async function shrunk(
  commands: readonly SimCommand[],
  fails: (commands: readonly SimCommand[]) => Promise<boolean>,
  budget: number,
): Promise<readonly SimCommand[]> {
  let best = commands;
  let tries = 0;
  for (let size = Math.ceil(best.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < best.length; ) {
      if (tries >= budget) return best;
      const candidate = [...best.slice(0, from), ...best.slice(from + size)];
      tries += 1;
      if (await fails(candidate)) best = candidate;
      else from += size;
    }
  }
  return best;
}
