/**
 * Employers' counsel: agencies, policies, comparators; "work on", "finalize", "strategize". Habits of the house: trial
 * exhibits and joint filings under L440; agreements on dates under L230.
 */
export const WORKPLACE_DEFENSE = `
L110 A106 Discuss with HRBP the sequence leading to termination
L110 A104 Vet comparator data and disciplinary notices
L110 A108 Interview ex-manager regarding performance issues
L110 A103 Finalize witness memo on lunchroom incident
L110 A104 Review badge data and schedules of complainant
L110 A103 Work on EEOC position statement, facts
L110 A106 Request personnel file, policies and training acknowledgments from client
L120 A105 Strategize with LBT on after-acquired evidence
L120 A102 Research cat's paw theory and same-actor inference
L120 A104 Analyze exposure for fees and front pay
L120 A106 Provide client with assessment following charge
L120 A103 Work on risk memo for leadership
L120 A106 Counsel client about accommodation steps pending suit
L120 A105 Strategize re individual defendant's conflict
L160 A107 Explore settlement with charging party's counsel
L160 A103 Finalize separation and release agreement, OWBPA language
L160 A106 Discuss mediation budget and top number with client
L160 A104 Analyze plaintiff's back pay calculation for settlement
L160 A103 Work on mediation memorandum
L160 A101 Strategize and prepare for early neutral evaluation
L160 A108 Pre-call with agency mediator
L210 A103 Finalize answer and defenses to wage complaint
L210 A104 Analyze collective action complaint
L210 A103 Work on removal papers, CAFA
L210 A107 Request extension to respond to complaint from plaintiff's counsel
L210 A106 Confirm facts with client for answer
L210 A102 Research exhaustion defense for answer
L240 A103 Work on summary judgment brief, pretext section
L240 A103 Finalize HR director's declaration for summary judgment
L240 A104 Analyze plaintiff's summary judgment response and sham affidavit
L240 A102 Research adverse action cases for motion to dismiss
L240 A105 Strategize about partial summary judgment
L240 A106 Walk client through draft summary judgment declaration
L250 A103 Work on motion to compel arbitration
L250 A103 Finalize opposition to conditional certification notice
L250 A104 Analyze motion to amend to add retaliation
L250 A102 Research standards for decertification motion
L230 A107 Discuss stipulated stay with plaintiff's counsel
L250 A103 Work on motion to strike class allegations
L310 A103 Finalize responses to plaintiff's interrogatories
L310 A103 Work on interrogatories to opt-ins
L310 A104 Analyze plaintiff's mitigation answers
L310 A106 Emails to client regarding facts for interrogatory responses
L310 A107 Email plaintiff's counsel on deficient damages disclosure and answers
L310 A103 Work on requests for admission to plaintiff
L320 A104 Review Slack and email hits for privilege
L320 A106 Discuss hold notice and custodians with client's legal ops
L320 A103 Finalize document responses with confidentiality objections
L320 A108 Discuss collection of phones with forensic vendor
L320 A107 Discuss ESI terms and timing of rolling production with plaintiff's counsel
L320 A103 Work on subpoenas to subsequent employers
L330 A101 Work on outline for plaintiff's deposition
L330 A109 Take plaintiff's deposition, second session
L330 A106 Prepare regional VP for her deposition
L330 A104 Analyze plaintiff's testimony for summary of admissions
L330 A103 Finalize notice of deposition for plaintiff
L330 A107 Discuss deposition order and remote protocol with plaintiff's counsel
L340 A108 Discuss pay regression with labor economist
L340 A104 Analyze plaintiff's emotional distress expert report
L340 A103 Finalize rebuttal expert disclosure
L340 A101 Work on outline for deposition of vocational expert
L350 A103 Work on protective order motion for apex deposition
L350 A103 Finalize opposition to motion to compel companywide data
L350 A104 Analyze motion to compel and cases cited
L350 A107 Meet and confer with plaintiff's counsel on comparator scope
L350 A102 Research spousal therapy records privilege for motion to compel
L430 A103 Work on motions in limine about stray remarks
L430 A103 Finalize joint jury instructions
L440 A104 Analyze plaintiff's trial exhibits for objections
L440 A107 Discuss pretrial submission with plaintiff's counsel
`;
