import type { Mutation } from '../mutation.ts';

const onServer = (name: string, file: string, find: string, replace: string): Mutation => ({
  name,
  file: `server/models/${file}.ts`,
  find,
  replace,
  tests: ['server/models/models.test.ts'],
});
const pure = (name: string, file: string, find: string, replace: string, test = 'code-model.property'): Mutation => ({
  name,
  file: `shared/models/${file}.ts`,
  find,
  replace,
  tests: [`shared/models/${test}.test.ts`],
});

export const modelMutations: readonly Mutation[] = [
  onServer(
    'a code that is not sure enough is shown',
    'suggest-line',
    'if (prediction === null || !prediction.isSure) return null;',
    'if (prediction === null) return null;',
  ),
  pure(
    'answers are shown however often they are wrong',
    'reject-option',
    'lowerBound(right, count) >= wanted',
    'lowerBound(right, count) >= 0',
    'reject-option',
  ),
  onServer(
    'a suggestion counts in what is proposed',
    'model-routes',
    'const place = { clientId: invoice.client_id, matterId: invoice.matter_id };',
    "const place = { clientId: invoice.client_id, matterId: invoice.matter_id }; await (await import('../sync/with-changes.ts')).withChanges(context, { kind: 'system' }, ({ db }) => db.insertInto('rule_sums').values({ invoice_id: id, rule_id: 'R64', scope_id: `matter:$" +
      '{invoice.matter_id}`, proposed_e4: 1 }).execute());',
  ),
  onServer(
    'suggestions are made for a bill behind a wall',
    'model-routes',
    'const found = await readAs(context, actor, async (db) => {',
    "const found = await readAs(context, { kind: 'system' }, async (db) => {",
  ),
  onServer(
    'a model that is no better than the word table is put to use',
    'choose-version',
    'if ((row.unfit_for as readonly unknown[]).length > 0) {',
    'if ((row.unfit_for as readonly unknown[]).length > 9) {',
  ),
  onServer('two trainings run at once', 'ask-training', "state: 'queued',", "state: 'done',"),
  pure(
    'a word of one matter can be asked out of a model',
    'labelled-line',
    '{ matters: 3, clients: 2 }',
    '{ matters: 1, clients: 1 }',
  ),
  pure(
    'a model of another version is read as if it were ours',
    'model-file',
    "if (bytes[MAGIC.length] !== MODEL_FILE_VERSION) return refused('unknown_version');",
    '',
  ),
  pure(
    'a model is as sure of strange wording as of its own',
    'calibration',
    '(1 - familiarity) * Math.log(unknown)',
    '(1 - familiarity) * Math.log(known / 9)',
  ),
  pure(
    'unfamiliar wording is calibrated on the styles that taught it',
    'general-knowledge',
    'strangers: examples.map((_, at) => withoutFold[folds[at] ?? 0] ?? whole) };',
    'strangers: examples.map(() => whole) };',
    'general-knowledge',
  ),
  pure(
    'of all doubts the one that fits worst is taken',
    'calibration',
    'each.loss < best.loss',
    'each.loss > best.loss',
    'general-knowledge',
  ),
  pure(
    'a firm with habits of its own is taken to code as everybody does',
    'general-knowledge',
    'const count = Math.min(most, those.length);',
    'const count = Math.min(0, those.length);',
    'general-knowledge',
  ),
  pure(
    'an explanation leaves out what the word table said',
    'code-model',
    'if (votes !== null) shares[at] = VOTE * against(votes, 0);',
    '',
  ),
  pure(
    'folds part a client',
    'folds',
    'const fold = filled.indexOf(Math.min(...filled));',
    'const fold = 0;',
    'measure',
  ),
];
