/**
 * What LAIT uses of papaparse: its synchronous parser. The published types bring all of Node's with them,
 * which shared/ must not see.
 */
declare module 'papaparse' {
  interface ParserConfig {
    readonly delimiter: string;
    readonly newline: '\n';
    readonly quoteChar: '"';
    readonly fastMode?: boolean;
    /** Rows to read; 0 for all. */
    readonly preview?: number;
  }
  interface ParsedRows {
    readonly data: string[][];
    readonly errors: readonly { readonly code?: string; readonly row?: number }[];
    /** `cursor`: how much of the input the rows returned have used up. */
    readonly meta: { readonly cursor: number };
  }
  interface Parser {
    parse(input: string, baseIndex: number, ignoreLastRow: boolean): ParsedRows;
  }
  const Papa: { readonly Parser: new (config: ParserConfig) => Parser };
  // biome-ignore lint/style/noDefaultExport: this is how the package exports itself
  export default Papa;
}
