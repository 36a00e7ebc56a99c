import { z } from 'zod';
import {
  verification,
  verificationAccepted,
  verificationPage,
  verificationQuery,
  verifyRequest,
} from '#shared/api/legal-verification.ts';
import { actorOf } from '../../admin/admin-route.ts';
import type { ServerContext } from '../../context.ts';
import type { App } from '../../http/app.ts';
import { HttpFailure } from '../../http/http-failure.ts';
import { listVerifications, readVerification } from './read-verifications.ts';
import { askVerification } from './verify-attorney.ts';

const SIGNED_IN = { policy: { kind: 'signed_in' }, budget: 'interactive' } as const;

/** Comparing somebody who bills as a lawyer with what records hold. */
export async function verificationRoutes(app: App, context: ServerContext): Promise<void> {
  app.post(
    '/api/legal/verify-attorney',
    { config: SIGNED_IN, schema: { body: verifyRequest, response: { 202: verificationAccepted } } },
    async (request, reply) => {
      const { body } = request;
      if (body.registrationNumber !== null && body.jurisdiction === null) {
        throw new HttpFailure(
          'BAD_REQUEST',
          'A registration number needs its jurisdiction: numbers repeat from state to state.',
        );
      }
      const verificationId = await askVerification(context, actorOf(request), body);
      return reply.code(202).send({ verificationId });
    },
  );

  app.get(
    '/api/legal/verifications',
    { config: SIGNED_IN, schema: { querystring: verificationQuery, response: { 200: verificationPage } } },
    (request) => listVerifications(context, actorOf(request), request.query),
  );

  app.get(
    '/api/legal/verifications/:id',
    { config: SIGNED_IN, schema: { params: z.strictObject({ id: z.uuid() }), response: { 200: verification } } },
    (request) => readVerification(context, actorOf(request), request.params.id),
  );
}
