import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * The id of the request that is being answered, or that asked for the job under way: a job carries it, so that what fails
 * an hour later is found in the log beside what asked for it. For the log and the System page alone; nothing is decided by it.
 */
export const askedBy = new AsyncLocalStorage<string>();
