import type { Budget } from '../limits/limiter.ts';
import type { RedactedSetting } from './redact-settings.ts';

/** Which part of the one image runs: `api` and `worker` serve, `migrate` ends by itself, `all` is development. */
export const SERVER_MODES = ['all', 'api', 'worker', 'migrate'] as const;
export type ServerMode = (typeof SERVER_MODES)[number];

export type LogLevel = 'DEBUG' | 'INFO' | 'WARN' | 'ERROR';

/**
 * Everything that can be set, read once and checked in `read-config.ts` (docs/configuration.md lists the
 * names). No other module looks at the environment.
 */
export interface ServerConfig {
  readonly mode: ServerMode;
  readonly isProduction: boolean;
  /** Of which state of the sources the image was built; null: not known. */
  readonly revision: string | null;
  readonly logLevel: LogLevel;
  /** Every setting by name, with its value where that is harmless: for support bundles. */
  readonly settings: readonly RedactedSetting[];
  readonly http: {
    readonly host: string;
    /** 0: any free port. */
    readonly port: number;
    /** How many proxies in front of the server may say who calls (`X-Forwarded-For`). 0: none. */
    readonly trustedProxyHops: number;
    /** Where people reach LAIT, for links; null: not known. */
    readonly publicUrl: string | null;
    /** Where a vulnerability is reported (`mailto:` or https), for `security.txt`; null: nothing is said. */
    readonly securityContact: string | null;
    /** Bodies other than uploads, in bytes. */
    readonly bodyLimitBytes: number;
    /** Where `GET /metrics` is served, apart from the application; null: nowhere. */
    readonly metricsPort: number | null;
    /** `host:port` of the front door, whose certificate's end is watched; null: nobody's. */
    readonly certificateAddress: string | null;
  };
  readonly database: {
    /** The owner's (role `lait`), for migrations; null: an embedded server is started. */
    readonly adminUrl: string | null;
    /** The application's (role `lait_app`); null: derived from `adminUrl`. */
    readonly appUrl: string | null;
    readonly poolSize: number;
  };
  /** Where the embedded database, the encrypted originals and made secrets live. */
  readonly dataDirectory: string;
  /** Null: cache, limits and wake-ups are this process's own. */
  readonly redisUrl: string | null;
  readonly secrets: {
    /** Signs access tokens; keys of stored secrets and of the file store are derived from it. */
    readonly jwtSecretKey: string;
    /** The one before, while what depends on it is being encrypted anew; null: there is none. */
    readonly previousJwtSecretKey: string | null;
    /** The password of `lait_app` is derived from it. */
    /** Of the owner; empty where a process was given the application's connection alone. */
    readonly postgresPassword: string;
    /** Of the application's role; null: derived from the owner's. */
    readonly appDatabasePassword: string | null;
    readonly redisPassword: string | null;
  };
  /** Whether the host's scripts make backups, so that their absence is a fault. */
  readonly backups: { readonly areExpected: boolean };
  /** A key, or null where the part is turned off (`disabled`). */
  readonly apiKeys: { readonly openai: string | null; readonly legalDatabase: string | null };
  readonly sessions: {
    readonly accessTokenSeconds: number;
    readonly refreshTokenSeconds: number;
    /** A session that nobody used for so long is over. */
    readonly idleSeconds: number;
    /** Who needs a second factor: administrators alone, or approvers too. Until it is set up they have a reviewer's rights. */
    readonly secondFactorFor: 'administrators' | 'approvers';
    /** A refresh token spent moments ago answers once more with its successor: its reply may have been lost. */
    readonly refreshRetrySeconds: number;
    readonly failuresBeforeLock: number;
    readonly accountFailuresBeforeLock: number;
    readonly lockSeconds: number;
  };
  readonly limits: {
    readonly interactive: Budget;
    readonly sync: Budget;
    readonly upload: Budget;
    readonly events: Budget;
  };
  readonly uploads: { readonly maximumBytes: number };
  readonly cacheSeconds: number;
  readonly legal: {
    /** Where CourtListener is asked, ends with a slash: an allowed host over https, or this machine. */
    readonly baseUrl: string;
    /** What the account may ask a minute, an hour, a day. */
    readonly quota: { readonly perMinute: number; readonly perHour: number; readonly perDay: number };
    /** Searches and verifications that nobody keeps are forgotten after so long. */
    readonly retentionSeconds: number;
  };
  readonly sync: {
    /** Offline lease of a scope. */
    readonly leaseSeconds: number;
    /** How long the feed is kept; an older cursor takes a fresh image. */
    readonly feedRetentionSeconds: number;
    readonly minimumClient: string;
  };
  readonly events: {
    /** Of one person on one process; a further one ends the oldest. */
    readonly streamsPerUser: number;
    /** How long events and notifications are kept. */
    readonly retentionSeconds: number;
  };
  readonly opinions: {
    /** The only addresses that a question to a model may go to; an administrator chooses one of them. */
    readonly urls: readonly string[];
    /** Of one try. */
    readonly timeoutSeconds: number;
    /** Of all questions of one request, waiting included; under the time that a job has. */
    readonly deadlineSeconds: number;
  };
  readonly demo: {
    /** Demo accounts and invoices; never in production. */
    readonly isEnabled: boolean;
  };
}
