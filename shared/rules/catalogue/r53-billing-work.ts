import { draftsOfLines } from '../drafts-of-lines.ts';
import { isCode } from '../is-code.ts';
import { cutShareParameter } from '../narrative/cuts.ts';
import { openersOf, type Phrase, phrasesIn, phraseTable } from '../narrative/phrases.ts';
import { type FoundTask, remarkOnTasks } from '../narrative/remark-on-tasks.ts';
import { linesWithWords, type WantedWords } from '../prepare/lines-with-words.ts';
import type { NarrativeReading, Word } from '../prepare/narrative-reading.ts';
import { tasksOf } from '../prepare/prepared-tasks.ts';
import type { Task } from '../prepare/read-tasks.ts';
import { isUnknownWord, WordMark } from '../prepare/word-mark.ts';
import { defineRule } from '../rule.ts';
import { wordSet } from '../word-set.ts';

const M = WordMark;

/** UTBMS L150, "Budgeting". */
const BUDGETING = 'L150';

const PHRASES = phraseTable([
  'time entries', 'time entry', 'time records', 'billing entries', 'billing records', 'billing guidelines', 'billing statement', 'billing statements', 'billing invoice', 'fee statement', 'fee statements', 'conflict check', 'conflicts check', 'conflict checks', 'conflict search', 'conflicts search', 'conflicts analysis', 'run conflicts', 'conflict report', 'conflicts report', 'clear conflicts',
  'new matter form', 'new matter', 'matter intake', 'client intake', 'engagement letter', 'engagement agreement', 'retainer agreement', 'fee agreement', 'retention letter', 'accrual', 'accruals', 'wip', 'write-off', 'write off', 'fee bill', 'monthly bill', 'quarterly estimate', 'fee estimate', 'fee forecast', 'audit inquiry', 'audit response', 'audit letter', 'auditor', 'bill audit', 'prebill', 'pre-bill', 'timesheet', 'timesheets',
  'litigation budget', 'case budget', 'legal budget', 'budget', 'outstanding invoices', 'monthly invoice', 'unpaid invoices', 'e-billing', 'ebilling', 'staffing plan', 'accounts receivable', 'retainer', 'trust account', 'billing issues', 'billing matters', 'billing',
]); // biome-ignore format: one table

/** Phrases that stand for the firm's own billing only where it is made, not where it is evidence or law. */
const WHEN_MADE = wordSet(`budget retainer engagement retention fee new trust billing auditor staffing`);

/** Whose bills these are when they are not the firm's. */
const OTHERS_BILLS = wordSet(`
  medical hospital provider repair contractor subcontractor vendor expert plaintiff physician doctor utility
  chiropractic surgery therapy treatment ledger reporter damages invoice-level purchase supplier specials
  fraud overbilling freight shipping lading rights senate house sale particulars costs fees petition lodestar
  legislation legislative
`);

/**
 * R53: work on bills, budgets, accruals, conflicts checks and answers to auditors, which is the firm's own
 * business. Bills that are evidence (medical, repair, contractors') and fee petitions to a court are none.
 * A client that pays for budgets lets lines with task code L150 pass.
 */
export const billingWork = defineRule({
  id: 'R53',
  version: 1,
  title: 'Billing and firm administration',
  certainty: 'heuristic',
  defaultSeverity: 'auto_cut',
  parameters: {
    paysForBudgets: {
      kind: 'boolean',
      default: false,
      description: 'Whether budgets (task code L150, or the word) are paid for.',
    },
    cutShareE4: cutShareParameter(1_000_000),
  },
  needs: [],
  authority:
    'Client guidelines: billing, budgets and conflicts checks are overhead; ABA Formal Opinion 93-379 (general overhead); UTBMS L150',
  check(prepared, { paysForBudgets, cutShareE4 }) {
    const tasksByLine = tasksOf(prepared);
    return draftsOfLines(linesWithWords(prepared, WANTED), (preparedLine) => {
      const { index, isFee, line, reading } = preparedLine;
      if (!isFee) return null;
      const phrases = phrasesIn(reading, PHRASES);
      if (phrases.length === 0 && (reading.marks & M.billing) === 0) return null;
      if (paysForBudgets && (isCode(line.taskCode, BUDGETING) || reading.words.some(isBudget))) return null;
      const tasks = tasksByLine[index] ?? [];
      const found = foundIn(reading, tasks, phrases);
      const remark = "The firm's own billing and administration";
      return found.length === 0 ? null : remarkOnTasks(preparedLine, tasks, found, { remark, cutShareE4 });
    });
  },
});

function foundIn(reading: NarrativeReading, tasks: readonly Task[], phrases: readonly Phrase[]): readonly FoundTask[] {
  const found: FoundTask[] = [];
  for (const task of tasks) {
    if (isSomeoneElses(reading, task)) continue;
    const phrase = phrases.find(({ from }) => from >= task.first && from < task.end && countsAt(reading, task, from));
    const bill = billAt(reading, task);
    if (phrase !== undefined) found.push({ task, ...phrase });
    else if (bill >= 0) found.push({ task, from: Math.min(task.verb, bill), to: bill + 1 });
  }
  return found;
}

const WANTED: WantedWords = { marks: M.billing, named: openersOf(PHRASES) };

function isBudget({ lemma }: Word): boolean {
  return lemma === 'budget';
}

function countsAt(reading: NarrativeReading, task: Task, at: number): boolean {
  const first = reading.words[at]?.text ?? '';
  if (!WHEN_MADE.has(first)) return true;
  if (task.issueAt >= 0 && at > task.issueAt) return first === 'billing';
  return (task.kinds & (M.draft | M.prepare | M.billing)) !== 0 || first === 'budget' || first === 'billing';
}

/** An invoice or bill that is made, edited or approved: not one that is only talked about. */
function billAt(reading: NarrativeReading, task: Task): number {
  if ((task.kinds & (M.talk | M.write | M.attend | M.research | M.travel)) !== 0) return -1;
  const until = task.issueAt < 0 ? task.end : task.issueAt;
  const isReading = (task.kinds & (M.draft | M.prepare | M.billing)) === 0;
  for (let at = task.first; at < until; at += 1) {
    const word = reading.words[at];
    if (word === undefined) break;
    if ((word.marks & M.billing) !== 0) return at;
    // "Analyze Roofing Co. invoices": somebody's name before them.
    if (isReading && at > task.verb && isUnknownWord(word.marks)) return -1;
  }
  return -1;
}

function isSomeoneElses(reading: NarrativeReading, task: Task): boolean {
  for (let at = task.first; at < task.end; at += 1) {
    const word = reading.words[at];
    if (word !== undefined && (OTHERS_BILLS.has(word.lemma) || OTHERS_BILLS.has(word.text))) return true;
  }
  return false;
}
