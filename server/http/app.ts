import type { IncomingMessage, ServerResponse } from 'node:http';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import swagger from '@fastify/swagger';
import { type FastifyBaseLogger, type FastifyInstance, fastify, type RawServerDefault } from 'fastify';
import {
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod';
import type { PersonActor } from '../access/actor.ts';
import type { ServerContext } from '../context.ts';
import { askedBy } from '../jobs/asked-by.ts';
import type { AskingDevice } from '../updates/device-tokens.ts';
import { answerClientError } from './answer-client-error.ts';
import { answerFailure, answerNotFound } from './answer-failure.ts';
import { endStreamsAtClose } from './end-streams.ts';
import { guardRequest } from './guard-request.ts';
import { logResponse } from './log-response.ts';
import { checkPolicies } from './policy.ts';

export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;

declare module 'fastify' {
  interface FastifyRequest {
    /** Who calls; null on public routes. Set before any handler runs. */
    actor: PersonActor | null;
    /** Which device calls, on its routes; null elsewhere. */
    device: AskingDevice | null;
  }
}

/** Who a request comes from: the actor of a good token, or null for none or a bad one. */
export type Authenticate = (request: {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly ip: string;
}) => Promise<PersonActor | null>;

export interface AppParts {
  readonly context: ServerContext;
  readonly authenticate: Authenticate;
  /** Registers every route; each states its policy and budget, or the application does not start. */
  routes(app: App, context: ServerContext): Promise<void>;
}

const HEADERS_TIMEOUT_MS = 15_000;
const REQUEST_TIMEOUT_MS = 600_000;

/** The HTTP application, ready for `listen` or `inject`. */
export async function buildApp({ context, authenticate, routes }: AppParts): Promise<App> {
  const { config } = context;
  const app: App = fastify({
    // Our own lines are written by `log-response.ts`: one object a request, nothing of its content.
    logger: false,
    genReqId: () => context.newId(),
    requestIdHeader: false,
    // Proxies nearest to us, so many, are believed about who calls; further ones are the caller's own words.
    trustProxy: (_address, hop) => hop < config.http.trustedProxyHops,
    bodyLimit: config.http.bodyLimitBytes,
    exposeHeadRoutes: false,
    forceCloseConnections: 'idle',
    // Half a request holds no connection for ever; the longer time is for a large upload over a slow line.
    requestTimeout: REQUEST_TIMEOUT_MS,
    http: { headersTimeout: HEADERS_TIMEOUT_MS },
    clientErrorHandler: (error, socket) => answerClientError(context, error, socket),
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: (error, request, reply) => answerFailure(context, error, request, reply),
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.decorateRequest('actor', null);
  app.decorateRequest('device', null);
  app.setErrorHandler((error, request, reply) => answerFailure(context, error, request, reply));
  app.setNotFoundHandler(answerNotFound);
  app.addHook('onRoute', checkPolicies);
  endStreamsAtClose(app);
  app.addHook('onRequest', (request, _reply, done) => askedBy.run(request.id, done));
  app.addHook('onRequest', (request, reply) => guardRequest(context, authenticate, request, reply));
  app.addHook('onResponse', (request, reply) => logResponse(context, request, reply));
  // Answers of the record are one person's: no proxy and no browser keeps them.
  app.addHook('onSend', async (_request, reply) => {
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });
  await app.register(helmet, { contentSecurityPolicy: false });
  await app.register(cookie);
  await app.register(swagger, {
    openapi: { openapi: '3.1.0', info: { title: 'LAIT', version: '1' } },
    transform: jsonSchemaTransform,
  });
  app.get('/api/openapi.json', { config: { policy: { kind: 'public' }, budget: 'interactive' } }, async () =>
    app.swagger(),
  );
  await routes(app, context);
  await app.ready();
  return app;
}
