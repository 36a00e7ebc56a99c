import { describe, expect, it } from 'vitest';
import { type ConfigReading, readConfig } from './read-config.ts';

const GOOD = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://lait:x@db/lait',
  JWT_SECRET_KEY: '0f3a9c5e7b1d2468ace013579bdf8642aa55',
  POSTGRES_PASSWORD: '9b1d2468ace013579bdf86420f3a9c5e7c11',
  API_KEY_OPENAI: 'disabled',
  API_KEY_LEGAL_DATABASE: 'disabled',
};
const read = (environment: Record<string, string | undefined>, files: Record<string, string> = {}): ConfigReading =>
  readConfig({
    environment,
    readFile(path) {
      const text = files[path];
      if (text === undefined) throw new Error('no such file');
      return text;
    },
  });
const problemsOf = (reading: ConfigReading) => (reading.ok ? [] : reading.problems);

describe('production', () => {
  it('starts with secrets made at random and both keys stated', () => {
    expect(problemsOf(read(GOOD))).toEqual([]);
  });

  it.each(['JWT_SECRET_KEY', 'POSTGRES_PASSWORD'])('refuses %s missing, weak or an example, in one line', (name) => {
    for (const value of [
      undefined,
      '',
      'short',
      'a'.repeat(64),
      '<strong-random-key>',
      `changeme${'0f3a9c5e'.repeat(5)}`,
    ]) {
      const problems = problemsOf(read({ ...GOOD, [name]: value }));
      expect(problems).toHaveLength(1);
      expect(problems[0]).toMatch(new RegExp(`^${name} `));
      if (value !== undefined && value !== '') expect(problems[0]).not.toContain(value);
    }
  });

  it('wants REDIS_PASSWORD where there is Redis, a database, both keys, and no demo', () => {
    expect(problemsOf(read({ ...GOOD, REDIS_URL: 'redis://cache' }))).toEqual(['REDIS_PASSWORD is not set.']);
    expect(problemsOf(read({ ...GOOD, DATABASE_URL: undefined }))[0]).toContain('DATABASE_URL is not set');
    expect(problemsOf(read({ ...GOOD, API_KEY_OPENAI: undefined }))[0]).toContain('the word disabled');
    expect(problemsOf(read({ ...GOOD, LAIT_DEMO: 'on' }))).toEqual(['LAIT_DEMO cannot be on in production.']);
  });

  it('asks a process for no more secrets than its part needs', () => {
    const { DATABASE_URL: _, POSTGRES_PASSWORD: __, ...others } = GOOD;
    const appPassword = '4d1f0b2a9c8e7d6f5a4b3c2d1e0f99ab7742';
    const served = read({
      ...others,
      LAIT_APP_DATABASE_URL: 'postgres://lait_app@db/lait',
      LAIT_APP_DATABASE_PASSWORD: appPassword,
    });
    expect(served.ok && served.config.database).toMatchObject({
      adminUrl: null,
      appUrl: `postgres://lait_app:${appPassword}@db/lait`,
    });
    const migrating = read({
      NODE_ENV: 'production',
      LAIT_MODE: 'migrate',
      DATABASE_URL: 'postgres://lait@db/lait',
      POSTGRES_PASSWORD: GOOD.POSTGRES_PASSWORD,
    });
    expect(migrating.ok && migrating.config.database.adminUrl).toBe(
      `postgres://lait:${GOOD.POSTGRES_PASSWORD}@db/lait`,
    );
    expect(
      problemsOf(read({ ...others, LAIT_APP_DATABASE_URL: 'postgres://a@db/l', LAIT_APP_DATABASE_PASSWORD: 'x' })),
    ).toEqual([expect.stringMatching(/^LAIT_APP_DATABASE_PASSWORD is too weak/)]);
  });

  it('says everything that is wrong at once', () => {
    expect(problemsOf(read({ NODE_ENV: 'production' })).length).toBeGreaterThanOrEqual(5);
  });
});

describe('a setting', () => {
  it('may stand in a file, but not twice, and the file must be readable', () => {
    const inFile = { ...GOOD, JWT_SECRET_KEY: undefined, JWT_SECRET_KEY_FILE: '/run/secrets/jwt' };
    const reading = read(inFile, { '/run/secrets/jwt': `${GOOD.JWT_SECRET_KEY}\n` });
    expect(reading.ok && reading.config.secrets.jwtSecretKey).toBe(GOOD.JWT_SECRET_KEY);
    expect(problemsOf(read(inFile))).toContain('JWT_SECRET_KEY_FILE names a file that cannot be read.');
    expect(problemsOf(read({ ...GOOD, JWT_SECRET_KEY_FILE: '/x' }))[0]).toContain('keep one');
  });

  it('of a few words, or a contact, is one of them or refused by name', () => {
    const problems = (more: Record<string, string>) => problemsOf(read({ ...GOOD, ...more }));
    for (const contact of ['mailto:security@firm.example', 'https://firm.example/security'])
      expect(problems({ LAIT_SECURITY_CONTACT: contact })).toEqual([]);
    for (const contact of [
      'security@firm.example',
      'http://firm.example',
      'mailto:a@b\nContact: mailto:c@d',
      'javascript:x',
    ])
      expect(problems({ LAIT_SECURITY_CONTACT: contact })).toEqual([
        'LAIT_SECURITY_CONTACT must be an address that begins with mailto: or https://.',
      ]);
    expect(problems({ LAIT_SECOND_FACTOR_FOR: 'approvers' })).toEqual([]);
    expect(problems({ LAIT_SECOND_FACTOR_FOR: 'nobody' })).toEqual([
      'LAIT_SECOND_FACTOR_FOR must be administrators or approvers.',
    ]);
  });

  it('out of its range, or no number, is refused by name', () => {
    expect(problemsOf(read({ ...GOOD, HTTP_PORT: '99999' }))).toEqual([
      'HTTP_PORT must be a whole number from 0 to 65535.',
    ]);
    expect(problemsOf(read({ ...GOOD, LAIT_ACCESS_TOKEN_SECONDS: '7200' }))).toHaveLength(1);
    expect(problemsOf(read({ ...GOOD, LOG_LEVEL: 'chatty' }))).toHaveLength(1);
  });
});
