import type { CodeAxis, CodeSet, CodeSets, CodeVerdict } from './code-sets.ts';
import { CODE_SETS, SETS_ON_REQUEST } from './published-code-sets.ts';

/** A client's own code, on top of the published sets (the shape a guideline states). */
export interface OwnCode {
  readonly code: string;
  readonly label: string;
  readonly kind: CodeAxis;
}

const UNKNOWN: CodeVerdict = { kind: 'unknown' };

/**
 * The code sets one client uses. Case and outer spaces of a code do not count. A custom code wins over a
 * published one; an exact code over a pattern.
 * @param setIds ids of published sets; empty means all that LAIT knows, less those used on request; the
 *   same holds for an axis of which no set is named, so that naming `litigation` does not outlaw all activity
 *   codes. An id LAIT does not know adds nothing (the guideline reader has refused it before).
 */
export function codeSetsOf(setIds: readonly string[], customCodes: readonly OwnCode[]): CodeSets {
  const sets = CODE_SETS.filter((set) => isInUse(set, setIds));
  const exact: Record<CodeAxis, Map<string, CodeVerdict>> = {
    task: new Map(),
    activity: new Map(),
    expense: new Map(),
  };
  for (const { code, label, kind } of customCodes) {
    exact[kind].set(normalised(code), { kind: 'known', setId: 'custom', label });
  }
  for (const set of sets) {
    for (const { code, label, isPhaseHeader } of set.codes) {
      if (exact[set.axis].has(code)) continue;
      exact[set.axis].set(code, { kind: isPhaseHeader ? 'phaseHeader' : 'known', setId: set.id, label });
    }
  }
  const byPattern = sets.filter((set) => set.pattern !== undefined);
  return {
    verdict(axis, code) {
      const wanted = normalised(code);
      return exact[axis].get(wanted) ?? plausible(byPattern, axis, wanted);
    },
  };
}

function isInUse(set: CodeSet, setIds: readonly string[]): boolean {
  if (setIds.includes(set.id)) return true;
  const isAxisNamed = CODE_SETS.some((each) => each.axis === set.axis && setIds.includes(each.id));
  return !isAxisNamed && !SETS_ON_REQUEST.has(set.id);
}

function plausible(sets: readonly CodeSet[], axis: CodeAxis, code: string): CodeVerdict {
  const set = sets.find((each) => each.axis === axis && each.pattern?.test(code));
  return set === undefined ? UNKNOWN : { kind: 'plausible', setId: set.id };
}

function normalised(code: string): string {
  return code.trim().toUpperCase();
}
