/**
 * Probate contests, trusts and partnerships between relatives: short clauses run together with "and", "@", "K", "w/o".
 * Habits of the house: talks with the client about facts, offers and motions under L120; depositions of experts under
 * L330.
 */
export const ESTATES_FAMILIES = `
L110 A104 rev'd hospital & hospice notes on decedent's capacity
L120 A106 o/c w/ client and brother, history of dad's accounts
L110 A108 spoke w/ notary who witnessed codicil
L110 A108 p/c w/ caregiver, visits in last months
L110 A103 family tree and timeline of transfers
L110 A102 searched deeds and DMV for titled assets
L120 A102 looked at presumption of undue influence, burden shifting
L120 A106 p/c w/ client, no-contest clause and whether worth the risk
L120 A105 t/w partner, standing of stepchildren
L120 A103 ltr to client w/ our view of odds and costs
L120 A104 considered accounting vs. removal as first move
L160 A107 p/c w/ atty for trustee, buyout of ranch share
L160 A103 drafted family settlement agmt
L120 A106 emailed client counteroffer and our advice
L160 A104 rev'd term sheet from other siblings
L160 A108 p/c w/ mediator, who should be in the room
L160 A101 prep'd for settlement conf
L210 A103 drafted petition to remove trustee and surcharge
L210 A103 drafted objections to petition for probate
L210 A104 rev'd response to our petition
L210 A103 drafted amended contest adding lack of capacity
L210 A106 met client to sign verification to petition
L210 A102 looked at deadline to contest trust after notification
L240 A103 drafted opp to summary judgment on codicil
L240 A104 rev'd trustee's summary judgment papers
L240 A102 looked for cases on lost wills for summary judgment
L240 A103 drafted decl of treating dr for summary judgment opp
L250 A103 drafted ex parte to suspend powers and freeze accts
L250 A103 drafted motion for instructions
L250 A104 rev'd motion to appoint special administrator
L250 A102 looked at fee-shifting on bad faith objections for motion
L250 A107 emailed opp atty, stip for interim distributions
L250 A103 drafted opp to motion to disqualify
L310 A103 drafted special interrogs to trustee
L310 A103 drafted responses to form interrogs
L310 A104 rev'd answers to interrogs, no detail on loans
L310 A106 p/c w/ client for interrog answers
L310 A107 ltr to opp atty, interrog answers late
L320 A104 rev'd 6 yrs of bank stmts produced by trustee
L320 A103 drafted demand for trust accountings & statements
L320 A106 emailed client list of papers we must produce
L320 A108 p/c w/ bank's legal dept, subpoenaed signature cards
L320 A110 numbered and copied client's letters for production
L320 A107 emailed opp atty, pages missing from production
L330 A101 prep'd outline for depo of trustee
L330 A109 depo of drafting attorney
L330 A104 rev'd depo of caregiver, marked pages
L330 A106 met client, what to expect at depo
L330 A103 drafted depo notices and subpoenas
L330 A107 emailed opp attys, depo calendar
L340 A108 p/c w/ geriatric psychiatrist, needs records
L340 A104 rev'd handwriting examiner's report for other side
L340 A103 drafted expert exchange
L330 A101 prep'd for depo of trustee's CPA expert
L340 A108 emailed forensic accountant spreadsheets and Qs
L350 A103 drafted motion to compel accountings & sanctions
L350 A107 meet/confer ltr, privilege claimed for drafter's file
L350 A104 rev'd opp to motion to compel
L350 A102 looked at testamentary exception to privilege for motion to compel
L350 A103 drafted opp to motion to quash bank subpoena
L430 A103 drafted trial brief on capacity
L430 A103 drafted motion in limine, decedent's statements
L430 A104 rev'd trustee's trial exhibits, evidentiary objs
L430 A107 p/c w/ opp atty, joint trial stmt
L430 A103 drafted proposed stmt of decision
`;
