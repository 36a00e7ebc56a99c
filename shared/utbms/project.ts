import type { CodeSet } from './code-sets.ts';
import { phase, plain } from './codes.ts';

/**
 * UTBMS Project Code Set (American Bar Association, 1995). Only P200 has tasks below it; every other phase
 * is itself what stands on a line.
 */
export const PROJECT: CodeSet = {
  id: 'project',
  title: 'Project',
  axis: 'task',
  isComplete: true,
  codes: [
    ...plain({ P100: 'Project Administration' }),
    ...phase('P200', 'Fact Gathering/Due Diligence', {
      P210: 'Corporate Review',
      P220: 'Tax',
      P230: 'Environmental',
      P240: 'Real and Personal Property',
      P250: 'Employee/Labor',
      P260: 'Intellectual Property',
      P270: 'Regulatory Reviews',
      P280: 'Other',
    }),
    ...plain({
      P300: 'Structure/Strategy/Analysis',
      P400: 'Initial Document Preparation/Filing',
      P500: 'Negotiation/Revision/Responses',
      P600: 'Completion/Closing',
      P700: 'Post-Completion/Post-Closing',
      P800: 'Maintenance and Renewal',
    }),
  ],
};
