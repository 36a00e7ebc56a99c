import type { FastifyRequest } from 'fastify';
import type { PersonActor } from '../access/actor.ts';
import { HttpFailure } from '../http/http-failure.ts';

/** Every route of this folder: administrators, at the pace of a person. */
export const ADMINISTRATORS = {
  config: { policy: { kind: 'roles', roles: ['administrator'] }, budget: 'interactive' },
} as const;

/** @throws where the guard let nobody through: a defect, answered as such */
export function actorOf(request: FastifyRequest): PersonActor {
  if (request.actor === null) throw new HttpFailure('UNAUTHENTICATED', 'Sign in first.');
  return request.actor;
}
