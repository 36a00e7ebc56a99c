/** Whether a version (`1.10.0`) is below another; what is no version at all is below every one. */
export function isBelow(version: string, minimum: string): boolean {
  return compareVersions(version, minimum) < 0;
}

/** @returns below zero, zero or above, by the three numbers; what is no version counts as 0.0.0 */
export function compareVersions(left: string, right: string): number {
  const [first, second] = [numbersOf(left), numbersOf(right)];
  for (const index of [0, 1, 2] as const) {
    const difference = first[index] - second[index];
    if (difference !== 0) return difference;
  }
  return 0;
}

function numbersOf(version: string): readonly [number, number, number] {
  const match = /^(\d{1,6})\.(\d{1,6})\.(\d{1,6})/.exec(version);
  return match === null ? [0, 0, 0] : [Number(match[1]), Number(match[2]), Number(match[3])];
}
