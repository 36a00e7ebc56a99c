import { hashText } from './hash-text.ts';
import type { Seclusion } from './labelled-line.ts';

/** A fee line as its figures; hours are exact ten-thousandths. */
export interface FigureLine {
  readonly hoursE4: number;
  readonly wordCount: number;
  readonly timekeeper: string | null;
  readonly code: string | null;
  readonly client: string;
  readonly matter: string;
}

export const FIGURES = ['hours', 'hours_a_word'] as const;
export type Figure = (typeof FIGURES)[number];
export const GROUPS = ['timekeeper', 'code', 'client', 'firm'] as const;
export type Group = (typeof GROUPS)[number];

/** Middle and spread of the logarithm of a figure, by robust measures. */
export interface Spread {
  readonly middle: number;
  readonly scale: number;
  readonly lineCount: number;
}

/** By hash of figure, group and member, so that no name is kept. */
export type RobustGroups = ReadonlyMap<number, Spread>;

/** A group of so many lines weighs as much as the firm as a whole. */
const SHRINKAGE = 20;
/** MAD to standard deviation under a normal distribution. */
const MAD_SCALE = 1.4826;
/** Whoever always bills 0.1 h is not struck by 0.2 h. */
const LEAST_SCALE = 0.25;

/** The natural logarithm of a figure: hours spread by factors, not by differences. */
export function figureOf({ hoursE4, wordCount }: FigureLine, figure: Figure): number {
  const hours = Math.log(Math.max(hoursE4, 1) / 10_000);
  return figure === 'hours' ? hours : hours - Math.log(Math.max(wordCount, 1));
}

export function memberOf(line: FigureLine, group: Group): string | null {
  return group === 'firm' ? '' : line[group];
}

function keyOf(figure: Figure, group: Group, member: string): number {
  return hashText(`${figure} ${group} ${member}`);
}

/**
 * Median and MAD of each figure for each timekeeper, code and client, drawn towards the firm's where lines are few.
 * Members with lines in too few matters are left out: they would tell about those matters.
 */
export function fitRobustGroups(lines: readonly FigureLine[], { matters }: Seclusion): RobustGroups {
  const groups = new Map<number, Spread>();
  for (const figure of FIGURES) {
    const firm = spreadOf(lines.map((line) => figureOf(line, figure)));
    groups.set(keyOf(figure, 'firm', ''), { ...firm, scale: Math.max(LEAST_SCALE, firm.scale) });
    for (const group of GROUPS) {
      if (group === 'firm') continue;
      for (const [member, those] of Map.groupBy(lines, (line) => memberOf(line, group))) {
        if (member === null || new Set(those.map(({ matter }) => matter)).size < matters) continue;
        const own = spreadOf(those.map((line) => figureOf(line, figure)));
        groups.set(keyOf(figure, group, member), drawnTowards(own, firm));
      }
    }
  }
  return groups;
}

function spreadOf(values: readonly number[]): Spread {
  const middle = median(values);
  return {
    middle,
    scale: MAD_SCALE * median(values.map((value) => Math.abs(value - middle))),
    lineCount: values.length,
  };
}

function drawnTowards(own: Spread, firm: Spread): Spread {
  const share = own.lineCount / (own.lineCount + SHRINKAGE);
  return {
    middle: share * own.middle + (1 - share) * firm.middle,
    scale: Math.max(LEAST_SCALE, share * own.scale + (1 - share) * firm.scale),
    lineCount: own.lineCount,
  };
}

/** The middle of some numbers; 0 of none. */
export function median(values: readonly number[]): number {
  if (values.length === 0) return 0;
  const sorted = Float64Array.from(values).sort();
  const half = sorted.length >>> 1;
  return sorted.length % 2 === 1 ? (sorted[half] ?? 0) : ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2;
}

/** How far a figure of a line is from what is usual in one group. */
export interface Distance {
  readonly figure: Figure;
  readonly group: Group;
  /** Robust z; above 0: more than usual. */
  readonly distance: number;
  readonly spread: Spread;
}

/** All distances of a line, the farthest first; groups that are not known are left out. */
export function distancesOf(groups: RobustGroups, line: FigureLine): readonly Distance[] {
  return FIGURES.flatMap((figure) =>
    GROUPS.flatMap((group): Distance[] => {
      const member = memberOf(line, group);
      const spread = member === null ? undefined : groups.get(keyOf(figure, group, member));
      if (spread === undefined) return [];
      return [{ figure, group, spread, distance: (figureOf(line, figure) - spread.middle) / spread.scale }];
    }),
  ).sort((one, other) => Math.abs(other.distance) - Math.abs(one.distance));
}
