import { readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { projectRoot } from '../process/project-root.ts';
import { SECURITY_HEADERS } from '../web/security-headers.ts';

const read = (path: string) => readFileSync(join(projectRoot, path), 'utf8');
const readYaml = (path: string) => parse(read(path), { merge: true });

const service = z.looseObject({
  image: z.string(),
  user: z.string(),
  read_only: z.boolean(),
  cap_drop: z.array(z.string()),
  security_opt: z.array(z.string()),
  cap_add: z.undefined().optional(),
  privileged: z.undefined().optional(),
  ports: z.array(z.string()).optional(),
  networks: z.array(z.string()).default([]),
  network_mode: z.string().optional(),
  environment: z.record(z.string(), z.string()).optional(),
  restart: z.string(),
  pids_limit: z.number(),
  healthcheck: z.looseObject({ disable: z.boolean().optional() }).optional(),
  logging: z.strictObject({
    driver: z.literal('json-file'),
    options: z.strictObject({ 'max-size': z.string(), 'max-file': z.string() }),
  }),
  deploy: z.strictObject({
    resources: z.strictObject({ limits: z.strictObject({ cpus: z.string(), memory: z.string() }) }),
  }),
});
const composeFile = z.looseObject({
  services: z.record(z.string(), service),
  networks: z.record(z.string(), z.looseObject({ internal: z.boolean().optional() })),
});
const { services, networks } = composeFile.parse(readYaml('docker-compose.production.yml'));
const named = (name: string) => {
  const found = services[name];
  if (found === undefined) throw new Error(`There is no service ${name}.`);
  return found;
};
const SECRETS = [
  'JWT_SECRET_KEY',
  'LAIT_PREVIOUS_JWT_SECRET_KEY',
  'POSTGRES_PASSWORD',
  'LAIT_APP_DATABASE_PASSWORD',
  'REDIS_PASSWORD',
  'API_KEY_OPENAI',
  'API_KEY_LEGAL_DATABASE',
  'BACKUP_ENCRYPTION_KEY',
];
const secretsOf = (name: string) =>
  Object.keys(named(name).environment ?? {}).filter((variable) => SECRETS.includes(variable));

describe('docker-compose.production.yml', () => {
  it('has the services that the operations guide types, and no other', () => {
    expect(Object.keys(services).sort()).toEqual([
      'backend',
      'frontend',
      'keeper',
      'migrate',
      'postgres',
      'redis',
      'worker',
    ]);
    expect(named('postgres').environment).toMatchObject({ POSTGRES_USER: 'lait', POSTGRES_DB: 'lait' });
  });

  it.each(Object.keys(services))('hardens %s', (name) => {
    const { user, read_only, cap_drop, security_opt, pids_limit } = named(name);
    // By name, so that it is right whatever number an image gives it.
    expect(user).toMatch(/^(?:node|nginx|postgres|redis)$/);
    expect({ read_only, cap_drop, security_opt }).toEqual({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
    });
    expect(pids_limit).toBeLessThanOrEqual(512);
  });

  it('keeps the limits of the guide', () => {
    const limitsOf = (name: string) => named(name).deploy.resources.limits;
    expect(limitsOf('backend')).toEqual({ cpus: '1.0', memory: '2G' });
    expect(limitsOf('frontend')).toEqual({ cpus: '0.5', memory: '512M' });
  });

  it('publishes the front door and nothing else, and gives PostgreSQL and Redis no way out', () => {
    const published = Object.entries(services).flatMap(([name, { ports }]) => (ports === undefined ? [] : [name]));
    expect(published).toEqual(['frontend']);
    expect(networks.inside?.internal).toBe(true);
    for (const name of ['postgres', 'redis', 'migrate']) expect(named(name).networks).toEqual(['inside']);
    expect(named('keeper')).toMatchObject({ network_mode: 'none', networks: [] });
  });

  it('can be scaled: no container has a name or a port of its own', () => {
    expect(read('docker-compose.production.yml')).not.toContain('container_name');
    expect(named('backend').ports).toBeUndefined();
  });

  it('stands beside another installation on the same engine: its own images are called as LAIT_IMAGES says', () => {
    for (const name of ['docker-compose.production.yml', 'docker-compose.drill.yml']) {
      const own = [...read(name).matchAll(/image: "?(\S*-(?:backend|frontend|postgres)):/g)].map(([, image]) => image);
      expect(own.length).toBeGreaterThan(0);
      for (const image of own) expect(image).toMatch(/^\$\{LAIT_IMAGES:-lait\}-/);
    }
  });

  it('gives each service the secrets that it needs and no other', () => {
    const serving = SECRETS.filter((name) => !['POSTGRES_PASSWORD', 'BACKUP_ENCRYPTION_KEY'].includes(name)).sort();
    expect(secretsOf('backend').sort()).toEqual(serving);
    expect(secretsOf('worker').sort()).toEqual(serving);
    expect(secretsOf('migrate').sort()).toEqual(['LAIT_APP_DATABASE_PASSWORD', 'POSTGRES_PASSWORD']);
    expect(secretsOf('postgres').sort()).toEqual(['BACKUP_ENCRYPTION_KEY', 'POSTGRES_PASSWORD']);
    expect(secretsOf('keeper')).toEqual(['BACKUP_ENCRYPTION_KEY']);
    expect(secretsOf('redis')).toEqual(['REDIS_PASSWORD']);
    expect(secretsOf('frontend')).toEqual([]);
  });

  it('hands every setting of docs/configuration.md to who serves, but those that the containers fix themselves', () => {
    const settings = [...read('docs/configuration.md').matchAll(/^\| `([A-Z_]+)`/gm)].map(([, name = '']) => name);
    const fixed = ['DATABASE_URL', 'HTTP_PORT', 'LAIT_DATA_DIRECTORY', 'LAIT_DEMO', 'LAIT_HOST', 'POSTGRES_PASSWORD'];
    // Of the image itself: which sources it was built from.
    fixed.push('LAIT_REVISION');
    const missing = (name: string) =>
      settings.filter((setting) => !Object.hasOwn(named(name).environment ?? {}, setting) && !fixed.includes(setting));
    expect(missing('backend')).toEqual([]);
    expect(missing('worker')).toEqual(['LAIT_TRUSTED_PROXY_HOPS']);
  });

  it('watches every service that stays', () => {
    // The two of our own images have theirs in the Dockerfile.
    for (const name of ['postgres', 'redis']) expect(named(name).healthcheck).toBeDefined();
    for (const name of ['backend', 'frontend']) expect(read(`build/${name}.Dockerfile`)).toMatch(/^HEALTHCHECK /m);
    for (const [name, { restart }] of Object.entries(services))
      expect(restart).toBe(['migrate', 'keeper'].includes(name) ? 'no' : 'unless-stopped');
  });
});

describe('docker-compose.secrets.yml', () => {
  const override = z
    .looseObject({
      services: z.record(
        z.string(),
        z.strictObject({ environment: z.record(z.string(), z.string()), secrets: z.array(z.string()) }),
      ),
      secrets: z.record(z.string(), z.strictObject({ file: z.string() })),
    })
    .parse(readYaml('docker-compose.secrets.yml'));

  it('turns every secret of every service into a file', () => {
    for (const name of Object.keys(services)) {
      const replaced = override.services[name];
      expect([...(replaced?.secrets ?? [])].sort()).toEqual(secretsOf(name).sort());
      const expected = secretsOf(name).flatMap((secret) => [
        [secret, ''],
        [`${secret}_FILE`, `/run/secrets/${secret}`],
      ]);
      expect(replaced?.environment ?? {}).toEqual(Object.fromEntries(expected));
    }
    expect(Object.keys(override.secrets).sort()).toEqual([...SECRETS].sort());
    // So that new ones are checked before anything that runs gets them; never in version control.
    for (const { file } of Object.values(override.secrets))
      expect(file).toMatch(/^\$\{LAIT_SECRETS:-\.\/\.secrets\}\//);
    const ignored = read('.gitignore').split('\n');
    for (const name of ['.secrets/', '.secrets.new/', '.secrets.before/']) expect(ignored).toContain(name);
  });
});

describe('the images', () => {
  it.each(['backend', 'frontend', 'postgres'])('%s stands on a base with a full tag and runs as somebody', (name) => {
    const lines = read(`build/${name}.Dockerfile`).split('\n');
    const bases = lines.filter((line) => /^ARG \w+_IMAGE=/.test(line));
    expect(bases.length).toBeGreaterThan(0);
    for (const base of bases) expect(base).toMatch(/=[a-z]+:\d+\.\d+(?:\.\d+)?-bookworm(?:-slim)?$/);
    for (const from of lines.filter((line) => line.startsWith('FROM '))) expect(from).toMatch(/^FROM \$\{\w+_IMAGE\}/);
    expect(lines.filter((line) => line.startsWith('USER ')).at(-1)).toMatch(/^USER (?:node|nginx|postgres)$/);
    expect(lines.filter((line) => /^ADD /.test(line))).toEqual([]);
    for (const line of lines.filter((each) => each.includes('npm ci'))) expect(line).toContain('--ignore-scripts');
  });

  it('hold no test, no history and no secret', () => {
    const ignored = read('.dockerignore').split('\n');
    // Everything is left out but what is named.
    expect(ignored.find((line) => line !== '' && !line.startsWith('#'))).toBe('*');
    for (const pattern of ['**/*.test.ts', '**/*.testing.ts', 'server/testing']) expect(ignored).toContain(pattern);
    expect(ignored.filter((line) => line.startsWith('!') && /env|secret|\.git/.test(line))).toEqual([]);
  });

  it('send the page with the same headers as everywhere else', () => {
    const headers = [...read('build/nginx/headers.conf').matchAll(/^add_header ([\w-]+) "([^"]+)" always;$/gm)];
    expect(Object.fromEntries(headers.map(([, name = '', value]) => [name, value]))).toEqual(SECURITY_HEADERS);
  });
});

describe('.env.example', () => {
  it('holds examples that a start refuses, and every variable that the services read', () => {
    const example = read('.env.example');
    for (const name of ['JWT_SECRET_KEY', 'POSTGRES_PASSWORD', 'LAIT_APP_DATABASE_PASSWORD', 'REDIS_PASSWORD'])
      expect(example).toMatch(new RegExp(`^${name}=<.*>$`, 'm'));
    for (const name of [
      'API_KEY_OPENAI',
      'API_KEY_LEGAL_DATABASE',
      'SSL_CERT_PATH',
      'SSL_KEY_PATH',
      'BACKUP_ENCRYPTION_KEY',
    ])
      expect(example).toMatch(new RegExp(`^${name}=`, 'm'));
    const used = [...read('docker-compose.production.yml').matchAll(/\$\{(\w+)(?::[-?][^}]*)?\}/g)].map(
      ([, name]) => name,
    );
    const named = [...example.matchAll(/^(?:# )?([A-Z_]+)=/gm)].map(([, name]) => name);
    const unnamed = [...new Set(used)].filter((name) => !named.includes(name));
    expect(unnamed).toEqual([]);
  });

  it('is what .env links to, once it is filled in', () => {
    expect(readlinkSync(join(projectRoot, '.env'))).toBe('.env.production');
  });
});
