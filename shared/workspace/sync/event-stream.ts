export interface StreamEvent {
  readonly type: string;
  readonly data: string;
  readonly id: string | null;
}

/**
 * Takes a server-sent event stream apart (HTML standard, "event stream interpretation"), piece by piece as it comes.
 * Comments, which keep the line open, are passed over.
 */
export function eventStreamReader(onEvent: (event: StreamEvent) => void): (text: string) => void {
  let rest = '';
  let type = '';
  let data: string[] = [];
  let id: string | null = null;
  const end = () => {
    if (data.length > 0) onEvent({ type: type === '' ? 'message' : type, data: data.join('\n'), id });
    type = '';
    data = [];
  };
  return (text) => {
    const lines = (rest + text).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line === '') {
        end();
        continue;
      }
      const colon = line.indexOf(':');
      if (colon === 0) continue;
      const field = colon === -1 ? line : line.slice(0, colon);
      const value = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '');
      if (field === 'data') data.push(value);
      else if (field === 'event') type = value;
      else if (field === 'id') id = value;
    }
  };
}
