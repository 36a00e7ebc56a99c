/**
 * Sole practitioners and young associates who write as one talks: no form, little law, many small words. Habits of the
 * house: motions in limine under L250; pleadings that come in under L120.
 */
export const DIARY = `
L110 A106 Long talk with Mrs. Ferrante on what happened at the nursing home
L110 A104 Went through the box of papers the family dropped off
L110 A108 Drove by the intersection and spoke with the shop owner across the street
L110 A103 Wrote down what everybody remembers while it is fresh
L110 A108 Left word for night nurse; she called back and told me about staffing
L110 A102 Dug around online for state inspection results
L120 A105 Bounced ideas off Greg as to who else should be sued
L120 A102 Hit the books on charitable immunity
L120 A106 Told client honestly what I think the case is worth and why
L120 A104 Gave some thought to venue and whether we want a jury
L120 A103 Typed up case plan
L120 A106 Client wanted to know what comes next; explained
L160 A107 Adjuster's lawyer phoned with an offer; told him we were far apart
L160 A103 Put demand letter together with bills and photos
L160 A106 Went over the offer with the family
L160 A104 Looked hard at their release, too broad
L160 A101 Got ready for Thursday's mediation
L160 A109 All day at mediation
L160 A108 Quick word with mediator on liens
L210 A103 Got the complaint into final shape
L120 A104 Their answer came in; read it
L210 A103 Redid counts two and five after demurrer ruling, amended complaint
L210 A106 Client came in to go over and sign the complaint
L210 A107 Gave defense more time to answer, confirming email
L210 A102 Checked whether certificate of merit has to go with the complaint
L240 A103 Spent the day on our brief against summary judgment
L240 A104 Read their summary judgment motion twice, made notes
L240 A102 Tracked down cases to beat summary judgment on causation
L240 A103 Put affidavits together to oppose summary judgment
L240 A101 Ran through summary judgment argument out loud
L250 A103 Knocked out motion to extend deadlines
L250 A103 Motion for substituted service, with affidavit of diligence
L250 A104 Read motion to strike jury demand
L250 A102 Checked local rules and cases for our motion to reopen
L250 A107 Asked other side whether they will oppose our motion to extend
L250 A103 Wrote short opposition to motion to transfer
L310 A103 Wrote up interrogatories for the home
L310 A103 Answered their second batch of interrogatories
L310 A104 Went through their interrogatory answers with highlighter
L310 A106 Client on phone an hour getting answers for interrogatories
L310 A107 Nagged defense counsel on overdue answers to interrogatories
L320 A104 Read every page of the nursing chart they gave us
L320 A103 Asked for policies and staffing sheets: request to produce
L320 A110 Put Bates numbers on our records and burned disc
L320 A106 Daughter brought in more photos and bills for us to turn over
L320 A108 Called hospital again for the missing chart pages
L320 A107 Called other side, boxes of records incomplete
L330 A101 Wrote questions for charge nurse's deposition
L330 A109 Took administrator's deposition, short day
L330 A104 Read through the aide's deposition and tabbed good parts
L330 A106 Had client in to practice for her deposition
L330 A103 Sent out deposition notices for three aides
L330 A107 Back and forth with other lawyers to find deposition dates
L340 A108 Talked to our wound care doctor, wants more records
L340 A104 Read defense geriatrician's report
L340 A103 Wrote up expert disclosure for Dr. Sandoval
L340 A101 Boned up for deposition of their infection expert
L340 A108 Sent records to new expert with cover letter explaining what we need
L350 A103 Finally wrote motion to compel incident reports
L350 A107 Tried once more to get defense counsel to give up incident reports without a motion
L350 A104 Read their response to our motion to compel
L350 A102 Found cases on peer review privilege for motion to compel
L350 A109 Argued motion to compel before the discovery commissioner
L250 A103 Wrote motions in limine
L430 A103 Put together jury instructions
L430 A104 Read through their motions in limine
L430 A103 Trial brief, short version
L430 A107 Fought with defense counsel over agreed exhibits and pretrial order
`;
