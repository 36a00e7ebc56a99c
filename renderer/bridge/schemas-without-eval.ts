import { z } from 'zod';

/**
 * Imported before anything that builds a schema, for its effect alone. zod tries `new Function` the first time an
 * object schema is built, to compile what it can; the page's policy refuses that, and every refusal is reported
 * as a violation. Schemas are built when their modules load, so the setting has to come first of all.
 */
z.config({ jitless: true });
