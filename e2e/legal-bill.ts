import { buildInvoice } from '#shared/domain/build-invoice.testing.ts';
import { writeLedes1998b } from '#shared/formats/write-ledes-1998b.ts';
import type { DemoFile } from './demo-files.ts';

export const CLIENT_NAME = 'Northfield Harbour Insurance';

/** A bill whose lines cite: a case that exists, one under another case's name, one that does not exist, a statute. */
export function legalBill(): DemoFile {
  const narratives = [
    'Research fee awards: Marrow v. Tindall, 100 F.3d 200 (9th Cir. 2010); Smith v. Blackwood, 100 F.3d 200; Doe v. Roe, 199 F.3d 998 (9th Cir. 1999); 42 U.S.C. § 1988',
    'Draft reply brief on reasonable hours and block billing for the lodestar hearing',
    'Attention to file',
    'Telephone conference with client regarding discovery of the port records; review of the same',
  ];
  const invoice = buildInvoice({
    invoiceNumber: 'LGL-1',
    clientId: '00711',
    matterId: 'HARBOUR-9',
    lines: narratives.map((narrative, index) => ({
      narrative,
      timekeeperId: index === 1 ? 'TK2' : 'TK1',
      timekeeperName: index === 1 ? 'Lind, Bo' : 'Okafor, Ada',
      classification: 'PARTNR',
      unitsE4: 12_000 + index * 1_000,
      taskCode: index === 2 ? null : 'L120',
    })),
  });
  return {
    name: 'legal.ledes',
    mimeType: 'text/plain',
    buffer: Buffer.from(writeLedes1998b([invoice]).text),
  };
}
