/** Transactional work: documents, diligence, closing. Its tasks are those of the project set. */
export const DEAL_TEAM = `
P200 A104 Due diligence review of target's top customer contracts for assignment provisions
P200 A104 Go through data room folder on employee benefits; note open points
P200 A103 Prepare diligence issues list for buyer
P200 A105 Diligence coordination call among specialists (tax, IP, labor)
P200 A106 Walk client's corporate development through red flags in leases
P200 A108 Request missing schedules from seller's accountants
P210 A104 Review charter, bylaws and minute books of acquired entities
P230 A102 Research anti-assignment law applicable to software licenses
P300 A106 Conference with client CFO regarding earn-out mechanics
P300 A105 Conference with tax group on step plan
P300 A102 Research whether HSR filing threshold is met
P300 A103 Structure memo comparing asset and stock purchase
P400 A103 Draft stock purchase agreement
P400 A103 Mark up seller's form of disclosure schedules
P400 A103 Prepare board consent and officer's certificate
P400 A103 Draft amended operating agreement, capital account provisions
P400 A104 Review first turn of credit agreement from lenders
P400 A104 Review landlord estoppel forms
P400 A106 Email to client with explanatory note on non-compete and indemnity cap
P400 A103 Revise side letter for anchor investor
P500 A107 Negotiate reps and warranties with seller's counsel
P500 A107 All-hands call with counterparty's lawyers over purchase price adjustment
P500 A107 Emails with lender's counsel regarding intercreditor points
P500 A103 Turn next draft of merger agreement to reflect negotiated points
P500 A106 Call with client on remaining business points, basket and escrow
P500 A104 Review issues list circulated by sponsor's counsel
P500 A103 Revise transition services agreement per comments of the other side
P500 A108 Call with R&W insurance underwriter
P500 A108 Discuss environmental report with consultant
P500 A105 Confer with P. Lang about fallback positions on MAC clause
P600 A103 Prepare closing checklist and signature packets
P600 A110 Compile closing sets and distribute executed copies
P600 A107 Coordinate release of signature pages with seller's counsel
P600 A108 Calls with title company and escrow agent to confirm wires
P600 A104 Final read of funds flow
P600 A106 Update client on satisfaction of conditions to close
P600 A101 Get ready for closing: open items, bring-down calls
P700 A103 Post-closing filings with Secretary of State
P700 A104 Review working capital statement delivered after closing
P700 A106 Advise client about notice deadline under earn-out
P260 A104 Review patent schedule and chain of title
P270 A103 Draft consent letter to regulator for change of control
P270 A108 Telephone calls with agency staff on status of license transfer
P280 A101 Plan workflow for second request
L160 A103 Draft settlement and mutual release resolving working capital dispute
L120 A104 Analyze claim notice under purchase agreement for indemnifiable losses
L110 A104 Review data room and closing emails to reconstruct negotiation of the earn-out
L210 A103 Draft complaint for specific performance of merger agreement
L160 A107 Negotiate standstill and tolling with buyer's lawyers
L120 A106 Advise client's GC on remedies if buyer refuses to close
`;
