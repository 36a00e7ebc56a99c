import { makeDemoFile } from '../scripts/cli/demo/write-demo.ts';

/** A made-up bill as a file to drop. */
export interface DemoFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** The same demo bills as `lait demo` writes, in memory. */
export function demoFile(seed: number, ordinal: number, lines: number | null): DemoFile {
  const { text, answer } = makeDemoFile(seed, ordinal, lines);
  return { name: answer.file, mimeType: 'text/plain', buffer: Buffer.from(text) };
}
