/** Words the made-up bills are made of. All people, firms and cases are invented. */

export const FIRST_NAMES = [
  'Ada', 'Amara', 'Anders', 'Beatriz', 'Carol', 'Chinwe', 'Daniel', 'Darya', 'Edwin', 'Elif', 'Farah', 'Gavin',
  'Hana', 'Henrik', 'Imani', 'Isla', 'Jorge', 'Julia', 'Kofi', 'Lars', 'Lena', 'Marcus', 'Mei', 'Nadia', 'Noah',
  'Olga', 'Omar', 'Petra', 'Quentin', 'Rosa', 'Samir', 'Sofia', 'Tomas', 'Uma', 'Victor', 'Wanda', 'Xavier',
  'Yara', 'Yusuf', 'Zofia',
]; // biome-ignore format: a word list

export const LAST_NAMES = [
  'Abernathy', 'Adeyemi', 'Alvarez', 'Bancroft', 'Bellweather', 'Castellano', 'Chowdhury', 'Delacroix', 'Drummond',
  'Eastwick', 'Eriksen', 'Fairbanks', 'Ferreira', 'Galloway', 'Greenhalgh', 'Hathaway', 'Hollingsworth', 'Ibarra',
  'Ingersoll', 'Jansen', 'Jefferies', 'Kaplan', 'Kowalczyk', 'Lindqvist', 'Lombardi', 'MacAllister', 'Marchetti',
  'Nakagawa', 'Northrop', 'Okafor', 'Oyelaran', 'Pemberton', 'Petrova', 'Quigley', 'Rasmussen', 'Rutherford',
  'Sandoval', 'Silverstein', 'Thackeray', 'Tremblay', 'Underhill', 'Vandermeer', 'Villanueva', 'Wainwright',
  'Whitcombe', 'Yamamoto', 'Zielinski', 'Zimmerman',
]; // biome-ignore format: a word list

export const WITNESSES = [
  'site manager Halloran', 'treating physician Dr. Osei', 'line supervisor Brandt', 'claims adjuster Pruitt',
  'plant engineer Sorensen', 'former controller Ashworth', 'safety officer Medina', 'plaintiff Corrigan',
  'purchasing director Lowell', 'night nurse Abara', 'fleet mechanic Danvers', 'project architect Renfield',
  'crane operator Vasquez', 'surveyor Whitlock', 'radiologist Dr. Imhoff', 'payroll clerk Novak', 'tenant Ashgrove',
  'dispatcher Kimura', 'welding foreman Petrov', 'branch manager Oduya', 'lab analyst Crane', 'guard Mbeki',
  'estimator Fontaine', 'paramedic Lindgren',
]; // biome-ignore format: a word list

export const ISSUES = [
  'notice of the defect', 'calculation of lost profits', 'the indemnity clause', 'the missing maintenance logs',
  'apportionment of fault', 'the statute of limitations defense', 'the alleged oral modification',
  'spoliation of the loading dock video', 'the scope of the release', 'mitigation of damages',
  'causation of the second collapse', 'the warranty disclaimer', 'agency of the subcontractor',
  'admissibility of the weather data', 'the delivery schedule', 'the withheld audit reports',
  'allocation between the two policies', 'the forum selection clause', 'pre-judgment interest',
  'personal jurisdiction over the parent company', 'the pallet rack load ratings', 'the revoked purchase order',
  'overtime classification of drivers', 'the unsigned addendum', 'chain of custody of the brake assembly',
  'duty to defend under the umbrella policy', 'the roof membrane warranty', 'retaliation timeline in the complaint',
  'offset for workers compensation benefits', 'the latent soil condition', 'authority of the night supervisor',
  'foreseeability of the forklift path', 'the liquidated damages cap', 'failure to join the lessor',
  'adequacy of the safety briefing', 'comparative fault of the carrier', 'collateral source payments',
  'privilege over the incident report', 'replacement cost of the chiller', 'notice under the surety bond',
  'impeachment with prior testimony', 'the exclusive remedy provision', 'the tolling agreement',
  'diminution of fleet value', 'the arbitration opt-out', 'standing of the assignee',
]; // biome-ignore format: a word list

export const DOCUMENTS = [
  'answer to the second amended complaint', 'motion to compel production of inspection reports',
  'opposition to the motion for protective order', 'reply in support of summary judgment',
  'stipulated confidentiality order', 'supplemental responses to the third interrogatories',
  'subpoena to Lakeside Freight', 'mediation statement', 'joint pretrial order', 'proposed jury instructions',
  'deposition outline', 'expert disclosure', 'settlement agreement', 'declaration of the records custodian',
  'privilege log', 'motion in limine', 'stipulation of undisputed facts', 'trial brief',
  'cross-claim against Lakeside Freight', 'notice of removal', 'amended initial disclosures', 'tender letter',
  'motion for partial summary judgment', 'objections to the magistrate order', 'third-party complaint',
  'letter brief on discovery dispute', 'offer of judgment', 'verdict form', 'bill of particulars',
  'motion to bifurcate trial', 'evidentiary objections', 'appeal bond application', 'early neutral evaluation brief',
]; // biome-ignore format: a word list

export const RECORDS = [
  'the 2024 inspection reports', 'the delivery receipts', 'the board minutes', 'the shift schedules',
  'the insurer\'s claim notes', 'the change orders', 'the surveillance footage index', 'the medical chronology',
  'the payment ledger', 'the vendor contracts', 'the training certificates', 'the incident photographs',
]; // biome-ignore format: a word list

export const OUTSIDE_PEOPLE = [
  'opposing counsel R. Thornbury', 'co-defendant\'s counsel D. Msimang', 'claims director P. Voss',
  'general counsel H. Aldana', 'adjuster K. Sorrell', 'mediator Hon. L. Greer (ret.)',
  'expert Dr. V. Castellan', 'court clerk M. Ito',
]; // biome-ignore format: a word list

export const CLIENTS = [
  {
    id: 'HARBOR',
    name: 'Harbor Mutual Insurance Company',
    matters: ['Corrigan v. Lakeside Freight', 'Estate of Bell'],
  },
  { id: 'NORTHW', name: 'Northwind Logistics, Inc.', matters: ['Dock Four Collapse', 'Medina Employment Claim'] },
  { id: 'CEDARV', name: 'Cedar Valley Health System', matters: ['Osei Arbitration', 'Records Subpoena'] },
  { id: 'ALBION', name: 'Albion Specialty Underwriters', matters: ['Renfield Design Defect', 'Brandt v. Sorensen'] },
] as const;
