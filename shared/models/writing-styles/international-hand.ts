/**
 * Lawyers trained abroad in American cases: "liaise", "settle" a draft, "instructions", "the other side". Habits of the
 * house: motions to dismiss under L210; offers and demands weighed under L120.
 */
export const INTERNATIONAL_HAND = `
L110 A104 Consider shipment dossier and port authority certificates sent by client
L110 A106 Taking client's account of how charter negotiations unfolded
L110 A108 Liaise with surveyor in Rotterdam for cargo particulars
L110 A103 Preparing note of meeting with master and crew
L110 A104 Working through telexes and fixture recaps to establish dates
L110 A102 Enquiries of companies registers for ownership of vessel interests
L120 A106 Advising client as to merits and recoverable damages
L120 A103 Note of advice on limitation and jurisdiction clause
L120 A102 Considering case law on incorporation of terms by reference
L120 A105 Discussing with LMR how best to run the case
L120 A104 Weighing up whether security should be sought first
L120 A106 Taking instructions on overall approach
L160 A107 Without prejudice call with the other side
L160 A103 Settling wording of without prejudice offer
L160 A106 Reporting offer to client and taking instructions to counter
L120 A104 Considering terms proposed by other side's insurers
L160 A103 Preparing settlement deed and tomlin-style order
L160 A108 Liaise with mediator about venue and bundles
L160 A101 Readying for mediation, position and fallback
L210 A103 Settling particulars of claim for the complaint
L210 A103 Preparing answer with reservation of jurisdiction
L210 A104 Considering defence and counterclaim received
L210 A106 Sending complaint to client for approval
L210 A107 Agreeing with the other side more time for the answer
L210 A102 Considering authorities on pleading foreign law
L240 A103 Settling brief for summary judgment
L240 A104 Considering other side's evidence in answer to summary judgment
L210 A102 Authorities for dismissal on forum grounds and want of a claim
L210 A103 Finalising witness declaration supporting dismissal motion
L240 A101 Preparing to be heard on summary judgment
L250 A103 Settling motion for letters rogatory
L250 A103 Preparing application to discharge attachment
L250 A104 Considering motion by charterers to be joined
L250 A102 Authorities on security for costs motion
L250 A107 Correspondence with other side over consent order for stay
L310 A103 Settling replies to interrogatories
L310 A104 Considering other side's replies, incomplete as to bunkers
L310 A106 Taking instructions from client for replies to interrogatories
L310 A103 Framing requests for admission of delivery dates
L310 A107 Pressing the other side for proper replies to interrogatories
L320 A104 Going through client's archive for documents to be disclosed
L320 A103 Settling requests for documents from the disponent owner
L320 A106 Advising client on preservation and disclosure of documents
L320 A108 Liaise with translators over Dutch documents to be produced
L320 A110 Paginating and indexing disclosure bundles
L320 A107 Requesting missing pages of other side's disclosure
L330 A101 Preparing questions for deposition of chief officer
L330 A109 Attending deposition of terminal manager by video
L330 A106 Familiarising master with deposition procedure
L330 A104 Considering transcript of ship manager's deposition
L330 A103 Settling notice of deposition
L330 A107 Fixing dates for depositions with the other side
L340 A108 Liaise with metallurgical expert on draft report
L340 A104 Considering report of other side's fuel expert
L340 A103 Settling expert disclosure
L340 A101 Preparing topics for cross-examination of quantum expert at deposition
L340 A106 Advising client on choice of expert
L350 A103 Settling motion to compel logs
L350 A104 Considering objection to our subpoena and motion for protective order
L350 A107 Attempting to agree scope of discovery with other side before motion
L350 A102 Authorities on foreign blocking statutes in motions to compel
L430 A103 Settling opening brief for trial
L430 A103 Preparing proposed findings
L430 A104 Considering other side's list of trial exhibits
L430 A107 Agreeing pretrial order with other side
L430 A103 Settling motion to exclude late statement at trial
`;
