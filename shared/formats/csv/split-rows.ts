import Papa from 'papaparse';

export const DELIMITERS = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** After so many opening quotes that nothing closes, all quotes of the file are taken for plain characters. */
const MAXIMUM_RECOVERIES = 30;
/** A quoted cell that goes on over lines for longer than this was never meant to be open. */
const MAXIMUM_OPEN = 200_000;
/** Given in pieces, because the parser's time grows with the square of a text full of stray quotes. */
const PIECE = 1 << 15;

export interface RowSink {
  row(cells: readonly string[]): void;
  /** A quote was opened and never closed; the row that follows was read with quotes as plain characters. */
  openQuote(): void;
  /** It happened too often: all further rows were read so. */
  plainFromHere(): void;
}

/** Splits CSV text given block by block (RFC 4180, any line ends) into rows of cells. */
export function createRowSplitter(delimiter: Delimiter, sink: RowSink) {
  let rest = '';
  let isAfterReturn = false;
  let recoveries = 0;
  let isPlain = false;
  // Known without looking: searching a long row again for every piece would take forever.
  let hasBreak = false;

  const parse = (text: string, ignoreLastRow: boolean) =>
    new Papa.Parser({ delimiter, newline: '\n', quoteChar: '"', ...(isPlain ? { fastMode: true } : {}) }).parse(
      text,
      0,
      ignoreLastRow,
    );

  // CR LF over the border of two blocks is one line end, like everywhere else.
  const normalised = (text: string) => {
    const begin = isAfterReturn && text.startsWith('\n') ? 1 : 0;
    isAfterReturn = text.endsWith('\r');
    return (begin === 0 ? text : text.slice(begin)).replace(/\r\n?/g, '\n');
  };

  const takeFirstLine = () => {
    const lineEnd = rest.indexOf('\n');
    const line = lineEnd === -1 ? rest : rest.slice(0, lineEnd);
    rest = lineEnd === -1 ? '' : rest.slice(lineEnd + 1);
    recoveries += 1;
    sink.openQuote();
    sink.row(line.split(delimiter));
  };

  const pushPiece = (piece: string, isLast: boolean) => {
    rest += piece;
    hasBreak ||= piece.indexOf('\n') !== -1;
    if (!hasBreak && !isLast) return;
    while (rest !== '') {
      const { data, errors, meta } = parse(rest, !isLast);
      const isOpen = isLast && errors.some((error) => error.code === 'MissingQuotes' && error.row === data.length - 1);
      const complete = isOpen ? data.slice(0, -1) : data;
      for (const cells of complete) sink.row(cells);
      if (isOpen) rest = tailOf(rest, complete.length, parse);
      else {
        rest = isLast ? '' : rest.slice(meta.cursor);
        hasBreak = rest.indexOf('\n') !== -1;
        if (rest.length <= MAXIMUM_OPEN || !hasBreak) return;
      }
      if (recoveries >= MAXIMUM_RECOVERIES) {
        isPlain = true;
        sink.plainFromHere();
      } else takeFirstLine();
    }
  };

  return {
    push(text: string, isLast: boolean): void {
      const block = normalised(text);
      for (let start = 0; start === 0 || start < block.length; start += PIECE) {
        pushPiece(block.slice(start, start + PIECE), isLast && start + PIECE >= block.length);
      }
    },
  };
}

type Parse = (
  text: string,
  ignoreLastRow: boolean,
) => { readonly data: string[][]; readonly meta: { readonly cursor: number } };

// The text of the last row, which is the one left open: everything the complete rows did not use.
function tailOf(text: string, completeCount: number, parse: Parse): string {
  if (completeCount === 0) return text;
  const { data, meta } = parse(text, true);
  return data.length === completeCount ? text.slice(meta.cursor) : '';
}

/** The first rows of a text, for finding the header. */
export function firstRows(text: string, delimiter: Delimiter, count: number): readonly (readonly string[])[] {
  const head = text.slice(0, 200_000).replace(/\r\n?/g, '\n');
  const isWhole = text.length <= 200_000;
  const parser = new Papa.Parser({ delimiter, newline: '\n', quoteChar: '"', preview: count });
  return parser.parse(head, 0, !isWhole).data.slice(0, count);
}
