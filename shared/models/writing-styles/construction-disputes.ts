/**
 * Builders, owners and sureties: project words, verbs of working together, dates of change orders in place of issues.
 * Habits of the house: requests for documents under L310; offers and demands weighed under L120.
 */
export const CONSTRUCTION_DISPUTES = `
L110 A104 Sift through daily logs and RFIs for the curtain wall installation
L110 A108 Site walk interview with masonry foreman
L110 A106 Sit down with project executive to learn how the punch list grew
L110 A103 Build spreadsheet of change orders, pay apps and back charges
L110 A108 Reach out to city inspector for recollection of footing inspection
L110 A102 Look for lien filings and licensing board history of framer
L120 A103 Evaluate delay claim and write up opinion for surety
L120 A105 Talk through bond defenses with Martinez
L120 A102 Check law on pay-if-paid clauses
L120 A106 Report to owner on where case stands and proposed course
L120 A104 Weigh merits of differing site conditions theory
L120 A105 Brainstorm allocation of fault among trades
L160 A107 Discuss global deal among trades with plaintiff's counsel
L160 A103 Write mediation position paper with cost breakdown
L120 A104 Compare carriers' contribution offers
L160 A106 Let client know developer's bottom line
L160 A108 Speak to mediator about site visit before session
L160 A103 Paper settlement with repair protocol and releases
L160 A101 Ready materials for mediation
L210 A103 Put together complaint to foreclose mechanic's lien
L210 A103 Answer developer's cross-complaint for indemnity
L210 A104 Look through new third-party complaint naming window supplier
L210 A102 Check deadline and elements for contractor's license defense as pled
L210 A106 Get homeowner association's sign-off on amended complaint
L210 A107 Agree with counsel for plumber on responsive pleading date
L240 A103 Work up motion for summary judgment on one-year warranty
L240 A104 Look through surety's summary judgment papers
L240 A102 Find support for completed-and-accepted doctrine in dispositive motion
L240 A103 Prepare superintendent's declaration supporting summary adjudication
L240 A101 Prepare to argue summary judgment
L240 A105 Kick around summary judgment arguments with partner
L250 A103 Prepare motion to expunge lien
L250 A103 Seek continuance: draft motion and declaration
L250 A104 Look through motion for determination of good faith settlement
L250 A102 Find authority for appointing a referee
L250 A107 Talk with counsel about stipulating to arbitration of smaller claims
L250 A103 Oppose application to intervene by lender
L310 A103 Respond to roofer's written questions, first set
L310 A103 Serve tailored interrogatories on each subcontractor
L310 A104 Size up architect's interrogatory answers
L310 A106 Gather details from site office to answer discovery requests
L310 A107 Push concrete sub's counsel for verified answers
L320 A104 Wade through 14 boxes of job files for production
L320 A110 Scan and code as-built drawings
L320 A106 Help client locate bid files and emails to be produced
L320 A108 Arrange with copy shop to image plan room
L310 A103 Demand production of job cost reports
L320 A107 Ask architect's lawyer for native schedule files
L330 A101 Lay out topics for deposition of project scheduler
L330 A109 Sit in on deposition of crane operator
L330 A104 Boil down owner's deposition to key cites
L330 A103 Serve notice for deposition of person most qualified
L330 A106 Help estimator get comfortable with deposition process
L330 A107 Juggle deposition calendar with six firms
L340 A108 Work with scheduling consultant on windows analysis
L340 A104 Pick apart opposing structural engineer's opinions
L340 A103 Identify experts: designation and declarations
L340 A101 Map out questions for geotechnical expert's deposition
L340 A108 Visit site with waterproofing expert
L350 A103 Move for order compelling destructive testing
L350 A104 Look through opposition on privilege for cost audits
L350 A107 Try to work out fight over tax returns without motion
L350 A102 Find rules on discovery cutoffs and late demands for protective order
L350 A103 Ask court for sanctions on account of withheld emails
L430 A103 Shape trial brief on delay damages
L430 A103 Ask court in limine to bar unlisted change orders
L430 A104 Go through opponents' exhibit list and note evidentiary objections for trial
L430 A107 Settle wording of jury instructions with opposing counsel
`;
