/**
 * Large commercial cases staffed by many: several clauses a line, people by initials, present tense. Habits of the house:
 * reminders about written answers under L350; agreements on dates under L230.
 */
export const COMMERCIAL_TEAM = `
L110 A104 Continue to go through trading desk chat logs to piece together who authorized the hedge unwind
L110 A105 Meet with R. Adeyemi to walk through findings from custodian interviews
L110 A106 Call with treasury group to understand the reconciliation process and key personnel
L110 A103 Prepare chronology of covenant breaches drawing on board minutes and lender notices
L110 A108 Call with former CFO (through his counsel's permission) to learn background of the warehouse line
L110 A102 Pull public filings, UCC statements and corporate registry extracts on the three guarantors
L110 A104 Listen to recorded lines and flag statements bearing on knowledge
L120 A105 Team call re workstreams, upcoming deadlines and division of labor
L120 A102 Look into choice of law questions raised by the Delaware and New York agreements
L120 A103 Memo to file on strengths of unjust enrichment theory if contract claim fails
L120 A106 Strategy session with deputy GC on whether to bring a preemptive declaratory action
L120 A104 Assess implications of bankruptcy court's ruling on pending fraud theories
L120 A106 Email T. Okafor (in-house) an overview of next steps and timing
L120 A105 Discuss with S. Brandt whether arbitration clause reaches non-signatories
L160 A107 Call with Kessler firm re standstill and terms for potential buyout
L160 A103 Turn comments on draft term sheet and escrow mechanics for global resolution
L160 A106 Update client's board liaison on counterparty's latest number
L160 A104 Work through damages scenarios to inform range for negotiations
L160 A103 Prepare mediation slides and executive summary
L160 A108 Pre-mediation call with Judge Farrow (ret.)
L160 A101 Get ready for mediation: opening remarks, anticipated pushback
L210 A103 Work on complaint, in particular counts for tortious interference and breach of fiduciary duty
L210 A104 Go over amended pleading served by receiver and outline responses paragraph by paragraph
L210 A103 Incorporate partner comments into answer and counterclaims
L210 A106 Send near-final complaint to GC's office for sign-off
L210 A102 Research whether alter ego must be pleaded with particularity
L210 A107 Emails with Stroud & Lowe re waiver of service and date to respond
L240 A103 Draft background and standard sections of motion to dismiss
L240 A102 Case research on parol evidence and merger clauses for summary judgment
L240 A104 Cite-check and proof summary judgment reply
L240 A103 Rework argument headings in SJ opposition to stress disputed facts on reliance
L240 A105 Discuss with M. Ito division of sections for 12(b)(6) brief
L240 A104 Digest plaintiffs' opposition to dismissal and begin notes for reply
L250 A103 Draft emergency application to seal exhibits containing pricing formulae
L250 A103 Prepare pro hac vice papers for London-based partner
L250 A104 Consider trustee's motion to withdraw the reference
L250 A102 Research transfer under 1404(a) and first-filed rule
L250 A103 Put together proposed order and notice of motion to intervene
L230 A107 Calls with three sets of counsel to line up joint scheduling motion
L310 A103 Draft contention interrogatories directed to valuation agent
L310 A103 Revise R&Os to second RFAs per client's input
L310 A104 Compare interrogatory responses across the four fund entities for inconsistencies
L310 A106 Call with compliance officer to gather information for interrogatory answers
L350 A107 Write to adversary on overdue interrogatory verifications
L310 A105 Coordinate with associates on drafting of objections to interrogatories
L320 A104 Second-level review of documents tagged hot by contract reviewers
L320 A104 Spot-check redactions in volume 6 before it goes out
L320 A108 Call with e-discovery vendor about TAR recall numbers and culling
L320 A106 Discuss custodians and mobile-device collection with client's IT lead
L320 A103 Draft production cover letter and clawback notice
L320 A107 Negotiate search terms and date ranges with the other side
L320 A110 Load third-party production to database and apply issue codes
L330 A101 Pull exhibits and map out themes for examination of head of structured credit
L330 A109 Second-chair deposition of portfolio manager
L330 A104 Digest rough transcript of Lindqvist's testimony and circulate key admissions
L330 A103 Draft 30(b)(6) topics for the servicer
L330 A106 Prep session with VP of operations ahead of her testimony
L330 A107 Emails among counsel to calendar nine fact depositions
L340 A108 Working session with valuation expert and her staff at Brattwell on discount rates
L340 A104 Critique opposing solvency report and list points of attack
L340 A103 Comment on draft of industry-custom expert's report
L340 A101 Outline cross of damages expert for next week's deposition
L340 A105 Discuss internally which experts to keep in light of Daubert risk
L350 A103 Letter brief to special master on privilege challenge to deal committee emails
L350 A107 Meet and confer call on refusal to produce text messages
L350 A104 Analyze court's discovery ruling and what must now be produced
L350 A102 Research proportionality limits on forensic imaging
L350 A103 Reply in support of motion to quash bank subpoena
L430 A103 Draft proposed findings of fact and conclusions of law
L430 A103 Prepare Daubert-style in limine brief against lost-profits testimony at trial
L430 A104 Mark objections to deposition designations for the pretrial order
L430 A107 Trade drafts of joint pretrial order with opposing trial team
L430 A102 Research hearsay exceptions for trial brief on business records
L440 A110 Assemble trial exhibit binders
L450 A109 Attend bench trial; handle afternoon witnesses
L520 A103 Draft statement of the case for appellate brief
`;
