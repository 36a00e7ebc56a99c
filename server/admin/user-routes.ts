import { z } from 'zod';
import { changedUser, invitedUser, newUser, oneTimeLink, roleList, userList } from '#shared/api/admin.ts';
import { changeUser, inviteUser, issuePasswordReset, type OneTimeToken } from '../auth/accounts.ts';
import type { ServerContext } from '../context.ts';
import type { App } from '../http/app.ts';
import { ADMINISTRATORS, actorOf } from './admin-route.ts';
import { listUsers } from './people.ts';

const byId = z.strictObject({ id: z.uuid() });

const REVIEW = ['review lines', 'submit and return invoices', 'upload invoices'];
const WHAT_ROLES_MAY_DO: z.infer<typeof roleList>['roles'] = [
  { role: 'reviewer', mayDo: REVIEW },
  { role: 'approver', mayDo: [...REVIEW, 'approve what somebody else submitted', 'export'] },
  {
    role: 'administrator',
    mayDo: [...REVIEW, 'approve what somebody else submitted', 'export', 'accounts, access, devices, audit log'],
  },
];

/** Accounts: who there is, as what, and whether they may come in. Never a password. */
export async function userRoutes(app: App, context: ServerContext): Promise<void> {
  app.get('/api/admin/users', { ...ADMINISTRATORS, schema: { response: { 200: userList } } }, async (request) => ({
    users: await listUsers(context, actorOf(request)),
  }));

  app.post(
    '/api/admin/users',
    { ...ADMINISTRATORS, schema: { body: newUser, response: { 201: invitedUser } } },
    async (request, reply) => {
      const { userId, invitation } = await inviteUser(context, actorOf(request), request.body);
      return reply.code(201).send({ userId, invitation: linkOf(invitation) });
    },
  );

  app.post(
    '/api/admin/users/:id/reset',
    { ...ADMINISTRATORS, schema: { params: byId, response: { 201: oneTimeLink } } },
    async (request, reply) =>
      reply.code(201).send(linkOf(await issuePasswordReset(context, actorOf(request), request.params.id))),
  );

  app.patch(
    '/api/admin/users/:id',
    { ...ADMINISTRATORS, schema: { params: byId, body: changedUser } },
    async (request, reply) => {
      await changeUser(context, actorOf(request), request.params.id, request.body);
      return reply.code(204).send();
    },
  );

  app.get('/api/admin/roles', { ...ADMINISTRATORS, schema: { response: { 200: roleList } } }, async () => ({
    roles: WHAT_ROLES_MAY_DO,
  }));
}

function linkOf({ token, expiresAt }: OneTimeToken): z.infer<typeof oneTimeLink> {
  return { token, expiresAt: expiresAt.toISOString() };
}
