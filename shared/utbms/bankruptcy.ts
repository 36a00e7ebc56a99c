import type { CodeSet } from './code-sets.ts';
import { phase } from './codes.ts';

/** UTBMS Bankruptcy Code Set (American Bar Association, 1995, with the later B185, B195 and B260). */
export const BANKRUPTCY: CodeSet = {
  id: 'bankruptcy',
  title: 'Bankruptcy',
  axis: 'task',
  isComplete: true,
  codes: [
    ...phase('B100', 'Administration', {
      B110: 'Case Administration',
      B120: 'Asset Analysis and Recovery',
      B130: 'Asset Disposition',
      B140: 'Relief from Stay/Adequate Protection Proceedings',
      B150: 'Meetings of and Communications with Creditors',
      B160: 'Fee/Employment Applications',
      B170: 'Fee/Employment Objections',
      B180: 'Avoidance Action Analysis',
      B185: 'Assumption/Rejection of Leases and Contracts',
      B190: 'Other Contested Matters',
      B195: 'Non-Working Travel',
    }),
    ...phase('B200', 'Operations', {
      B210: 'Business Operations',
      B220: 'Employee Benefits/Pensions',
      B230: 'Financing/Cash Collections',
      B240: 'Tax Issues',
      B250: 'Real Estate',
      B260: 'Board of Directors Matters',
    }),
    ...phase('B300', 'Claims and Plan', {
      B310: 'Claims Administration and Objections',
      B320: 'Plan and Disclosure Statement',
    }),
    ...phase('B400', 'Bankruptcy-Related Advice', {
      B410: 'General Bankruptcy Advice/Opinions',
      B420: 'Restructurings',
    }),
  ],
};
