/** Longest record read, in characters: the format allows two fields of 15 KB and short ones beside them. */
export const MAXIMUM_RECORD = 1_000_000;

/** What had to be repaired to find where a record begins and ends; bits of one number. */
export const MISSING_TERMINATOR = 1;
export const LINE_BREAK = 2;
export const TERMINATOR_INSIDE = 4;

export interface RecordSink {
  /** @param repairs the bits above @param isCutOff the file ends before the record does */
  record(fields: string[], repairs: number, isCutOff: boolean): void;
  /** `[][]`: the second one stands for nothing. */
  repeatedTerminator(): void;
  tooLong(head: string): void;
}

export interface RecordSplitter {
  push(text: string, isLast: boolean): void;
}

/** A literal `[]` inside a narrative is looked past this many times before a record is given up as short. */
const MAXIMUM_INSIDE = 5;
/** A continuation line may bring this many separators too many: they may be pipes of the narrative. */
const SURPLUS = 5;

/**
 * Finds the records of LEDES text given block by block: `[]` ends a record, whatever the line breaks do, and
 * where it is missing a line with a full set of fields is a record. Holds one block and one record at most.
 * @param fieldCount columns of the header @param isNarrativeLast a stray line then continues the narrative
 */
export function createRecordSplitter(fieldCount: number, isNarrativeLast: boolean, sink: RecordSink): RecordSplitter {
  let rest = '';
  let isSkipping = false;
  let hasSeenTerminator = false;

  const emitLines = (chunk: string, isTerminated: boolean, isEndOfFile: boolean) => {
    const records = recordsOfLines(chunk, fieldCount, isNarrativeLast);
    records.forEach(({ text, isJoined }, index) => {
      const isLast = index === records.length - 1;
      const hasTerminator = isTerminated && isLast;
      if (text.length > MAXIMUM_RECORD) {
        sink.tooLong(text);
        return;
      }
      const repairs = (hasTerminator ? 0 : MISSING_TERMINATOR) | (isJoined ? LINE_BREAK : 0);
      sink.record(text.split('|'), repairs, isEndOfFile && isLast && hasSeenTerminator);
    });
  };

  return {
    push(text, isLast) {
      const buffer = rest === '' ? text : rest + text;
      const length = buffer.length;
      rest = '';
      let position = 0;
      for (;;) {
        if (isSkipping) {
          const next = endOfSkipped(buffer, position);
          if (next === -1) return;
          position = next;
          isSkipping = false;
        }
        position = skipBlank(buffer, position);
        if (position >= length) return;
        if (buffer.charCodeAt(position) === 91 && buffer.charCodeAt(position + 1) === 93) {
          sink.repeatedTerminator();
          position += 2;
          continue;
        }
        const end = buffer.indexOf('[]', position);
        if (end === -1) {
          if (isLast) {
            emitLines(buffer.slice(position), false, true);
            return;
          }
          if (length - position > MAXIMUM_RECORD) {
            const lineEnd = Math.max(buffer.lastIndexOf('\n'), buffer.lastIndexOf('\r', length - 2));
            if (lineEnd > position) {
              emitLines(buffer.slice(position, lineEnd), false, false);
              position = lineEnd + 1;
              continue;
            }
            sink.tooLong(buffer.slice(position, position + 200));
            isSkipping = true;
            return;
          }
          rest = buffer.slice(position);
          return;
        }
        const chunk = buffer.slice(position, end);
        if (chunk.indexOf('\n') !== -1 || chunk.indexOf('\r') !== -1 || chunk.length > MAXIMUM_RECORD) {
          emitLines(chunk, true, false);
          hasSeenTerminator = true;
          position = end + 2;
          continue;
        }
        const fields = chunk.split('|');
        hasSeenTerminator = true;
        if (fields.length >= fieldCount) {
          sink.record(fields, 0, false);
          position = end + 2;
          continue;
        }
        const whole = pastInnerTerminators(buffer, position, end, fieldCount);
        if (whole === 'needsMore' && !isLast) {
          rest = buffer.slice(position);
          return;
        }
        if (whole !== null && whole !== 'needsMore') {
          sink.record(whole.fields, TERMINATOR_INSIDE, false);
          position = whole.end + 2;
        } else {
          sink.record(fields, 0, false);
          position = end + 2;
        }
      }
    },
  };
}

// A short record whose `[]` is followed by more text on its line: the `[]` may be the narrative's own.
function pastInnerTerminators(buffer: string, start: number, firstEnd: number, fieldCount: number) {
  let end = firstEnd;
  for (let tries = 0; tries < MAXIMUM_INSIDE; tries += 1) {
    const next = buffer.charCodeAt(end + 2);
    if (Number.isNaN(next)) return 'needsMore';
    if (next === 10 || next === 13 || end - start > MAXIMUM_RECORD) return null;
    end = buffer.indexOf('[]', end + 2);
    if (end === -1) return buffer.length - start > MAXIMUM_RECORD ? null : 'needsMore';
    const candidate = buffer.slice(start, end);
    if (candidate.indexOf('\n') !== -1 || candidate.indexOf('\r') !== -1) return null;
    const fields = candidate.split('|');
    if (fields.length === fieldCount) return { fields, end };
    if (fields.length > fieldCount) return null;
  }
  return null;
}

function recordsOfLines(chunk: string, fieldCount: number, isNarrativeLast: boolean) {
  const records: { text: string; isJoined: boolean }[] = [];
  let parts: string[] = [];
  let count = 0;
  const finish = () => {
    if (parts.length > 0) records.push({ text: parts.join(' '), isJoined: parts.length > 1 });
  };
  for (const raw of chunk.split(/\r\n|\n|\r/)) {
    const line = raw.trim();
    if (line === '') continue;
    const own = countFields(line);
    if (parts.length > 0 && continues(count, own, line, fieldCount, isNarrativeLast)) {
      parts.push(line);
      count += own - 1;
      continue;
    }
    finish();
    parts = [line];
    count = own;
  }
  finish();
  return records;
}

// Whether a line carries on the record before it, told by how many fields each has.
function continues(count: number, own: number, line: string, fieldCount: number, isNarrativeLast: boolean): boolean {
  const joined = count + own - 1;
  if (own === fieldCount) return joined === fieldCount && line.startsWith('|');
  if (count < fieldCount && joined <= fieldCount) return true;
  if (own >= fieldCount - 2) return false;
  if (count >= fieldCount) return isNarrativeLast && own === 1;
  return joined <= fieldCount + SURPLUS;
}

function countFields(line: string): number {
  let count = 1;
  for (let at = line.indexOf('|'); at !== -1; at = line.indexOf('|', at + 1)) count += 1;
  return count;
}

// After a record that is too long: the next `[]` or line end, or -1 when this block has neither.
function endOfSkipped(buffer: string, from: number): number {
  const terminator = buffer.indexOf('[]', from);
  const lineEnd = buffer.indexOf('\n', from);
  if (terminator === -1) return lineEnd === -1 ? -1 : lineEnd + 1;
  return lineEnd === -1 || terminator < lineEnd ? terminator + 2 : lineEnd + 1;
}

// Spaces and line breaks, a stray byte-order mark, and the end-of-file sign of old DOS programs.
function skipBlank(buffer: string, from: number): number {
  let position = from;
  for (;;) {
    const code = buffer.charCodeAt(position);
    if (code === 10 || code === 13 || code === 32 || code === 9 || code === 0xfeff || code === 26 || code === 0) {
      position += 1;
    } else return position;
  }
}
