import type { PreparedInvoice } from './prepared-invoice.ts';
import { readTasks, type Task } from './read-tasks.ts';

const NO_TASKS: readonly Task[] = [];
/** The tasks of every fee line, by line index; other lines have none. Read once per invoice, on first use. */
export function tasksOf(prepared: PreparedInvoice): readonly (readonly Task[])[] {
  return prepared.once(readLines);
}

function readLines({ lines }: PreparedInvoice): readonly (readonly Task[])[] {
  return lines.map((line) => (line.isFee ? readTasks(line.reading) : NO_TASKS));
}
