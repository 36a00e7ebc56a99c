import type { CodeSet } from './code-sets.ts';
import { phase, plain } from './codes.ts';

/**
 * UTBMS Activity Code Set (American Bar Association, 1995: A101 to A111) with the extension of the LEDES
 * Oversight Committee of 2013 (A112 to A128).
 */
export const ACTIVITY: CodeSet = {
  id: 'activity',
  title: 'Activity',
  axis: 'activity',
  isComplete: true,
  codes: [
    ...phase('A100', 'Activities', {
      A101: 'Plan and prepare for',
      A102: 'Research',
      A103: 'Draft/revise',
      A104: 'Review/analyze',
      A105: 'Communicate (in firm)',
      A106: 'Communicate (with client)',
      A107: 'Communicate (other outside counsel)',
      A108: 'Communicate (other external)',
      A109: 'Appear for/attend',
      A110: 'Manage data/files',
      A111: 'Other',
    }),
    ...plain({
      A112: 'Billable travel time',
      A113: 'Communicate (witnesses)',
      A114: 'Communicate (experts)',
      A115: 'Medical record and medical bill management',
      A116: 'Training',
      A117: 'Special handling copying/scanning/imaging (internal)',
      A118: 'Collection - forensic',
      A119: 'Culling and filtering',
      A120: 'Processing',
      A121: 'Review and analysis',
      A122: 'Quality assurance and control',
      A123: 'Search creation and execution',
      A124: 'Privilege review culling and log creation',
      A125: 'Document production creation and preparation',
      A126: 'Evidence/exhibit creation and preparation',
      A127: 'Project management',
      A128: 'Collection closing activities',
    }),
  ],
};
