/** How long to wait before asking again how something under way stands: soon at first, later less often. */
export function pauseBeforeAsking(askedCount: number): number {
  const PAUSES = [250, 400, 600, 900, 1_300];
  return PAUSES[askedCount] ?? 2_000;
}
