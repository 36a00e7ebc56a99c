/**
 * What in-house billing systems and their phrase lists leave of a narrative: noun first, slashes, colons, few verbs.
 * Habits of the house: pleadings that come in under L120; trial exhibits and joint filings under L440.
 */
export const BILLING_SHORTHAND = `
L110 A104 Site photographs / contractor logs: initial examination
L110 A108 Witness contact: security guard; availability, recollection
L110 A106 Client contact: store manager: background facts, staffing that day
L110 A103 Fact memo: sequence of shipments
L110 A104 Background file from client: first pass
L110 A102 Public record search: permits, liens, ownership
L120 A103 Early case assessment: first version
L120 A105 Internal: roundtable on defenses
L120 A106 Client contact: quarterly call, posture and plan
L120 A104 Exposure review: limitation of liability clause
L120 A102 Legal question: economic loss rule, construction defects
L120 A103 Liability/damages matrix: update
L160 A107 Opposing counsel contact: numbers, structure of payout
L160 A103 Settlement agreement: second turn
L160 A104 Demand package: assessment of special damages
L160 A106 Client contact: range and authority
L160 A108 Neutral: scheduling and fee agreement
L160 A103 Mediation brief: facts section
L210 A103 Answer: first draft incl. defenses
L120 A104 Complaint: intake analysis
L210 A103 Cross-claim: revisions
L210 A107 Opposing counsel contact: extension to plead
L120 A104 Amended complaint: redline vs original
L210 A102 Legal question: compulsory counterclaims
L240 A103 MSJ: statement of facts
L240 A103 MSJ: reply, final edits
L240 A104 Opposition to MSJ: analysis
L240 A102 Legal question: statute of repose as basis for judgment as matter of law
L240 A106 Client contact: declaration for MSJ
L240 A101 MSJ argument: preparation
L250 A103 Motion to bifurcate: first draft
L250 A104 Motion to substitute party: analysis
L250 A103 Stipulation re amended schedule: draft
L250 A102 Legal question: forum non conveniens
L250 A107 Opposing counsel contact: consent to continuance motion
L250 A103 Motion to stay: reply
L310 A103 Interrogatories: answers, draft 2
L310 A104 Interrogatories: opponent's answers, gap list
L310 A106 Client contact: fact gathering for RFA responses
L310 A103 Admission requests: first set
L310 A107 Deficiency letter: set one responses
L310 A103 Initial disclosures: supplement
L320 A104 Document review: HVAC subcontract emails
L320 A104 Document review: privilege screen
L320 A103 Document requests: responses/objections
L320 A110 Production set 4: QC and load file
L320 A108 Vendor contact: hosting, export spec
L320 A106 Client contact: litigation hold, shared drives
L330 A101 Deposition of plant manager: outline
L330 A109 Deposition of plant manager: attendance
L330 A104 Deposition of scheduler: page-line digest
L330 A103 Deposition notice: corporate rep
L330 A107 Opposing counsel contact: dates for depositions
L330 A106 Witness prep: regional director
L340 A108 Expert contact: metallurgist, sample testing
L340 A104 Expert report (theirs): hydrology
L340 A103 Expert designation: ours
L340 A101 Deposition of opposing appraiser: preparation
L340 A102 Legal question: standards for excluding cost estimator's opinion
L340 A108 Expert contact: comments on rebuttal draft
L350 A103 Motion to compel: reply
L350 A104 Motion for protective order: analysis of opponent's papers
L350 A107 Meet and confer: custodians in dispute
L350 A103 Motion to quash: nonparty subpoena
L350 A102 Legal question: work product, incident reports
L350 A101 Argument on motion to compel: preparation
L430 A103 Motions in limine: nos. 3 to 6
L430 A103 Jury charge: proposed
L440 A104 Opponent's in limine set: analysis
L430 A103 Trial brief: damages
L440 A107 Opposing counsel contact: joint pretrial filing
L430 A106 Client contact: trial stipulations
L140 A110 File: index update
L150 A103 Budget: phase two revision
L450 A109 Trial: day 1
L230 A109 Status conference: appearance
`;
