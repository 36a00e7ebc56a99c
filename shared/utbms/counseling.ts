import type { CodeSet } from './code-sets.ts';
import { plain } from './codes.ts';

/** UTBMS Counseling Code Set (American Bar Association, 1995). The phase is the task: no headers. */
export const COUNSELING: CodeSet = {
  id: 'counseling',
  title: 'Counseling',
  axis: 'task',
  isComplete: true,
  codes: plain({
    C100: 'Fact Gathering',
    C200: 'Researching Law',
    C300: 'Analysis and Advice',
    C400: 'Third Party Communication',
  }),
};
