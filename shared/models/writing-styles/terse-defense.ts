/**
 * Insurance defense, written in a hurry: clipped verbs, panel-counsel shorthand, the carrier's people by role. Habits of
 * the house: motions in limine under L250; the client's help with documents under L110.
 */
export const TERSE_DEFENSE = `
L110 A104 Rvw police rpt and scene photos re: point of impact
L110 A104 Recvd/rvwd EMS run sheet and ER chart of pltf
L110 A104 Rvw 911 audio log and dispatch notes
L110 A106 TC w/ insured driver re: how accident happened, witnesses at scene
L110 A108 TC to tow yard re: hold on vehicle and black box download
L110 A103 Ltr to employer of pltf requesting payroll and attendance file
L110 A108 Follow up w/ SIU re: canvass of neighbors and store video
L110 A104 Rvw prior claims index search (ISO) on pltf
L120 A103 Dft initial case eval to carrier: liability, damages, venue
L120 A104 Eval of comparative fault given light sequence and skid data
L120 A106 TC w/ adjuster re: reserve and overall handling plan
L120 A102 Rsch assumption of risk for recreational premises
L120 A105 Conf w/ KLM re: which affirmative defenses to press
L120 A103 90-day rpt to claims examiner w/ evaluation of exposure
L120 A106 Email claims rep w/ recommendation not to tender to co-deft at this time
L160 A106 TC w/ adjuster re: authority for upcoming mediation
L160 A103 Dft confidential mediation stmt
L160 A107 TC w/ pltf atty re: demand of policy limits
L160 A104 Rvw time-limit demand pkg and specials
L160 A108 Email w/ mediator's office re: dates and briefing format
L160 A103 Prep release and dismissal papers
L160 A107 Ltr to pltf atty countering at low five figures
L160 A101 Prep for MSC, outline of negotiation brackets
L210 A104 Rvw summons & complaint for responsive pleading date
L210 A103 Dft answer w/ affirm. defs. to 1st amended complaint
L210 A103 Prep third-party complaint vs snow removal contractor
L210 A107 TC w/ pltf atty re: ext of time to answer
L210 A104 Rvw co-deft's cross-claim for contractual indemnity
L210 A102 Rsch pleading std for punitive damages vs common carrier
L240 A103 Dft MSJ on lack of notice of spill
L240 A104 Rvw pltf's opp to MSJ and decl of store clerk
L240 A102 Rsch trivial defect doctrine, recent app cases for MSJ
L240 A103 Dft sep stmt of undisputed facts
L240 A106 Email to adjuster re: chances and cost of MSJ
L240 A104 Analyze whether workers comp exclusivity supports SJ
L250 A103 Dft mtn to change venue to county of accident
L250 A103 Stip and proposed order to continue trial date
L250 A104 Rvw pltf's mtn for leave to amend to add employer
L250 A102 Rsch good faith settlement determination objections by non-settling deft
L250 A107 Ltr to all counsel re: stip to consolidate w/ companion action
L310 A103 Dft form rogs and special rogs to pltf, set one
L310 A103 Dft resps to pltf RFAs
L310 A104 Rvw pltf's rog answers, note gaps re: prior back injuries
L310 A106 Ltr to insured enclosing rogs w/ instructions and verification
L310 A106 TC w/ insured to go over answers to rogs
L310 A107 Meet/confer ltr to pltf atty re: non-answers on wage loss
L320 A104 Rvw med recs of pltf recvd from copy service (412 pp)
L320 A103 Dft RFP to pltf, set two
L320 A110 Bates-stamp and index insured's maintenance file for prod
L320 A103 Dft priv log for claim file mtls withheld
L320 A108 TC w/ custodian at imaging center re: missing films
L320 A103 Prep subp duces tecum to pltf's chiropractor
L330 A101 Prep for depo of pltf, outline of areas
L330 A109 Attend depo of treating orthopedist
L330 A104 Rvw & summarize depo tr of eyewitness passenger
L330 A103 Dft notice of depo and doc requests to bus operator
L330 A106 Meet w/ insured to prep for his depo
L330 A107 TC w/ co-def counsel re: depo dates and order
L330 A106 Rpt to carrier re: depo testimony of pltf's spouse
L340 A108 TC w/ biomechanical expert re: delta-V calcs
L340 A104 Rvw rpt of pltf's life care planner
L340 A103 Dft expert disclosure, ortho and accident recon
L340 A101 Prep to depose pltf's economist
L340 A108 Ltr to IME doctor w/ films and records
L340 A104 Analyze IME rpt for causation opinions
L350 A103 Dft mtn to compel IME of pltf
L350 A104 Rvw pltf's mtn to quash subp for psych recs
L350 A103 Dft opp to mtn for protective order re: apex witness
L350 A109 Appear at informal discovery conf
L350 A102 Rsch waiver of privilege by tendering emotional distress
L250 A103 Dft mtns in limine re: liability ins and sub. remedial measures
L430 A103 Dft special verdict form and instrs
L430 A104 Rvw pltf's trial brief and witness list
L430 A102 Rsch admissibility of unpaid medical bills, for MIL
L430 A107 TC w/ pltf atty re: joint exh list and stips
L450 A109 Attend trial, day 3, cross of pltf's treater
L230 A109 Appear at CMC
L140 A110 Update pleadings index and correspondence binder
`;
