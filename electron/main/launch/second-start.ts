import { z } from 'zod';

/** What a second start hands to the first one. Electron's own `argv` is put together anew by Chromium; this is not. */
export interface SecondStart {
  readonly args: readonly string[];
  readonly folder: string;
}

const MOST_ARGUMENTS = 200;

const schema = z.object({ args: z.array(z.string().max(32_768)).max(MOST_ARGUMENTS), folder: z.string().max(32_768) });

export function secondStartOf(args: readonly string[], folder: string): Record<string, unknown> {
  return { args: args.slice(0, MOST_ARGUMENTS), folder };
}

/** Whatever another process of this user sent; what is not understood is a start without arguments. */
export function readSecondStart(data: unknown): SecondStart {
  const read = schema.safeParse(data);
  return read.success ? read.data : { args: [], folder: '/' };
}
