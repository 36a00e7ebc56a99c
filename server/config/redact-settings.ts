import { SERVER_MODES } from './server-config.ts';

type Shape = (value: string) => boolean;

const number: Shape = (value) => /^\d{1,12}$/.test(value);
const oneOf =
  (...words: readonly string[]): Shape =>
  (value) =>
    words.includes(value);
const onOrOff = oneOf('on', 'off');
const version: Shape = (value) => /^\d{1,6}(?:\.\d{1,6}){2}$/.test(value);

/**
 * Settings whose value helps and harms nobody, with what such a value looks like: one that looks otherwise is left out like a
 * secret. Every other setting is named without its value; a setting that is added here must be harmless in every installation.
 */
const HARMLESS: Readonly<Record<string, Shape>> = {
  NODE_ENV: oneOf('production', 'development', 'test'),
  LAIT_MODE: oneOf(...SERVER_MODES),
  LAIT_REVISION: (value) => /^(?:[0-9a-f]{7,40}|unknown)$/.test(value),
  LOG_LEVEL: oneOf('DEBUG', 'INFO', 'WARN', 'ERROR'),
  HTTP_PORT: number,
  HTTPS_PORT: number,
  LAIT_TRUSTED_PROXY_HOPS: number,
  LAIT_BODY_LIMIT_BYTES: number,
  LAIT_BACKUPS: onOrOff,
  LAIT_METRICS_PORT: number,
  LAIT_DATABASE_POOL: number,
  LAIT_ACCESS_TOKEN_SECONDS: number,
  LAIT_REFRESH_TOKEN_SECONDS: number,
  LAIT_SESSION_IDLE_SECONDS: number,
  LAIT_SECOND_FACTOR_FOR: oneOf('administrators', 'approvers'),
  LAIT_LOCK_AFTER_FAILURES: number,
  LAIT_LOCK_ACCOUNT_AFTER_FAILURES: number,
  LAIT_LOCK_SECONDS: number,
  LAIT_LIMIT_INTERACTIVE: number,
  LAIT_LIMIT_SYNC: number,
  LAIT_LIMIT_UPLOAD: number,
  LAIT_LIMIT_EVENTS: number,
  LAIT_UPLOAD_LIMIT_BYTES: number,
  LAIT_CACHE_SECONDS: number,
  LAIT_LEGAL_QUOTA: (value) => /^\d{1,9}(?:\/\d{1,9}){2}$/.test(value),
  LAIT_LEGAL_RETENTION_SECONDS: number,
  LAIT_LEASE_SECONDS: number,
  LAIT_FEED_RETENTION_SECONDS: number,
  LAIT_MINIMUM_CLIENT: version,
  LAIT_EVENT_STREAMS_PER_USER: number,
  LAIT_EVENT_RETENTION_SECONDS: number,
  LAIT_OPENAI_TIMEOUT_SECONDS: number,
  LAIT_OPENAI_DEADLINE_SECONDS: number,
  LAIT_DEMO: onOrOff,
};

/** Settings that are named where they are set, and never shown. */
const NAMED = [
  'JWT_SECRET_KEY',
  'LAIT_PREVIOUS_JWT_SECRET_KEY',
  'POSTGRES_PASSWORD',
  'REDIS_PASSWORD',
  'BACKUP_ENCRYPTION_KEY',
  'API_KEY_OPENAI',
  'API_KEY_LEGAL_DATABASE',
  'DATABASE_URL',
  'LAIT_APP_DATABASE_URL',
  'LAIT_APP_DATABASE_PASSWORD',
  'REDIS_URL',
  'SSL_CERT_PATH',
  'SSL_KEY_PATH',
  'LAIT_HOST',
  'LAIT_CERTIFICATE_ADDRESS',
  'LAIT_PUBLIC_URL',
  'LAIT_DATA_DIRECTORY',
  'LAIT_LEGAL_BASE_URL',
  'LAIT_LEGAL_HOSTS',
  'LAIT_OPENAI_URLS',
  'LAIT_SECURITY_CONTACT',
];

export interface RedactedSetting {
  readonly name: string;
  /** `by_file`: the setting's `_FILE` names a file that holds it. */
  readonly is: 'set' | 'by_file' | 'not_set';
  /** Null: not shown. */
  readonly value: string | null;
}

/** Every setting that LAIT knows, by name; names that it does not know are not even listed. */
export function redactSettings(environment: Readonly<Record<string, string | undefined>>): readonly RedactedSetting[] {
  return SETTING_NAMES.map((name) => {
    const value = environment[name] ?? '';
    const isByFile = value === '' && (environment[`${name}_FILE`] ?? '') !== '';
    const isShown = value !== '' && HARMLESS[name]?.(value) === true;
    return { name, is: value !== '' ? 'set' : isByFile ? 'by_file' : 'not_set', value: isShown ? value : null };
  });
}

/** Every name that a bundle lists. */
export const SETTING_NAMES: readonly string[] = [...Object.keys(HARMLESS), ...NAMED].sort();
