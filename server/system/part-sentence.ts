import type { PartReading } from './read-parts.ts';

type Sentences = Readonly<Record<PartReading['status'], string>>;

/** What a part's state means for the firm, and what to do about it. */
const SENTENCES: Readonly<Record<string, Sentences>> = {
  database: {
    ok: 'PostgreSQL answers; it holds the record.',
    down: 'PostgreSQL does not answer. People work on with what their desks hold; nothing is lost. Look at its container and its log.',
    disabled: 'PostgreSQL is turned off.',
  },
  redis: {
    ok: 'Redis answers; it holds the cache, request limits and wake-ups.',
    down: 'Redis does not answer. Everything works on, slower, and nothing is lost. Look at its container and its log.',
    disabled: 'No Redis is set (REDIS_URL): one process keeps cache and limits itself.',
  },
  legal: {
    ok: 'CourtListener is asked.',
    down: 'CourtListener fails, or refuses the key. The firm\u2019s own record is searched. Look under Legal sources.',
    disabled: 'CourtListener is turned off (API_KEY_LEGAL_DATABASE); the firm\u2019s own record is searched.',
  },
  models: {
    ok: 'Suggestions come from models of the firm\u2019s own.',
    down: 'A model in use cannot be read (ML_001). The rules check every line all the same. Train anew under Models.',
    disabled: 'No model is in use; the rules check every line.',
  },
  backups: {
    ok: 'Backups are made, and proved to restore.',
    down: 'Backups are missing, late or not proved; see Backups below.',
    disabled: 'This installation makes no backups (LAIT_BACKUPS). What is on its disk is all there is.',
  },
  opinions: {
    ok: 'Second opinions may be asked for where clients agreed.',
    down: 'Second opinions are turned on and cannot be asked for. Look under Second opinions.',
    disabled: 'Second opinions are turned off.',
  },
};

const ANY: Sentences = {
  ok: 'It answers.',
  down: 'It does not answer. The server\u2019s log says more.',
  disabled: 'It is turned off.',
};

/** Parts that ask PostgreSQL how they stand. */
const STAND_ON_DATABASE: ReadonlySet<string> = new Set(['models', 'backups', 'opinions']);

export function partSentence({ name, status }: Pick<PartReading, 'name' | 'status'>, isDatabaseDown: boolean): string {
  if (isDatabaseDown && status === 'down' && STAND_ON_DATABASE.has(name)) {
    return 'It cannot be asked while PostgreSQL is down.';
  }
  return (SENTENCES[name] ?? ANY)[status];
}
