/**
 * Paralegals: compile, obtain, cross-check, track; sources and formats in every line. Habits of the house: the client's
 * help with documents under L110; trial exhibits and joint filings under L440.
 */
export const PARALEGAL_LOG = `
L110 A108 Obtain certified crash report and CAD log from county
L110 A104 Cross-check client's calendar entries against badge swipes
L110 A103 Compile witness contact list with last known addresses
L110 A102 Run background and social media checks of claimant
L110 A106 Call client HR for org chart and dates of employment
L110 A104 Compare security footage time stamps with dispatch times
L110 A108 Locate former employee for statement
L120 A103 Compile damages spreadsheet for attorney's evaluation
L120 A105 Meet with attorney about theme and key documents
L120 A103 Prepare comparison of verdicts in venue
L120 A106 Send client status chart of open cases
L120 A102 Gather prior rulings of assigned judge
L160 A103 Assemble exhibits to mediation statement
L160 A103 Type up release and settlement closing documents
L160 A104 Tally liens and outstanding balances for settlement
L160 A106 Forward settlement papers to client for signature
L160 A108 Obtain final lien amount from Medicaid
L160 A101 Set up mediation notebooks
L210 A103 Format and finalize complaint, exhibits and summons
L210 A104 Compare answer to complaint for denials, prepare chart
L210 A103 Prepare proofs of service for cross-complaint
L210 A106 Obtain client's verification of the answer
L210 A102 Verify local filing requirements for pleadings
L240 A103 Assemble separate statement and evidence for summary judgment
L240 A104 Cite-check summary judgment brief
L240 A103 Build table of authorities for motion to dismiss
L240 A106 Obtain executed affidavit from client for summary judgment
L250 A103 Assemble motion to continue with declarations
L250 A103 Prepare proposed order on motion to seal
L250 A104 Proof and cite-check motion to change venue
L250 A102 Pull cases cited in opposition to motion to intervene
L310 A103 Prepare shell responses to interrogatories and requests for admission
L310 A104 Compare claimant's interrogatory answers with prior testimony
L310 A106 Obtain verification page and missing facts from client for interrogatories
L310 A103 Compile initial disclosure list of witnesses
L310 A107 Send opposing counsel reminder of overdue interrogatory answers
L310 A105 Meet with attorney on answers needed for interrogatories
L320 A110 Bates label, OCR and upload client documents
L320 A104 First-level review of email box for responsive items
L320 A103 Prepare privilege log
L320 A108 Follow up with custodians of records at five clinics
L110 A106 Request remaining invoices from client for production
L320 A110 Quality check production media and update production log
L320 A103 Prepare records subpoenas and notices to consumer
L320 A104 Chart medical records by provider and date
L330 A103 Prepare deposition notices and subpoenas, arrange reporter
L330 A101 Pull and copy exhibits for use at deposition of supervisor
L330 A104 Page-line summary of deposition of claimant
L330 A106 Send transcript to client witness with errata instructions
L330 A107 Circulate proposed deposition dates to all counsel
L330 A101 Assemble witness kit for client's deposition preparation
L340 A108 Transmit case materials to accident reconstructionist
L340 A103 Prepare expert witness list and CVs for service
L340 A104 Compile opposing expert's prior testimony
L340 A108 Obtain invoice, report and file from retained toxicologist
L340 A101 Pull materials for deposition of opposing expert
L350 A103 Assemble motion to compel with separate statement of disputed responses
L350 A103 Prepare chart of deficient responses for discovery motion
L350 A104 Cite-check opposition to protective order motion
L350 A107 Send meet and confer letter with deficiency chart to opposing counsel
L430 A103 Prepare trial exhibit list
L430 A103 Assemble in limine motions for filing
L430 A103 Format proposed jury instructions to court's template
L440 A104 Compare parties' trial exhibit lists, flag duplicates and objections
L440 A107 Exchange trial exhibit lists with opposing paralegal
L440 A110 Prepare trial boxes
`;
