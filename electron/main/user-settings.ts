import { z } from 'zod';
import { serverOrigin } from '#shared/api/shell.ts';

/** What a person settles for this machine, outside the page. */
export const userSettings = z.object({ serverUrl: serverOrigin.nullable() });
export type UserSettings = z.infer<typeof userSettings>;
