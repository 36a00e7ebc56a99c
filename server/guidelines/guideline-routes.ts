import {
  assignedPlace,
  assignmentList,
  assignmentOutcome,
  guidelineDetail,
  guidelineList,
  guidelinePlace,
  newAssignment,
  newGuideline,
  savedGuideline,
} from '#shared/api/guidelines.ts';
import { readAs } from '../access/read-as.ts';
import { ADMINISTRATORS, actorOf } from '../admin/admin-route.ts';
import { sendCached } from '../cache/cached-answer.ts';
import type { ServerContext } from '../context.ts';
import type { App } from '../http/app.ts';
import { HttpFailure } from '../http/http-failure.ts';
import { assignGuideline, listAssignments } from './assign-guideline.ts';
import { describeGuideline, listGuidelines } from './list-guidelines.ts';
import { saveVersion } from './save-version.ts';

const SIGNED_IN = { config: { policy: { kind: 'signed_in' }, budget: 'interactive' } } as const;
/** A million characters, each of up to four bytes, and the quotes around them. */
const LONGEST_GUIDELINE_BYTES = 4_100_000;

/** `/api/guidelines`: read by the whole firm, kept and assigned by administrators. */
export async function guidelineRoutes(app: App, context: ServerContext): Promise<void> {
  app.get('/api/guidelines', { ...SIGNED_IN, schema: { response: { 200: guidelineList } } }, async (request) => ({
    guidelines: [...(await readAs(context, actorOf(request), listGuidelines))],
  }));

  app.get(
    '/api/guidelines/:name/versions/:version',
    { ...SIGNED_IN, schema: { params: guidelinePlace, response: { 200: guidelineDetail } } },
    async (request, reply) => {
      const actor = actorOf(request);
      const { name, version } = request.params;
      return sendCached(context, actor, reply, {
        route: '/api/guidelines/:name/versions/:version',
        params: { name, version },
        output: guidelineDetail,
        isFresh: false,
        async compute() {
          const found = await readAs(context, actor, (db) => describeGuideline(db, name, version));
          if (found === null) throw new HttpFailure('NOT_FOUND', 'There is no such version of this guideline.');
          return found;
        },
      });
    },
  );

  app.post(
    '/api/guidelines',
    {
      ...ADMINISTRATORS,
      bodyLimit: LONGEST_GUIDELINE_BYTES,
      schema: { body: newGuideline, response: { 201: savedGuideline } },
    },
    async (request, reply) => reply.code(201).send(await saveVersion(context, actorOf(request), request.body.text)),
  );

  app.get(
    '/api/guidelines/assignments',
    { ...ADMINISTRATORS, schema: { response: { 200: assignmentList } } },
    async (request) => ({ assignments: [...(await readAs(context, actorOf(request), listAssignments))] }),
  );

  app.post(
    '/api/guidelines/assignments',
    { ...ADMINISTRATORS, schema: { body: newAssignment, response: { 202: assignmentOutcome } } },
    async (request, reply) => {
      const { guidelineName, ...place } = request.body;
      return reply.code(202).send(await assignGuideline(context, actorOf(request), place, guidelineName));
    },
  );

  app.delete(
    '/api/guidelines/assignments/:kind/:id',
    { ...ADMINISTRATORS, schema: { params: assignedPlace, response: { 202: assignmentOutcome } } },
    async (request, reply) =>
      reply.code(202).send(await assignGuideline(context, actorOf(request), request.params, null)),
  );
}
