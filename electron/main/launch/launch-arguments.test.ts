import { describe, expect, it } from 'vitest';
import { readLaunchArguments } from './launch-arguments.ts';

const ID = '0198c1de-0000-8000-8000-000000000001';

describe('what LAIT is started with', () => {
  it('is a place, by link', () => {
    expect(readLaunchArguments([`lait://open/invoice/${ID}`], '/home/r')).toEqual({
      links: [{ kind: 'invoice', invoiceId: ID, lineId: null }],
      files: [],
    });
  });

  it('is files of ours, from where the person stood', () => {
    const { files } = readLaunchArguments(['/bills/a.led', 'b.LEDES', '../c.ledes'], '/home/r');
    expect(files).toEqual(['/bills/a.led', '/home/r/b.LEDES', '/home/c.ledes']);
  });

  it('is nothing else: no switch, no other file, no other address, no link that only looks like one', () => {
    const args = [
      '--remote-debugging-port=1.led',
      '-a.led',
      '/etc/passwd',
      'letter.txt',
      'https://evil.example/a.led',
      'file:///etc/a.led',
      `lait://open/invoice/${ID}?approve=1`,
      'lait://open/a.led',
      'a\0.led',
      '',
    ];
    expect(readLaunchArguments(args, '/home/r')).toEqual({ links: [], files: [] });
  });

  it('is never more than a hundred files', () => {
    const many = Array.from({ length: 500 }, (_, index) => `${index}.led`);
    expect(readLaunchArguments(many, '/').files).toHaveLength(100);
  });
});
