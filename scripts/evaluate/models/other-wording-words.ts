/** What fills the phrases of the other wording; all people and firms are invented, none occurs in the demo. */
export const OTHER_WORDS: Readonly<Record<string, readonly string[]>> = {
  pleading: [
    'complaint', 'counterclaim', 'answer and affirmative defenses', 'first amended petition', 'demurrer', 'cross-complaint', 'reply to counterclaim',
    'complaint in intervention', 'answer to cross-complaint', 'amended counterclaim',
  ],
  motion: [
    'motion for leave to amend', 'motion to compel', 'ex parte application', 'motion for sanctions', 'motion to stay', 'motion to quash', 'motion to seal',
    'opposition to ex parte request', 'reply brief on motion to strike', 'motion to transfer venue',
  ],
  trialPaper: ['trial memorandum', 'motions in limine', 'special verdict questions', 'jury charges', 'witness and exhibit lists for trial', 'pretrial submission', 'brief on evidence at trial'],
  record: [
    'custodian emails', 'the warranty files', 'board packages', 'personnel files', 'engineering change notices', 'bank statements', 'text messages',
    'site diaries', 'the underwriting file', 'quality control records', 'lease files', 'phone logs',
  ],
  bates: ['ABC0001-0450', 'DEF prod. vol. 3', 'PLTF 2200-2390', 'third-party docs', 'subpoenaed bank records'],
  witness: [
    'J. Kettering', 'Ms. Albright', 'the CFO', 'Dr. Soames', 'the shift lead', 'the plant nurse', 'Mr. Okonjo', 'the night auditor', 'the adjuster', 'R. Delmar',
    'the corporate representative', 'the broker',
  ],
  expert: ['damages expert', 'Dr. Fenwick', 'our accident reconstructionist', 'the economist', 'retained metallurgist', 'the human factors consultant'],
  clientPerson: ['GC', 'in-house counsel', 'the risk manager', 'Ms. Pruett', 'claims examiner', 'the chief executive', 'VP legal'],
  lawyer: ['MKT', 'J. Arden', 'senior partner', 'associate', 'co-chair of the team'],
  party: ['plaintiff', 'defendant Orrin', 'the carrier', 'third-party defendant', 'the landlord'],
  issue: [
    'successor liability', 'damages', 'breach of fiduciary duty', 'causation', 'the insurance coverage gap', 'wage statements', 'the earn-out', 'trade secrets',
    'product identification', 'waiver', 'the non-compete', 'class period', 'alter ego', 'prejudgment interest rate', 'duty to warn', 'delay claims', 'the lost shipment',
    'valuation', 'estoppel', 'force majeure', 'punitive exposure', 'data breach notice', 'soil contamination', 'licensing royalties',
  ],
  number: ['2', '3', '4', '7', '11', '14', '19', '23'],
  further: ['31', '38', '42', '55'],
  ordinal: ['first', 'second', 'third', 'fourth'],
}; // biome-ignore format: word lists
