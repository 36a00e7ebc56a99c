/**
 * Government inquiries, antitrust and securities class actions: large teams, formal nouns, agencies. Habits of the house:
 * depositions of experts under L330; the client's help with documents under L110.
 */
export const INVESTIGATIONS = `
L110 A109 Conduct Upjohn interview of former regional sales lead
L110 A103 Prepare interview memorandum (controller)
L110 A104 Analyze expense reports and wire approvals for irregularities
L110 A106 Debrief audit committee on preliminary factual findings
L110 A108 Consult with forensic accountants on ledger anomalies
L110 A101 Plan second round of employee interviews
L110 A104 Study whistleblower submission against contemporaneous emails
L120 A105 Internal discussion of self-reporting and cooperation credit
L120 A102 Research extraterritorial reach of statute
L120 A103 Prepare white paper outline for agency staff
L120 A106 Counsel special committee as to potential defenses and exposure
L120 A104 Evaluate class period and loss causation vulnerabilities
L120 A105 Weekly team meeting on task list and priorities
L160 A107 Negotiate with lead plaintiffs' counsel over plan of allocation
L160 A103 Prepare stipulation of settlement and notice to class
L160 A106 Confer with insurers and client about contribution to resolution
L160 A107 Confer with prosecutors concerning terms of deferred prosecution agreement
L160 A103 Prepare confidential mediation reply
L160 A108 Confer with retired judge serving as mediator regarding impasse
L210 A104 Review consolidated amended complaint and catalogue challenged statements
L210 A103 Prepare answer to consolidated complaint
L210 A102 Research scienter pleading requirements
L210 A107 Coordinate with counsel for underwriters on responsive pleading schedule
L210 A106 Provide draft answer to general counsel for comment
L240 A103 Draft falsity section of motion to dismiss memorandum
L240 A104 Analyze opposition to motion to dismiss; note cases requiring reply
L240 A102 Research safe harbor cases in support of dismissal
L240 A105 Comments on associate's draft of motion to dismiss reply
L240 A103 Prepare appendix of judicially noticed documents for motion to dismiss
L240 A103 Draft Daubert and summary judgment papers on price impact
L250 A103 Draft opposition to lead plaintiff's request to lift stay
L250 A103 Prepare motion to consolidate derivative actions
L250 A104 Review motions for appointment of lead plaintiff
L250 A102 Research relation-back for opposition to motion to supplement
L250 A107 Confer on stipulation and proposed order governing derivative actions
L310 A103 Prepare objections to plaintiffs' interrogatories and requests to admit
L310 A104 Review lead plaintiff's answers concerning trading history
L310 A106 Work with finance department on responses to interrogatories
L310 A107 Correspondence with class counsel as to adequacy of interrogatory responses
L310 A103 Draft narrative response to agency's written questions
L320 A104 Quality-control review of reviewers' coding decisions
L320 A104 Privilege review of communications with outside auditors
L320 A103 Prepare cover letter for tenth production to Commission staff
L320 A108 Confer with data vendor on predictive coding and threading
L110 A106 Interview custodians with client concerning messaging apps and document retention
L320 A107 Confer with class counsel on ESI sources and hit reports
L320 A105 Train contract attorneys on responsiveness protocol
L330 A101 Prepare chief accounting officer binder and outline for deposition
L330 A109 Attend investigative testimony of treasurer
L330 A106 Prepare chief executive for deposition
L330 A104 Review class representative transcript
L330 A103 Prepare errata sheet to deposition of treasurer
L330 A107 Confer with class counsel on deposition protocol and sequence
L340 A108 Confer with economist about event study
L340 A104 Analyze class expert's market efficiency report
L340 A103 Prepare expert rebuttal shell with counsel's comments
L330 A101 Prepare for deposition of class damages expert
L340 A105 Discuss retention of accounting expert and scope
L350 A103 Oppose motion to compel audit committee interview memoranda
L350 A104 Analyze magistrate's order on work product waiver
L350 A107 Confer with class counsel in attempt to narrow disputed requests
L350 A102 Research selective waiver in disclosure to government for motion to compel
L350 A103 Prepare motion to modify protective order
L430 A103 Draft trial memorandum on proportionate liability
L430 A103 Prepare in limine motion regarding restatement
L430 A104 Review class counsel's witness and exhibit submissions for trial, prepare objections
L430 A107 Confer with class counsel on proposed charge to jury
`;
