/**
 * Kinds of work in words that the demo's generator does not use: three manners of writing (shorthand, prose, notes that
 * begin with a noun or gerund). Braces are filled from `other-wording-words.ts`. For testing only: no model and no table
 * of words was made from them.
 */
export interface KindOfWork {
  readonly taskCode: string;
  readonly activityCode: string;
  /** How often it comes, against the others. */
  readonly weight: number;
  readonly phrases: readonly string[];
}

export const KINDS_OF_WORK: readonly KindOfWork[] = [
  { taskCode: 'L210', activityCode: 'A103', weight: 9, phrases: [
    'Rev/edit {pleading} re {issue}', 'Finalize {pleading}', 'Work on first draft of {pleading} (re: {issue})',
    'Composed the allegations of the {pleading} that concern {issue}', 'Prepared a further version of the {pleading}, with particular attention to {issue}',
    'Wrote and polished the {pleading}', 'Drafting of {pleading}', 'Redline to {pleading}, section on {issue}',
    'Edits to {pleading} following comments of {lawyer}', 'Assembled and completed {pleading} for filing',
  ] },
  { taskCode: 'L250', activityCode: 'A103', weight: 9, phrases: [
    'Rev/edit {motion}', 'Cont. drafting {motion} re {issue}', 'Finalize moving papers on {issue}',
    'Reworked the argument in the {motion} that addresses {issue}', 'Wrote the supporting memorandum for the {motion}',
    'Tightened and corrected the {motion}', 'Drafting of {motion}', 'Redline to points and authorities, {motion}',
    'Insert for {motion} regarding {issue}', 'Changes to proposed order and {motion}',
  ] },
  { taskCode: 'L320', activityCode: 'A104', weight: 10, phrases: [
    'Rvw {bates} re {issue}', 'Doc rvw - {record}', 'Went through {record} (Bates {number}) for hot docs',
    'Examined {record} turned over by the other side, looking for material on {issue}', 'Studied {record} as produced in the {ordinal} production',
    'Inspected production set {number} with a view to {issue}', 'Review of produced documents, {record}', 'Second-level review, {record}',
    'Coding of produced documents for relevance to {issue}', 'Review and tag {record} in database',
  ] },
  { taskCode: 'L330', activityCode: 'A101', weight: 9, phrases: [
    'Depo prep - {witness}', 'Prep for depo of {witness} re {issue}', 'Outline for {witness} depo',
    'Got ready to depose {witness}, assembling questions on {issue}', 'Made preparations for the forthcoming deposition of {witness}',
    'Readied exhibits and a line of questioning for {witness}\'s deposition', 'Preparation for deposition of {witness}', 'Planning of {witness} deposition; {issue}',
    'Question outline, {witness}', 'Prep session for {witness} testimony at deposition',
  ] },
  { taskCode: 'L310', activityCode: 'A103', weight: 9, phrases: [
    'Rev/edit resp to ROGs ({issue})', 'Draft objs and resps to RFPs set {number}', 'Work on RFA responses',
    'Wrote out the client\'s answers to the interrogatories served on {issue}', 'Prepared objections to the requests for production, {ordinal} set',
    'Put together a set of written questions to {party} on {issue}', 'Drafting of discovery responses, {issue}', 'Objections and answers, special interrogatories',
    'Discovery requests to {party}: definitions and numbers {number} to {further}', 'Supplement to interrogatory answers',
  ] },
  { taskCode: 'L120', activityCode: 'A106', weight: 9, phrases: [
    'TC w/ client re {issue}', 'Call w/ {clientPerson} re strategy', 'Email to {clientPerson} re next steps on {issue}',
    'Spoke with {clientPerson} about {issue} and what the company wishes to do', 'Reported to {clientPerson} on developments in the case',
    'Met by video with the client\'s {clientPerson} to discuss our approach to {issue}', 'Videoconference, {clientPerson}: {issue}', 'Update to {clientPerson} concerning {issue}',
    'Client call on exposure and {issue}', 'Correspondence to client regarding recommendations',
  ] },
  { taskCode: 'L350', activityCode: 'A107', weight: 8, phrases: [
    'Meet & confer w/ OC re {record}', 'TC w/ OC re discovery dispute', 'Email exch w/ opp csl re {issue} and overdue documents',
    'Conferred with plaintiff\'s attorney about the deficiencies in their production of {record}', 'Spoke with counsel for {party} about {record}',
    'Wrote to the other side\'s lawyers to press for {record}', 'Meet and confer call, counsel for {party}', 'Discussion with adverse counsel on motion to compel and {record}',
    'Letter to counsel for {party} on discovery deficiencies', 'Negotiation with opposing attorney about scope of {record}',
  ] },
  { taskCode: 'L340', activityCode: 'A108', weight: 8, phrases: [
    'TC w/ {expert} re report', 'Call w/ {expert} re {issue}', 'Email {expert} re opinions and file materials',
    'Spoke with our {expert} about the opinions to be given on {issue}', 'Discussed the draft report with {expert}',
    'Consulted {expert} on the methodology behind {issue}', 'Conference call, {expert}: {issue}', 'Materials to {expert} with covering note',
    'Questions to {expert} on rebuttal report', 'Discussion with {expert} of data relied upon',
  ] },
  { taskCode: 'L240', activityCode: 'A104', weight: 8, phrases: [
    'Rvw opp to MSJ re {issue}', 'Rvw cases cited in MSJ opposition', 'Cite-check plaintiff\'s brief on {issue}',
    'Read the decisions on which {party} relies in its summary judgment papers', 'Studied the case law in the demurrer concerning {issue}',
    'Went over {party}\'s motion to dismiss and the precedents it rests on', 'Review of summary judgment briefing, {issue}', 'Analysis of authorities, dispositive motion',
    'Reading of precedents on {issue} cited against us', 'Evaluation of arguments and cases in {party}\'s summary judgment motion',
  ] },
  { taskCode: 'L160', activityCode: 'A103', weight: 8, phrases: [
    'Draft mediation brief re {issue}', 'Rev/edit settlmt agmt', 'Work on demand letter response; {issue}',
    'Wrote an appraisal of settlement value for {clientPerson}, with weight given to {issue}', 'Prepared the term sheet and release',
    'Set out for the mediator our position on {issue}', 'Drafting of settlement proposal', 'Settlement range memorandum, {issue}',
    'Counteroffer letter', 'Edits to release and settlement papers',
  ] },
  { taskCode: 'L110', activityCode: 'A104', weight: 8, phrases: [
    'Rvw {witness} transcript re {issue}', 'Summarize depo tr. of {witness}', 'Digest {witness} interview notes',
    'Read the testimony given by {witness}, noting what bears on {issue}', 'Studied the statement of {witness} for facts on {issue}',
    'Went over what {witness} said under oath about {issue}', 'Review of testimony, {witness}', 'Fact analysis: {witness} and {issue}',
    'Page-line summary of {witness} transcript', 'Review of witness statements on {issue}',
  ] },
  { taskCode: 'L430', activityCode: 'A103', weight: 8, phrases: [
    'Draft MIL re {issue}', 'Rev/edit {trialPaper}', 'Work on {trialPaper} - {witness} testimony',
    'Wrote the portion of the {trialPaper} that deals with what {witness} will say', 'Prepared the {trialPaper} for submission to the trial judge',
    'Completed the {trialPaper}, including objections to {witness}', 'Drafting of {trialPaper}', 'Trial submission on testimony of {witness}',
    'Edits to {trialPaper}, {issue}', 'Proposed rulings and {trialPaper}',
  ] },
  // What the demo has hardly or not at all; a model of the demo cannot know these.
  { taskCode: 'L120', activityCode: 'A102', weight: 3, phrases: [
    'LR re {issue}', 'Westlaw research on {issue}', 'Looked into the law of {issue}', 'Researched whether {issue} is for the jury',
    'Legal research, {issue}', 'Research into recent appellate decisions on {issue}',
  ] },
  { taskCode: 'L450', activityCode: 'A109', weight: 2, phrases: [
    'Attend hrg on {motion}', 'Court appearance re {issue}', 'Appeared before the court on the {motion}', 'Attended trial, day {number}',
    'Appearance at status conference', 'Hearing on {motion}',
  ] },
  { taskCode: 'L120', activityCode: 'A105', weight: 2, phrases: [
    'Conf w/ {lawyer} re {issue}', 'O/c w/ team re strategy', 'Talked over {issue} with {lawyer}', 'Met with colleagues to divide the work on {issue}',
    'Internal discussion of {issue}', 'Team meeting, {issue}',
  ] },
]; // biome-ignore format: phrase lists
