/**
 * Written for a strict client: purpose and people always named, "in order to", "regarding", parentheses. Habits of the
 * house: all research under L120; reminders about written answers under L350.
 */
export const GUIDELINE_MINDED = `
L110 A104 Initial review of claim file materials (42 pages) in order to identify fact witnesses
L110 A108 Telephone interview of J. Pruitt (eyewitness) regarding speed of forklift
L110 A106 Telephone conference with L. Cho (plant nurse, client) regarding first aid rendered
L110 A103 Draft summary of witness interviews for file
L110 A104 Analysis of photographs and security video in order to establish sequence of events
L110 A108 Email exchange with fire marshal regarding origin report
L120 A103 Draft initial case assessment report (required by guideline section 4)
L120 A104 Analysis of contract indemnity provision in order to evaluate tender
L120 A102 Legal research regarding intervening cause (pre-approved by B. Stone, 2.0 hours)
L120 A106 Telephone conference with B. Stone (client) regarding defense plan and staffing
L120 A105 Conference with N. Patel regarding theory of the case (one timekeeper billing)
L120 A103 Draft updated evaluation letter to B. Stone (verdict range)
L160 A107 Telephone conference with plaintiff's counsel R. Diaz regarding demand
L160 A103 Draft mediation statement (liability section)
L160 A106 Email to B. Stone (client) requesting settlement authority
L160 A104 Analysis of medical specials in order to respond to demand
L160 A101 Prepare for mediation (negotiation plan)
L160 A108 Telephone conference with mediator's case manager regarding submissions
L160 A103 Revise settlement agreement (confidentiality and Medicare terms)
L210 A104 Review of complaint in order to prepare answer
L210 A103 Draft answer (including eleven affirmative defenses)
L210 A103 Draft third-party complaint against staffing agency
L210 A107 Email exchange with R. Diaz regarding extension for responsive pleading
L120 A102 Legal research regarding pleading of comparative negligence
L210 A106 Email to client enclosing draft answer for comment
L240 A103 Draft motion for summary judgment (duty element)
L240 A104 Review of plaintiff's response to motion for summary judgment
L120 A102 Legal research regarding open and obvious hazards for motion for summary judgment
L240 A103 Revise reply in support of motion to dismiss
L240 A106 Telephone conference with client affiant regarding affidavit supporting summary judgment
L240 A101 Prepare for oral argument on motion for summary judgment
L250 A103 Draft motion to extend scheduling order deadlines
L250 A104 Review of plaintiff's motion to amend
L250 A103 Draft response to motion to consolidate
L120 A102 Legal research regarding standard for leave to file sur-reply
L250 A107 Telephone conference with R. Diaz regarding consent to motion for extension
L310 A103 Draft answers to plaintiff's interrogatories (nos. 1 to 22)
L310 A104 Review of plaintiff's answers to interrogatories in order to identify treating providers
L310 A106 Telephone conference with client safety manager regarding information for interrogatory answers
L350 A107 Draft letter to R. Diaz regarding deficient interrogatory answers
L310 A103 Draft requests for admission directed to plaintiff (authenticity)
L320 A104 Review of client emails (approximately 300) for responsiveness and privilege
L320 A103 Draft responses to plaintiff's requests for production (nos. 1 to 35)
L320 A110 Redact personal identifiers from personnel files prior to production
L320 A106 Email to client regarding additional documents needed for production
L320 A108 Telephone conference with hospital records department regarding subpoena compliance
L320 A103 Draft subpoena for employment records (three employers)
L330 A101 Prepare for deposition of plaintiff (outline and exhibits)
L330 A109 Attend deposition of plaintiff (defending counsel)
L330 A104 Review of transcript of deposition of Dr. Amos (treating physician) in order to prepare summary
L330 A103 Draft deposition summary for client
L330 A106 Meeting with client forklift operator regarding deposition preparation
L330 A107 Email exchange with R. Diaz regarding deposition dates
L340 A108 Telephone conference with Dr. Weiss (retained expert) regarding opinions
L340 A104 Review of report of plaintiff's safety expert in order to prepare rebuttal
L340 A103 Draft expert disclosure (three retained experts)
L340 A101 Prepare for deposition of plaintiff's vocational expert
L120 A102 Legal research regarding admissibility of expert's test method
L350 A103 Draft motion to compel plaintiff's social media records
L350 A104 Review of plaintiff's opposition to motion to compel
L350 A107 Telephone conference with R. Diaz regarding discovery dispute (meet and confer)
L350 A103 Draft motion for protective order regarding corporate deposition topics
L120 A102 Legal research regarding proportionality for motion to compel
L430 A103 Draft motions in limine (four)
L430 A103 Draft proposed jury instructions
L430 A104 Review of plaintiff's motions in limine in order to prepare responses
L120 A102 Legal research regarding evidentiary objections for trial brief
L430 A107 Telephone conference with R. Diaz regarding pretrial order
`;
