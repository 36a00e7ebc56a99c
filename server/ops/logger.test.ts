import { describe, expect, it } from 'vitest';
import { createLogger } from './logger.ts';

function logTo(lines: string[], level: 'DEBUG' | 'WARN' = 'DEBUG') {
  return createLogger(level, { write: (line) => void lines.push(line) });
}

describe('the log', () => {
  it('is one JSON object a line, with the level in capitals, as the operations guide greps it', () => {
    const lines: string[] = [];
    logTo(lines).error({ latency_ms: 12 }, 'request\nwith a second line');
    expect(lines).toHaveLength(1);
    expect(lines[0]?.trimEnd()).not.toContain('\n');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'ERROR', latency_ms: 12, service: 'lait' });
  });

  it('writes nothing below its level', () => {
    const lines: string[] = [];
    logTo(lines, 'WARN').info('quiet');
    expect(lines).toEqual([]);
  });

  it('leaves out secrets and client data, at the top and inside', () => {
    const lines: string[] = [];
    const log = logTo(lines);
    const planted = 'planted-6f1d';
    for (const name of ['password', 'token', 'refreshToken', 'authorization', 'cookie', 'narrative', 'email', 'code']) {
      log.info({ [name]: planted, request: { [name]: planted, headers: { [name]: planted } } }, 'sign-in');
    }
    const failure = Object.assign(new Error(`duplicate key ${planted}`), { code: '23505', detail: planted });
    log.error({ err: failure, error: failure, detail: planted }, 'failed');
    expect(lines).toHaveLength(9);
    expect(lines.join('')).not.toContain(planted);
    expect(lines.at(-1)).toContain('23505');
  });
});
