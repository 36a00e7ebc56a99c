import type { CodeSet } from './code-sets.ts';
import { phase } from './codes.ts';

/**
 * UTBMS Litigation Code Set (American Bar Association, 1995). L360 comes from the insurers' revision of
 * 2007 and is accepted because panel firms use it.
 */
export const LITIGATION: CodeSet = {
  id: 'litigation',
  title: 'Litigation',
  axis: 'task',
  isComplete: true,
  codes: [
    ...phase('L100', 'Case Assessment, Development and Administration', {
      L110: 'Fact Investigation/Development',
      L120: 'Analysis/Strategy',
      L130: 'Experts/Consultants',
      L140: 'Document/File Management',
      L150: 'Budgeting',
      L160: 'Settlement/Non-Binding ADR',
      L190: 'Other Case Assessment, Development and Administration',
    }),
    ...phase('L200', 'Pre-Trial Pleadings and Motions', {
      L210: 'Pleadings',
      L220: 'Preliminary Injunctions/Provisional Remedies',
      L230: 'Court Mandated Conferences',
      L240: 'Dispositive Motions',
      L250: 'Other Written Motions and Submissions',
      L260: 'Class Action Certification and Notice',
    }),
    ...phase('L300', 'Discovery', {
      L310: 'Written Discovery',
      L320: 'Document Production',
      L330: 'Depositions',
      L340: 'Expert Discovery',
      L350: 'Discovery Motions',
      L360: 'On-Site Inspections',
      L390: 'Other Discovery',
    }),
    ...phase('L400', 'Trial Preparation and Trial', {
      L410: 'Fact Witnesses',
      L420: 'Expert Witnesses',
      L430: 'Written Motions and Submissions',
      L440: 'Other Trial Preparation and Support',
      L450: 'Trial and Hearing Attendance',
      L460: 'Post-Trial Motions and Submissions',
      L470: 'Enforcement',
    }),
    ...phase('L500', 'Appeal', {
      L510: 'Appellate Motions and Submissions',
      L520: 'Appellate Briefs',
      L530: 'Oral Argument',
    }),
  ],
};
