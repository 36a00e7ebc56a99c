/**
 * Banks, foreclosures, guaranties, bankruptcies: loan words, borrower and guarantor in place of parties. Habits of the
 * house: motions to dismiss under L210; all research under L120.
 */
export const LENDER_CREDITOR = `
L110 A104 Reviewed loan file, payment history and forbearance letters
L110 A106 Spoke with bank's special assets officer regarding course of dealing with borrower
L110 A108 Called appraiser for data behind 2019 valuation
L120 A102 Ran judgment, lien and entity searches on guarantors
L110 A103 Compiled ledger of advances and defaults
L110 A108 Called county recorder on missing assignment of deed of trust
L120 A106 Discussed remedies, judicial versus nonjudicial, with bank
L120 A102 Researched one-action rule and guarantor waivers
L120 A104 Assessed lender liability allegations and likely defenses
L120 A103 Prepared recommendation letter on collection prospects
L120 A105 Conferred with bankruptcy partner on effect of chapter 11 filing upon our claims
L120 A106 Reported to credit committee on litigation risk
L160 A107 Discussed discounted payoff with borrower's counsel
L160 A103 Drafted forbearance and settlement agreement
L160 A106 Obtained bank's response to workout proposal
L160 A104 Reviewed guarantor's financial statement for settlement purposes
L160 A107 Rejected counterproposal and conveyed bank's final terms to debtor's lawyer
L160 A103 Revised deed in lieu and mutual releases
L210 A103 Drafted complaint on note and guaranty
L210 A104 Reviewed borrower's answer and setoff counterclaim
L210 A103 Drafted adversary complaint to determine dischargeability
L210 A103 Revised verified petition for receiver and foreclosure
L210 A107 Email with debtor's counsel about time to plead
L120 A102 Researched whether fraud counterclaim must be pleaded specially
L240 A103 Prepared summary judgment motion on promissory note
L240 A103 Drafted bank officer's affidavit for summary judgment
L240 A104 Reviewed guarantor's opposition to summary judgment
L120 A102 Researched usury savings clause for summary judgment reply
L240 A106 Sent affidavit of indebtedness to bank for execution, summary judgment
L250 A103 Drafted motion for relief from stay
L250 A103 Prepared motion for default and supporting declaration
L250 A103 Prepared motion to confirm sale
L250 A104 Reviewed receiver's motion for instructions
L120 A102 Researched service by publication for motion
L250 A107 Corresponded with trustee's counsel on agreed order granting stay relief
L250 A104 Reviewed debtor's cash collateral motion
L310 A103 Prepared debtor interrogatories
L310 A103 Responded to borrower's requests for admissions
L310 A104 Reviewed guarantor's evasive interrogatory responses
L310 A106 Asked bank officer for facts needed to answer interrogatories
L310 A107 Letter to borrower's counsel requesting complete interrogatory answers
L310 A103 Drafted objections to written discovery from junior lienholder
L320 A104 Reviewed bank emails for privilege before production
L320 A103 Drafted production requests to guarantors on asset transfers
L320 A106 Arranged with bank for statements and wire records to produce
L320 A110 Prepared loan documents for production, numbering
L320 A108 Followed up with title company on subpoenaed escrow file
L320 A104 Reviewed borrower's tax returns produced
L330 A101 Prepared for debtor's examination under Rule 2004
L330 A109 Attended deposition of borrower's controller
L330 A104 Reviewed transcript of loan officer deposition
L330 A106 Prepared loan officer for deposition
L330 A103 Prepared subpoena for deposition of bookkeeper
L330 A107 Emailed counsel on guarantor deposition date
L340 A108 Conferred with valuation expert on collapse of rents
L340 A104 Reviewed borrower's banking practices expert report
L340 A103 Prepared expert witness disclosures on value
L340 A108 Call with forensic accountant on draft report
L340 A101 Prepared for deposition of debtor's appraiser
L350 A103 Drafted motion to compel guarantor's asset disclosures
L350 A104 Reviewed borrower's motion for protective order concerning trade creditors
L350 A107 Conferred with borrower's counsel on discovery objections before motion
L120 A102 Researched bank examination privilege for motion to compel response
L350 A103 Prepared motion for sanctions for failing to appear and produce
L430 A103 Prepared trial brief on deficiency
L430 A103 Drafted proposed findings after trial
L430 A104 Reviewed borrower's pretrial statement
L430 A107 Conferred with counsel on joint pretrial stipulation of facts
L430 A103 Motion in limine to exclude oral modification evidence
`;
