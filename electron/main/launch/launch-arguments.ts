import { extname, isAbsolute, resolve } from 'node:path';
import { type DeepLink, parseDeepLink } from '#shared/api/deep-link.ts';

/** What the system starts LAIT for: places to go to and files to read. */
export interface LaunchWish {
  readonly links: readonly DeepLink[];
  /** Absolute paths. */
  readonly files: readonly string[];
}

/** The endings that belong to LAIT; other files are dropped on the window or chosen in it. */
const OWN_ENDINGS: ReadonlySet<string> = new Set(['.led', '.ledes']);
const MOST_FILES = 100;

/**
 * Reads the arguments of a start, of a second start, or a link the system hands over: one parser for all of them.
 * Switches and anything else that is neither a link nor a file of ours are passed over in silence: Chromium and
 * desktops add their own.
 * @param args without the program and, in development, its folder
 * @param folder what relative paths are relative to
 */
export function readLaunchArguments(args: readonly string[], folder: string): LaunchWish {
  const links: DeepLink[] = [];
  const files: string[] = [];
  for (const arg of args) {
    if (arg.startsWith('-') || arg.includes('\0')) continue;
    const link = parseDeepLink(arg);
    if (link !== null) links.push(link);
    else if (isOwnFile(arg) && files.length < MOST_FILES) files.push(isAbsolute(arg) ? arg : resolve(folder, arg));
  }
  return { links, files };
}

function isOwnFile(path: string): boolean {
  // An address with such an ending is no file; a single letter before the colon is a drive.
  if (/^[a-z][a-z0-9+.-]+:/i.test(path)) return false;
  return OWN_ENDINGS.has(extname(path).toLowerCase());
}
