/**
 * Patent and trademark cases: claim charts, technical words, the court's local rules. Habits of the house: depositions of
 * experts under L330; discovery motions that are written under L250.
 */
export const PATENT_LITIGATION = `
L110 A104 Investigate operation of accused encoder from public teardown
L110 A108 Interview named inventor about conception and lab practice
L110 A106 Meet with engineering to learn how firmware handles handoff
L110 A103 Prepare preliminary claim chart for '418 patent
L110 A102 Conduct prior art search in IEEE and foreign databases
L110 A104 Examine file history of parent application
L120 A105 Discuss IPR timing versus district court defenses
L120 A103 Prepare non-infringement memorandum for general counsel
L120 A102 Research inequitable conduct after Therasense
L120 A106 Advise client on design-around and willfulness risk
L120 A104 Evaluate likelihood of stay and venue options
L120 A105 Develop case themes with trial partner
L160 A107 License discussions with patentee's counsel
L160 A103 Draft cross-license and covenant not to sue
L160 A106 Discuss royalty proposals with head of licensing
L160 A104 Analyze licensor's comparables ahead of settlement talks
L160 A103 Prepare ENE statement
L160 A101 Prepare presentation for mediation with business principals
L210 A103 Draft complaint for trade dress infringement and false designation
L210 A103 Prepare answer and invalidity counterclaims
L210 A104 Analyze counterclaims of unclean hands
L210 A102 Research plausibility standard for indirect infringement allegations
L210 A107 Discuss extension to answer with patentee's counsel
L240 A103 Draft section 101 motion to dismiss
L240 A103 Draft summary judgment brief of no literal infringement
L240 A104 Analyze cross-motion for summary judgment of anticipation
L240 A102 Research Federal Circuit law on marking for summary judgment
L240 A105 Edit session with team on 101 brief
L240 A101 Moot argument on summary judgment
L250 A103 Draft opening claim construction brief
L250 A103 Prepare motion to stay pending inter partes review
L250 A104 Analyze opponent's claim construction positions
L250 A102 Research means-plus-function for claim construction brief
L250 A107 Negotiate agreed constructions with opposing counsel
L250 A103 Motion for leave to amend infringement contentions
L250 A105 Confer with associates on Markman tutorial submission
L310 A103 Prepare responses to interrogatories on priority dates
L310 A104 Analyze answers regarding sales volumes, identify deficiencies
L310 A103 Draft requests for admission on authenticity of prior art
L310 A106 Obtain product release dates from client for interrogatory response
L310 A107 Demand supplementation of interrogatory 7 from patentee
L310 A105 Assign drafting of written discovery responses
L320 A104 Source code inspection at escrow facility
L320 A104 Review lab notebooks for privilege and responsiveness
L320 A103 Draft privilege log entries for prosecution counsel
L320 A106 Work with client's IT to collect repository commits
L320 A108 Instruct vendor on foreign language document processing
L320 A107 Confer on source code printing limits and production formats
L330 A101 Prepare outline for inventor deposition
L330 A109 Depose head of product marketing
L330 A104 Analyze inventor testimony for admissions on best mode
L330 A106 Prepare client's chip architect to testify as 30(b)(6) designee
L330 A103 Prepare objections to 30(b)(6) topics
L330 A107 Schedule inventor depositions in Seoul with opposing counsel
L340 A108 Work with technical expert on infringement report
L340 A104 Analyze invalidity expert report and references
L340 A103 Revise damages expert rebuttal for form
L330 A101 Prepare for deposition of survey expert
L340 A108 Discuss hypothetical negotiation inputs with economist
L340 A102 Research exclusion of experts on apportionment
L250 A103 Draft motion to compel technical documents
L250 A103 Oppose prosecution bar in protective order dispute
L350 A104 Analyze letter brief alleging source code withholding
L350 A107 Meet and confer regarding interrogatory limits and clawback
L350 A102 Research common interest privilege with litigation funder for compel motion
L430 A103 Draft motion in limine on pending IPR
L430 A103 Draft verdict form and preliminary instructions on obviousness
L430 A104 Analyze opponent's proposed trial exhibits, prepare objections
L430 A107 Exchange and confer on pretrial order disclosures
`;
