/**
 * What tells timekeepers apart within and across invoices: the id, else the name; spaces and case do not
 * count. `null` when the line names nobody. An id and a name never meet: the key says which it is.
 */
export function timekeeperKeyOf(timekeeperId: string | null, timekeeperName: string | null): string | null {
  const id = folded(timekeeperId);
  if (id !== '') return `id:${id}`;
  const name = folded(timekeeperName);
  return name === '' ? null : `name:${name}`;
}

function folded(text: string | null): string {
  return text === null ? '' : text.trim().replace(/\s+/g, ' ').toLowerCase();
}
