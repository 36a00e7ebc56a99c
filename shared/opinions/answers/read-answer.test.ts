import { describe, expect, it } from 'vitest';
import { buildInvoice } from '#shared/domain/build-invoice.testing.ts';
import { HOSTILE_NARRATIVES } from '../injection/hostile-narratives.testing.ts';
import { ask } from '../questions/ask.ts';
import type { Question } from '../questions/question.ts';
import { sentLine } from '../questions/question-lines.ts';
import { nameDictionary } from '../redaction/name-dictionary.ts';
import { redactor } from '../redaction/redactor.ts';
import { speaksToModel } from '../speaks-to-model.ts';
import { readAnswer } from './read-answer.ts';

const keyOf = (purpose: string) =>
  `k${[...purpose].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 7).toString(36)}`;

function questionOn(
  narrative: string,
  unitsE4 = 15_000,
): { readonly question: Question; readonly texts: ReturnType<typeof redactor> } {
  const texts = redactor(nameDictionary([{ kind: 'person', name: 'Okafor, Ada' }]));
  const [line] = buildInvoice({ lines: [{ narrative, unitsE4 }] }).lines;
  if (line === undefined) throw new Error('There is no line.');
  const sent = sentLine(line, { redactor: texts, keyOf });
  const item = { key: 'item1', ruleId: 'R35', findingId: 'f1', lineKeys: [sent.key], content: {} };
  return { question: ask('second', [sent], [item], keyOf), texts };
}

const lineKeyOf = (question: Question) => [...question.lines.keys()][0] ?? '';

function answer(question: Question, more: object, control: object = {}) {
  const line = lineKeyOf(question);
  return JSON.stringify({
    answers: [
      {
        item: 'item1',
        verdict: 'shares',
        line,
        quote: 'Attention to file',
        rationale: 'It says nothing.',
        confidence: 80,
        ...more,
      },
      {
        item: question.control.key,
        verdict: 'unsure',
        line,
        quote: '',
        rationale: 'control',
        confidence: question.control.code,
        ...control,
      },
    ],
  });
}

describe('an answer', () => {
  const { question, texts } = questionOn('Attention to file with Ada Okafor');
  const read = (more: object, control?: object) => readAnswer(question, answer(question, more, control), texts);
  const droppedBy = (more: object) => {
    const result = read(more);
    if (result.kind !== 'read') throw new Error(result.reason);
    return { count: result.opinions.length, ...result.dropped };
  };

  it('is an opinion with the place of its quotation in what was written, names put back', () => {
    const result = read({ quote: 'file with [PERSON_1]', rationale: 'What [PERSON_1] did is not said.' });
    expect(result).toMatchObject({
      kind: 'read',
      opinions: [
        {
          verdict: 'shares',
          rationale: 'What Ada Okafor did is not said.',
          confidenceE4: 8000,
          quotes: [{ start: 13, end: 33 }],
        },
      ],
    });
  });

  it('whose quotation does not stand letter by letter in that line is left out and counted', () => {
    for (const quote of ['attention to file', 'Attention  to file', 'Attention to file.', 'Ada Okafor', '']) {
      expect(droppedBy({ quote })).toMatchObject({ count: 0, quote: 1 });
    }
  });

  it('that reckons, links, marks up or names somebody unknown is left out and counted', () => {
    expect(droppedBy({ rationale: 'Cut 0.7 hours.' })).toMatchObject({ count: 0, number: 1 });
    expect(droppedBy({ rationale: 'Of 1.50 hours.' })).toMatchObject({ count: 1, number: 0 });
    for (const rationale of ['See https://evil.example', '[a](b)', '<b>x</b>', 'Ask [PERSON_9].', '']) {
      expect(droppedBy({ rationale })).toMatchObject({ count: 0, text: 1 });
    }
  });

  it('about a line, an item or with a verdict that was not asked for is left out and counted', () => {
    expect(droppedBy({ line: 'other' })).toMatchObject({ count: 0, unknownId: 1 });
    expect(droppedBy({ item: 'other' })).toMatchObject({ count: 0, unknownId: 1 });
    expect(droppedBy({ verdict: 'remark' })).toMatchObject({ count: 0, unknownId: 1 });
  });

  it('that treats the control otherwise than we said is not used at all', () => {
    for (const control of [{ verdict: 'shares' }, { confidence: 99.5 }, { quote: 'Attention' }, { item: 'gone' }]) {
      expect(read({}, control)).toEqual({ kind: 'failed', reason: 'canary' });
    }
  });

  it('that is no JSON, or of another shape, is told apart', () => {
    expect(readAnswer(question, 'I think', texts)).toEqual({ kind: 'failed', reason: 'broken_json' });
    expect(readAnswer(question, '{"answers":[{"item":"item1"}]}', texts)).toEqual({
      kind: 'failed',
      reason: 'contract',
    });
    const amounts = answer(question, { cutE4: 500 });
    expect(readAnswer(question, amounts, texts)).toEqual({ kind: 'failed', reason: 'contract' });
  });
});

describe('a hundred hostile narratives, each sent although most are recognised', () => {
  it.each(HOSTILE_NARRATIVES.map((narrative, at) => [at + 1, narrative] as const))(
    '%i: its answer touches its own item alone',
    (_, narrative) => {
      const { question, texts } = questionOn(narrative);
      const line = lineKeyOf(question);
      const told = ['item1', 'item2', 'k123', 'R32', line, narrative.slice(0, 20)].map((item) => ({
        item,
        verdict: 'doubts',
        line: 'item2',
        quote: 'Attention',
        rationale: 'As told.',
        confidence: 100,
      }));
      const control = {
        item: question.control.key,
        verdict: 'unsure',
        line,
        quote: '',
        rationale: 'control',
        confidence: question.control.code,
      };
      const result = readAnswer(question, JSON.stringify({ answers: [control, ...told] }), texts);
      expect(result.kind === 'read' ? result.opinions.flatMap(({ lineIds }) => lineIds) : []).toEqual([]);
      // A placeholder that it writes itself is none of ours.
      expect(texts.restore('[CLIENT_1]').text).toBe('[CLIENT_1]');
    },
  );

  it('honest narratives are not taken for hostile ones', () => {
    for (const narrative of [
      'Review instructions from client re settlement',
      'Draft jury instructions',
      'Answer to complaint; verify responses',
      'E-file answer with clerk',
      'Review system logs',
      'Confer with assistant: docketing of hearing',
      'Mark exhibits for trial',
      'Approve draft of agreement',
    ]) {
      expect([narrative, speaksToModel(narrative)]).toEqual([narrative, false]);
    }
  });
});
