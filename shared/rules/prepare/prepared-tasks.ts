import type { PreparedInvoice } from './prepared-invoice.ts';
import { readTasks, type Task } from './read-tasks.ts';

const NO_TASKS: readonly Task[] = [];
const known = new WeakMap<PreparedInvoice, readonly (readonly Task[])[]>();

/** The tasks of every fee line, by line index; other lines have none. Read once per invoice, on first use. */
export function tasksOf(prepared: PreparedInvoice): readonly (readonly Task[])[] {
  const before = known.get(prepared);
  if (before !== undefined) return before;
  const tasks = prepared.lines.map((line) => (line.isFee ? readTasks(line.reading) : NO_TASKS));
  known.set(prepared, tasks);
  return tasks;
}
