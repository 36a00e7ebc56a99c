/** As the guide types it. */
export const COMPOSE = 'docker-compose -f docker-compose.production.yml';
