/**
 * Petitions for fees under civil-rights and labor statutes: whole sentences in the past tense, each step accounted for.
 * Habits of the house: talks with experts under L130; motions in limine under L250.
 */
export const FEE_PETITION = `
L110 A108 Interviewed two former correctional officers who had witnessed the use of restraints
L110 A106 Met with plaintiff and her mother at their home to obtain a detailed account of the arrest
L110 A104 Examined the incident reports and dispatch recordings that the department released under the public records act
L110 A103 Prepared a sworn statement for the cellmate based on my interview notes
L110 A102 Searched news archives for earlier complaints about the same officers
L110 A108 Spoke with a shelter volunteer to learn what she had observed on the night of the raid
L110 A104 Reviewed personnel histories of the named deputies to learn of previous discipline
L120 A105 Discussed with co-counsel at our office whether to plead a municipal liability theory
L120 A102 Researched the continuing violation doctrine as it applied to the pay claims
L120 A103 Wrote an internal memorandum weighing a federal against a state forum
L120 A104 Considered the strengths and weaknesses of the retaliation claim in view of the new circuit ruling
L120 A106 Explained to plaintiff the risks of rejecting the offer of judgment and the likely course of the case
L120 A105 Participated in a meeting of the trial team to allocate the remaining work
L160 A107 Conferred by telephone with defense counsel about the possibility of an early resolution
L160 A103 Drafted a written settlement proposal addressing back pay and policy changes
L160 A106 Consulted with plaintiff about the terms of the city's most recent offer
L160 A103 Composed the confidential statement that the magistrate judge required before the settlement conference
L160 A109 Represented plaintiff at the settlement conference before the magistrate judge
L160 A104 Studied the proposed consent decree and marked objectionable provisions
L160 A108 Corresponded with the mediator concerning the agenda for the second session
L210 A103 Drafted the factual allegations of the class complaint
L210 A103 Revised the civil cover sheet, summonses, and complaint in preparation for filing
L210 A104 Analyzed the county's answer and its twenty-two affirmative defenses
L210 A102 Researched whether individual supervisors could be named under the state human rights law
L210 A106 Reviewed the draft complaint line by line with the named plaintiffs
L210 A103 Amended the complaint to substitute the true names of the Doe defendants
L240 A103 Wrote the argument section of the opposition to the motion for qualified immunity
L240 A102 Researched clearly established law concerning canine bites of surrendered suspects
L240 A104 Read defendants' motion for summary judgment and its forty exhibits
L240 A103 Prepared a counterstatement of disputed material facts with record citations
L240 A104 Checked the citations in our brief against the record before filing in opposition to dismissal
L240 A101 Rehearsed for oral argument on the motion to dismiss
L250 A103 Drafted a motion for appointment of a guardian ad litem
L250 A103 Prepared a motion to proceed under a pseudonym with supporting affidavit
L250 A104 Reviewed the defendants' request to stay the action pending the criminal trial
L250 A102 Researched intervention as of right for the homeowners' association
L250 A103 Finalized the reply on our application for interim fees
L250 A107 Exchanged messages with counsel for the state about a stipulated briefing schedule
L310 A103 Drafted plaintiff's first set of interrogatories to the chief of police
L310 A103 Revised responses and objections to the employer's requests for admission
L310 A104 Evaluated the sufficiency of the county's interrogatory answers
L310 A106 Worked with plaintiff by telephone to answer questions about her medical providers
L310 A107 Wrote to opposing counsel to identify deficiencies in the answers to our second set of interrogatories
L310 A103 Prepared initial disclosures naming persons with knowledge
L320 A104 Reviewed approximately 900 pages of jail log entries produced by the sheriff
L320 A103 Drafted a request for production of use-of-force policies and training curricula
L320 A104 Examined body camera footage turned over by the city and noted relevant time stamps
L320 A110 Organized and numbered plaintiff's tax returns and diaries for production
L320 A107 Telephoned defense counsel to arrange inspection of the surveillance hard drive
L320 A103 Prepared a log of attorney-client communications withheld from production
L330 A101 Prepared an outline for the deposition of Sergeant Whitlow
L330 A109 Took the deposition of the shift commander
L330 A109 Defended plaintiff's deposition
L330 A104 Summarized the transcript of the human resources director's testimony
L330 A106 Prepared plaintiff for her deposition, including practice questions
L330 A103 Drafted notices of deposition under Rule 30(b)(6) with a list of topics
L330 A107 Conferred with counsel for the union about the order and location of depositions
L130 A108 Conferred with our police-practices expert about his preliminary opinions
L340 A103 Assisted in preparing the disclosure of the forensic psychologist's opinions
L340 A104 Reviewed the rebuttal report of the defendants' statistician
L340 A101 Prepared to question the city's ballistics consultant under oath
L340 A102 Researched the reliability standard for testimony about implicit bias
L350 A103 Drafted the joint letter to the magistrate judge on the dispute over disciplinary files
L350 A103 Wrote a motion to compel production of internal affairs investigations
L350 A104 Reviewed the magistrate judge's order granting our motion to compel in part
L350 A107 Met and conferred with defense counsel over the scope of the proposed protective order
L350 A102 Researched the official information privilege in federal court
L430 A103 Drafted proposed jury instructions on deliberate indifference
L250 A103 Prepared oppositions to eight motions in limine
L430 A104 Reviewed the defendants' portion of the joint pretrial statement
L430 A102 Researched admissibility of prior arrests for use in a trial brief
L430 A107 Negotiated the wording of the joint statement of the case to be read to the jury
L440 A101 Prepared the direct examination of plaintiff for trial
L450 A109 Attended the second day of the jury trial
L460 A103 Drafted the opposition to defendants' motion for a new trial
`;
