/** Why a package stays although its makers, or the time since their last release, speak against it. */
export interface KeptThough {
  readonly name: string;
  readonly reason: string;
}

/**
 * Direct dependencies without a release for eighteen months or longer, each looked at. The verb `dependencies` fails for
 * one that is not here.
 */
export const KEPT_THOUGH_QUIET: readonly KeptThough[] = [
  {
    name: 'prom-client',
    reason:
      'It writes a text format that does not change, and is asked on the metrics port alone. Small enough to be replaced by our own writer of that format.',
  },
  {
    name: 'stemmer',
    reason:
      "Porter's algorithm of 1980 in one file, without dependencies: finished rather than abandoned. Small enough to be taken into the project.",
  },
];

/**
 * Deprecated by their makers, and in the tree of what ships all the same. Kept by hand as well, because a registry that
 * stands in between need not pass the makers' notes on, and then package-lock.json does not carry them.
 */
export const KEPT_THOUGH_DEPRECATED: readonly (KeptThough & { readonly version: string })[] = [
  {
    name: 'lodash.isequal',
    version: '4.5.0',
    reason:
      'Required by electron-updater in its newest release, which compares what it downloaded with what it was told by it. It runs in the desktop application alone, on descriptions that LAIT has verified already. Goes when electron-updater lets it go.',
  },
];
