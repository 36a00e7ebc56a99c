import { describe, expect, it } from 'vitest';
import { COURTS, findCourt } from './courts.ts';

describe('courts of a parenthesis', () => {
  it.each([
    ['S.D.N.Y.', 'nysd'],
    ['S. D. N. Y.', 'nysd'],
    ['9th Cir.', 'ca9'],
    ['2nd Cir.', 'ca2'],
    ['N.D. Cal.', 'cand'],
    ['D. Del.', 'ded'],
    ['D.D.C.', 'dcd'],
    ['Del. Ch.', 'delch'],
    ['Tex. App. Houston', 'texapp'],
    ['N.D.', 'nd'],
    ['Wash. Ct. App.', 'washctapp'],
  ])('%s', (written, id) => {
    expect(findCourt(written)).toBe(id);
  });

  it('says so where it knows none', () => {
    expect(findCourt('Trial Court of Nowhere')).toBeNull();
    expect(findCourt('')).toBeNull();
  });

  it('knows each federal circuit and district', () => {
    const ids = new Set(COURTS.values());
    expect([...ids].filter((id) => /^ca\d+$/.test(id))).toHaveLength(11);
    expect([...COURTS.keys()].filter((court) => /^(?:[NSEWMC]\.)?D\. ?/.test(court)).length).toBeGreaterThanOrEqual(91);
  });
});
