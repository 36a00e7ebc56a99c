import { describe, expect, it } from 'vitest';
import { buildInvoice } from '#shared/domain/build-invoice.testing.ts';
import { codeSetsOf } from '#shared/utbms/code-sets-in-use.ts';
import { checkRule } from '../check-rule.testing.ts';
import { codeAndNarrative } from './r64-code-and-narrative.ts';

const check = (taskCode: string | null, activityCode: string | null, narrative: string, parameters = {}) =>
  checkRule(codeAndNarrative, buildInvoice({ lines: [{ taskCode, activityCode, narrative }] }), parameters);

describe('R64 code and narrative', () => {
  it('reports attendance that was drafting, and marks the word', () => {
    const invoice = buildInvoice({ lines: [{ activityCode: 'A109' }] });
    expect(checkRule(codeAndNarrative, invoice)).toEqual([
      {
        lines: [0],
        message: 'A109 does not suit a narrative that opens with "Draft".',
        evidence: [{ field: 'LINE_ITEM_ACTIVITY_CODE' }, { lineId: invoice.lines[0]?.id, start: 0, end: 5 }],
      },
    ]);
  });

  it.each([
    ['A102', 'Draft motion to compel production'],
    ['A103', 'Attend hearing on motion to compel'],
    ['A104', 'Telephone call with client regarding trial date'],
    ['A106', 'Review lease of Fresno warehouse'],
    ['A112', 'Draft motion to compel production'],
  ])('reports %s on "%s"', (activityCode, narrative) => {
    expect(check('L120', activityCode, narrative)).toHaveLength(1);
  });

  it.each([
    ['A101', 'Draft answer to complaint'],
    ['A102', 'Review case law on preemption'],
    ['A103', 'Review and revise reply brief'],
    ['A103', 'Prepare privilege log for second production'],
    ['A104', 'Review draft of complaint'],
    ['A106', 'Draft email to client regarding trial date'],
    ['A107', 'Meet with co-defendant counsel regarding experts'],
    ['A109', 'Argue motion for summary judgment'],
    ['A109', 'Draft motion during hearing'],
    ['A112', 'Drive to Fresno courthouse'],
    ['A104', 'Complaint'],
    ['A104', 'Jones matter, second set'],
    [null, 'Draft answer to complaint'],
  ])('lets %s on "%s" pass', (activityCode, narrative) => {
    expect(check('L120', activityCode, narrative)).toEqual([]);
  });

  it('reports depositions that no word speaks of', () => {
    expect(check('L330', null, 'Draft answer to second amended complaint')).toMatchObject([
      { message: 'Nothing in the narrative goes with L330.', evidence: [{ field: 'LINE_ITEM_TASK_CODE' }] },
    ]);
  });

  it('reports a task whose narrative speaks of another one', () => {
    expect(check('L160', null, 'Prepare outline for deposition of Dr. Lee')).toMatchObject([
      { message: 'L160 does not suit "deposition", which goes with L330.' },
    ]);
    expect(check('L520', null, 'Revise mediation statement for Judge Hall')).toMatchObject([
      { message: 'L520 does not suit "mediation", which goes with L160.' },
    ]);
  });

  it.each([
    ['L330', 'Prepare outline of questions for Dr. Lee'],
    ['L330', 'Summarize testimony of plaintiff'],
    ['L310', 'Meet and confer regarding responses and upcoming depositions'],
    ['L160', 'Draft mediation statement after deposition of Dr. Lee'],
    ['L120', 'Analyze deposition of Dr. Lee'],
    ['L510', 'Telephone conference with John Doe'],
    ['B160', 'Review time entries for second interim period'],
    ['L520', 'Research standard of review'],
  ])('lets %s on "%s" pass', (taskCode, narrative) => {
    expect(check(taskCode, null, narrative)).toEqual([]);
  });

  it("lets the client's own codes pass", () => {
    const codeSets = codeSetsOf([], [{ code: 'A109', label: 'Drafting', kind: 'activity' }]);
    const invoice = buildInvoice({ lines: [{ activityCode: 'A109' }] });
    expect(checkRule(codeAndNarrative, invoice, {}, {}, codeSets)).toEqual([]);
  });

  it('checks one kind of code when the guideline asks for it', () => {
    const both = ['L330', 'A109', 'Draft answer to second amended complaint'] as const;
    expect(check(...both)).toHaveLength(2);
    expect(check(...both, { checksTask: false })).toHaveLength(1);
    expect(check(...both, { checksActivity: false })).toHaveLength(1);
  });
});
