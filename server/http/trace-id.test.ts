import { describe, expect, it } from 'vitest';
import { traceIdOf } from './trace-id.ts';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const PARENT = '00f067aa0ba902b7';

describe('the trace of a request', () => {
  it('is what the header of W3C Trace Context says, of this version and of later ones', () => {
    expect(traceIdOf(`00-${TRACE}-${PARENT}-01`)).toBe(TRACE);
    expect(traceIdOf(`cc-${TRACE}-${PARENT}-01-what-the-future-will-be-like`)).toBe(TRACE);
  });

  it.each([
    undefined,
    '',
    [`00-${TRACE}-${PARENT}-01`],
    `00-${TRACE.toUpperCase()}-${PARENT}-01`,
    `00-${'0'.repeat(32)}-${PARENT}-01`,
    `00-${TRACE}-${'0'.repeat(16)}-01`,
    `ff-${TRACE}-${PARENT}-01`,
    `00-${TRACE}-${PARENT}-01-more`,
    `00-${TRACE}-${PARENT}`,
    'Smith v. Jones',
  ])('is none where the header is not of that form: %s', (header) => {
    expect(traceIdOf(header)).toBeNull();
  });
});
