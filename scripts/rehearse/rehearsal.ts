import type { Administrator } from './administrator.ts';
import type { Desk } from './desk.ts';
import type { Installation } from './installation.ts';
import type { Prober } from './prober.ts';
import type { CommandOutcome, ShellOptions } from './shell.ts';

/** One installation, made for the rehearsal alone, and those who work with it. */
export interface Rehearsal {
  /** A clone of its own: settings, secrets and backups of the checkout are never touched. */
  readonly folder: string;
  /** What docker-compose calls the installation, so that it stands beside others on the same engine. */
  readonly project: string;
  /** What its images are called, for the same reason. */
  readonly images: string;
  readonly ports: { readonly http: number; readonly https: number };
  /** What is rehearsed, and what stands for the release before it. */
  readonly versions: { readonly current: string; readonly previous: PreviousRelease };
  readonly prober: Prober;
  readonly measured: Measured;
  /** Who signed in, and the desk that pushes once a second; set by the step that does so. */
  people: People | null;
  /** Runs a line as an administrator types it, in the folder of the installation. */
  type(line: string, options?: ShellOptions): Promise<CommandOutcome>;
  /** As `type`. @throws with its last lines where it does not end with 0 */
  must(line: string, options?: ShellOptions): Promise<string>;
  /** Statements in its database, as the owner. */
  sql(statement: string): Promise<string>;
  readonly installation: Installation;
  say(line: string): void;
}

export interface People {
  readonly administrator: Administrator;
  readonly desk: Desk;
}

export interface PreviousRelease {
  readonly commit: string;
  /** Steps of the schema that the current version has and this one has not. */
  readonly missingSteps: readonly string[];
  /** Steps that were edited since, before any release, taken as they are now. */
  readonly editedSteps: readonly string[];
}

/** Figures that several steps put together. */
export interface Measured {
  firstAdministratorToken?: string;
  destroyedAtMs?: number;
  restoredToMs?: number;
  firstPushAtMs?: number;
}

export interface Step {
  readonly name: string;
  /** Counted in the month's budget of downtime under this name; absent: nothing should fail. */
  readonly phase?: string;
  /** @returns what was seen, in a sentence. @throws where a promise was not kept */
  work(rehearsal: Rehearsal): Promise<string>;
}
