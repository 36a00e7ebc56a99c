/**
 * The known name a person most likely meant: the one with the fewest single-letter changes, if these are
 * few for its length; the earlier of two as near. `null` when nothing is near.
 */
export function nearestName(written: string, known: readonly string[]): string | null {
  const wanted = written.slice(0, 100).toLowerCase();
  let nearest: string | null = null;
  let fewest = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const name of known) {
    const changes = changesBetween(wanted, name.toLowerCase());
    if (changes >= fewest) continue;
    fewest = changes;
    nearest = name;
  }
  return nearest;
}

/** "Did you mean ...?" or, where nothing is near, the list to choose from. */
export function suggestion(written: string, known: readonly string[]): string {
  const nearest = nearestName(written, known);
  if (nearest !== null) return `Did you mean "${nearest}"?`;
  return known.length === 0 ? 'There are none to name here.' : `Known here: ${known.join(', ')}.`;
}

// Levenshtein's distance, row by row.
function changesBetween(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const replaced = (above[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, (above[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    above = current;
  }
  return above[b.length] ?? 0;
}
