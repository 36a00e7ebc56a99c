import type { CodeSet } from './code-sets.ts';
import { phase } from './codes.ts';

const QUALITY = 'Quality assurance and control';

/**
 * UTBMS eDiscovery Code Set (LEDES Oversight Committee, ratified 13 July 2011): nine phases, 25 tasks.
 * The tasks of quality assurance (x09) follow the pattern of the set and bring its count to 25; L669 stands
 * under Analysis, which names no other task. Analysis, Presentation and Project management have no other
 * line code of their own, so these phases may stand on a line.
 */
export const EDISCOVERY: CodeSet = {
  id: 'ediscovery',
  title: 'eDiscovery',
  axis: 'task',
  isComplete: true,
  codes: [
    ...phase('L600', 'Identification', {
      L601: 'Discovery planning',
      L602: 'Interviews',
      L609: QUALITY,
    }),
    ...phase('L610', 'Preservation', {
      L611: 'Preservation order',
      L612: 'Legal hold',
      L619: QUALITY,
    }),
    ...phase('L620', 'Collection', {
      L621: 'Collection/Recovery',
      L622: 'Media costs',
      L623: 'Media/ESI transfer, receipt, inventory',
      L629: QUALITY,
    }),
    ...phase('L630', 'Processing', {
      L631: 'ESI stage, preparation and process',
      L632: 'Scanning - hard copy',
      L633: 'Foreign language translation',
      L634: 'Exception handling',
      L639: QUALITY,
    }),
    ...phase('L650', 'Review', {
      L651: 'Hosting costs',
      L652: 'Objective and subjective coding',
      L653: 'First pass document review',
      L654: 'Second pass document review',
      L655: 'Privilege review',
      L656: 'Redaction',
      L659: QUALITY,
    }),
    { code: 'L660', label: 'Analysis', isPhaseHeader: false },
    { code: 'L669', label: QUALITY, isPhaseHeader: false },
    ...phase('L670', 'Production', {
      L671: 'Conversion of ESI to production format',
      L679: QUALITY,
    }),
    { code: 'L680', label: 'Presentation', isPhaseHeader: false },
    { code: 'L690', label: 'Project management', isPhaseHeader: false },
  ],
};
