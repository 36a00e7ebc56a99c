import { z } from 'zod';
import { legalBaseUrl, legalQuota } from './legal-settings.ts';
import { redactSettings } from './redact-settings.ts';
import { type LogLevel, SERVER_MODES, type ServerConfig, type ServerMode } from './server-config.ts';

/** The environment as it is, and how a file named by `NAME_FILE` is read. */
export interface ConfigSource {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** @throws when the file cannot be read */
  readFile(path: string): string;
  /** For a start outside production without secrets: made once and kept in the data directory. */
  readonly developmentSecrets?: { readonly jwtSecretKey: string; readonly postgresPassword: string } | undefined;
  readonly mode?: ServerMode | undefined;
}

export type ConfigReading =
  | { readonly ok: true; readonly config: ServerConfig }
  /** One clear line each; none holds a value. */
  | { readonly ok: false; readonly problems: readonly string[] };

const SHORTEST_SECRET = 32;
/** Words of examples and of hurried people; compared without case. */
const EXAMPLES =
  /^<.*>$|example|changeme|change-me|change_me|secret-?key|password|strong-random|secure-|your-|placeholder|test-?key/i;

const wholeNumber = (text: string): number | null => (/^\d{1,12}$/.test(text) ? Number(text) : null);

/**
 * Reads and checks every setting. In production (`NODE_ENV=production`) a missing, weak or example secret, a
 * missing database or an unknown word stops the start.
 */
export function readConfig(source: ConfigSource): ConfigReading {
  const problems: string[] = [];
  const text = (name: string): string | null => {
    const direct = source.environment[name];
    const path = source.environment[`${name}_FILE`];
    if (direct !== undefined && direct !== '') {
      if (path !== undefined && path !== '') problems.push(`${name} and ${name}_FILE are both set; keep one.`);
      return direct;
    }
    if (path === undefined || path === '') return null;
    try {
      return source.readFile(path).trim();
    } catch {
      problems.push(`${name}_FILE names a file that cannot be read.`);
      return null;
    }
  };
  const number = (name: string, fallback: number, minimum: number, maximum: number): number => {
    const written = text(name);
    if (written === null) return fallback;
    const value = wholeNumber(written);
    if (value !== null && value >= minimum && value <= maximum) return value;
    problems.push(`${name} must be a whole number from ${minimum} to ${maximum}.`);
    return fallback;
  };
  const url = (name: string, schemes: readonly string[]): string | null => {
    const written = text(name);
    if (written === null) return null;
    const parsed = z.url().safeParse(written);
    if (parsed.success && schemes.some((scheme) => written.startsWith(`${scheme}://`))) return written;
    problems.push(`${name} must be an address that begins with ${schemes.join(':// or ')}://.`);
    return null;
  };
  const listOfUrls = (name: string, fallback: readonly string[]): readonly string[] => {
    const written = text(name);
    if (written === null) return fallback;
    const urls = written.split(',').map((each) => each.trim().replace(/\/+$/, ''));
    const isSound = (each: string) => {
      const { success, data } = z.url().safeParse(each);
      return success && /^https?:\/\//.test(data) && new URL(data).username === '' && !/[?#]/.test(data);
    };
    if (urls.every(isSound)) return urls;
    problems.push(`${name} must be addresses that begin with https:// or http://, parted by commas.`);
    return fallback;
  };

  const isProduction = source.environment.NODE_ENV === 'production';
  const mode = source.mode ?? text('LAIT_MODE') ?? 'all';
  // It touches the schema alone: no token, no file, nobody outside.
  const isMigration = mode === 'migrate';
  const secret = (name: string, development: string | undefined): string => {
    const written = text(name);
    if (written === null) {
      if (!isProduction && development !== undefined) return development;
      problems.push(`${name} is not set.`);
      return '';
    }
    if (!isProduction) return written;
    if (EXAMPLES.test(written)) problems.push(`${name} still holds an example; make one with: openssl rand -hex 32`);
    else if (written.length < SHORTEST_SECRET || new Set(written).size < 10)
      problems.push(
        `${name} is too weak: at least ${SHORTEST_SECRET} characters, made at random (openssl rand -hex 32).`,
      );
    return written;
  };
  const previousSecret = (): string | null => {
    const name = 'LAIT_PREVIOUS_JWT_SECRET_KEY';
    const written = text(name);
    if (written === null || written.toLowerCase() === 'disabled') return null;
    if (written === text('JWT_SECRET_KEY')) problems.push(`${name} is the same as JWT_SECRET_KEY; leave it out.`);
    return written;
  };
  const apiKey = (name: string): string | null => {
    const written = text(name);
    if (written === null && isProduction && !isMigration) {
      problems.push(`${name} is not set; put the key there, or the word disabled to turn that part off.`);
    }
    return written === null || written.toLowerCase() === 'disabled' ? null : written;
  };

  if (!SERVER_MODES.some((known) => known === mode)) {
    problems.push(`LAIT_MODE must be one of ${SERVER_MODES.join(', ')}.`);
  }
  const logLevel = (text('LOG_LEVEL') ?? 'INFO').toUpperCase();
  if (!isLogLevel(logLevel)) problems.push('LOG_LEVEL must be DEBUG, INFO, WARN or ERROR.');
  const ownerUrl = url('DATABASE_URL', ['postgres', 'postgresql']);
  const plainAppUrl = url('LAIT_APP_DATABASE_URL', ['postgres', 'postgresql']);
  // A process that has only the application's role needs, and gets, no more than that role's password.
  const isWithoutOwner = ownerUrl === null && plainAppUrl !== null;
  const postgresPassword = isWithoutOwner
    ? (text('POSTGRES_PASSWORD') ?? '')
    : secret('POSTGRES_PASSWORD', source.developmentSecrets?.postgresPassword);
  const appDatabasePassword =
    text('LAIT_APP_DATABASE_PASSWORD') === null ? null : secret('LAIT_APP_DATABASE_PASSWORD', undefined);
  const adminUrl = withPassword(ownerUrl, postgresPassword);
  const appUrl = withPassword(plainAppUrl, appDatabasePassword);
  if (isProduction && adminUrl === null && appUrl === null) {
    problems.push('DATABASE_URL is not set; the embedded database is for development.');
  }
  const secondFactorFor = text('LAIT_SECOND_FACTOR_FOR') ?? 'administrators';
  if (!['administrators', 'approvers'].includes(secondFactorFor)) {
    problems.push('LAIT_SECOND_FACTOR_FOR must be administrators or approvers.');
  }
  const securityContact = text('LAIT_SECURITY_CONTACT');
  if (securityContact !== null && !isContact(securityContact)) {
    problems.push('LAIT_SECURITY_CONTACT must be an address that begins with mailto: or https://.');
  }
  const redisUrl = url('REDIS_URL', ['redis', 'rediss']);
  const isDemo = text('LAIT_DEMO');
  const certificateAddress = text('LAIT_CERTIFICATE_ADDRESS');
  if (certificateAddress !== null && !/^[\w.-]{1,253}:\d{1,5}$/.test(certificateAddress))
    problems.push('LAIT_CERTIFICATE_ADDRESS must be a host and a port: lait.example.com:443.');
  const backups = text('LAIT_BACKUPS');
  if (backups !== null && !['on', 'off'].includes(backups)) problems.push('LAIT_BACKUPS must be on or off.');
  if (isDemo !== null && !['on', 'off'].includes(isDemo)) problems.push('LAIT_DEMO must be on or off.');
  if (isProduction && isDemo === 'on') problems.push('LAIT_DEMO cannot be on in production.');

  const config: ServerConfig = {
    mode: mode as ServerMode,
    isProduction,
    revision: text('LAIT_REVISION'),
    // A copy: which names are asked for here is what the documentation is held to.
    settings: redactSettings({ ...source.environment }),
    logLevel: isLogLevel(logLevel) ? logLevel : 'INFO',
    http: {
      host: text('LAIT_HOST') ?? '127.0.0.1',
      port: number('HTTP_PORT', 4810, 0, 65_535),
      trustedProxyHops: number('LAIT_TRUSTED_PROXY_HOPS', 0, 0, 10),
      publicUrl: url('LAIT_PUBLIC_URL', ['http', 'https']),
      securityContact,
      bodyLimitBytes: number('LAIT_BODY_LIMIT_BYTES', 1_048_576, 65_536, 67_108_864),
      metricsPort: number('LAIT_METRICS_PORT', 0, 0, 65_535) || null,
      certificateAddress,
    },
    database: { adminUrl, appUrl, poolSize: number('LAIT_DATABASE_POOL', 10, 2, 200) },
    dataDirectory: text('LAIT_DATA_DIRECTORY') ?? '.lait',
    redisUrl,
    secrets: {
      jwtSecretKey: isMigration
        ? (text('JWT_SECRET_KEY') ?? '')
        : secret('JWT_SECRET_KEY', source.developmentSecrets?.jwtSecretKey),
      previousJwtSecretKey: previousSecret(),
      postgresPassword,
      appDatabasePassword,
      redisPassword: redisUrl === null ? text('REDIS_PASSWORD') : secret('REDIS_PASSWORD', ''),
    },
    apiKeys: { openai: apiKey('API_KEY_OPENAI'), legalDatabase: apiKey('API_KEY_LEGAL_DATABASE') },
    sessions: {
      accessTokenSeconds: number('LAIT_ACCESS_TOKEN_SECONDS', 3_600, 60, 3_600),
      refreshTokenSeconds: number('LAIT_REFRESH_TOKEN_SECONDS', 604_800, 3_600, 604_800),
      idleSeconds: number('LAIT_SESSION_IDLE_SECONDS', 604_800, 3_600, 604_800),
      secondFactorFor: secondFactorFor === 'approvers' ? 'approvers' : 'administrators',
      refreshRetrySeconds: 20,
      failuresBeforeLock: number('LAIT_LOCK_AFTER_FAILURES', 5, 3, 20),
      accountFailuresBeforeLock: number('LAIT_LOCK_ACCOUNT_AFTER_FAILURES', 50, 10, 1_000),
      lockSeconds: number('LAIT_LOCK_SECONDS', 900, 60, 86_400),
    },
    limits: {
      interactive: perMinute('interactive', number('LAIT_LIMIT_INTERACTIVE', 100, 10, 100_000)),
      sync: perMinute('sync', number('LAIT_LIMIT_SYNC', 600, 10, 100_000)),
      upload: perMinute('upload', number('LAIT_LIMIT_UPLOAD', 240, 1, 100_000)),
      events: perMinute('events', number('LAIT_LIMIT_EVENTS', 60, 1, 100_000)),
    },
    uploads: { maximumBytes: number('LAIT_UPLOAD_LIMIT_BYTES', 209_715_200, 1_024, 2_147_483_648) },
    cacheSeconds: number('LAIT_CACHE_SECONDS', 300, 0, 300),
    legal: {
      baseUrl: legalBaseUrl(text('LAIT_LEGAL_BASE_URL'), text('LAIT_LEGAL_HOSTS'), problems),
      quota: legalQuota(text('LAIT_LEGAL_QUOTA'), problems),
      retentionSeconds: number('LAIT_LEGAL_RETENTION_SECONDS', 7_776_000, 86_400, 315_360_000),
    },
    sync: {
      leaseSeconds: number('LAIT_LEASE_SECONDS', 604_800, 3_600, 7_776_000),
      feedRetentionSeconds: number('LAIT_FEED_RETENTION_SECONDS', 5_184_000, 86_400, 31_536_000),
      minimumClient: text('LAIT_MINIMUM_CLIENT') ?? '0.1.0',
    },
    events: {
      streamsPerUser: number('LAIT_EVENT_STREAMS_PER_USER', 10, 1, 1_000),
      retentionSeconds: number('LAIT_EVENT_RETENTION_SECONDS', 5_184_000, 86_400, 31_536_000),
    },
    opinions: {
      urls: listOfUrls('LAIT_OPENAI_URLS', ['https://api.openai.com/v1']),
      timeoutSeconds: number('LAIT_OPENAI_TIMEOUT_SECONDS', 60, 1, 300),
      deadlineSeconds: number('LAIT_OPENAI_DEADLINE_SECONDS', 480, 5, 540),
    },
    backups: { areExpected: backups === 'on' },
    demo: { isEnabled: !isProduction && isDemo === 'on' },
  };
  return problems.length === 0 ? { ok: true, config } : { ok: false, problems };
}

/** An address may leave its password to the setting that holds it, so that it stands in one place. */
function withPassword(address: string | null, password: string | null): string | null {
  if (address === null || password === null || password === '') return address;
  const url = new URL(address);
  if (url.password !== '') return address;
  url.password = encodeURIComponent(password);
  return url.href;
}

/** One line without blanks, as RFC 9116 asks of a contact. */
function isContact(text: string): boolean {
  return /^mailto:[^\s@]+@[^\s@]+$/.test(text) || (/^https:\/\/\S+$/.test(text) && z.url().safeParse(text).success);
}

function perMinute(name: string, points: number) {
  return { name, points, seconds: 60 };
}

function isLogLevel(text: string): text is LogLevel {
  return text === 'DEBUG' || text === 'INFO' || text === 'WARN' || text === 'ERROR';
}
