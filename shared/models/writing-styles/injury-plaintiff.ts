/**
 * Claimants' lawyers' own records: "clt", "def", "o/p", insurance people, medical bills. Habits of the house: records of
 * third parties under L110; requests for documents under L310.
 */
export const INJURY_PLAINTIFF = `
L110 A106 Intake mtg w/ clt, facts of fall and injuries
L110 A104 Look at scene video clt took and stairs code
L110 A108 Call to witness on accident card; will give stmt
L110 A103 FOIA request for 911 tapes
L110 A103 Preservation letter to grocery chain
L110 A104 Check hospital bills & records as they come in, first look at injuries
L110 A108 Canvass of neighbors near crosswalk
L120 A105 Case roundtable w/ partners, keep or drop
L120 A102 Research snow and ice statute
L120 A106 Tell clt plan of action and what we need
L120 A104 Evaluate insurance available, stacking, UIM
L120 A103 Memo on liability problems
L160 A103 Demand pkg to carrier w/ specials and photos
L160 A107 Neg. w/ defense atty
L160 A108 Neg. w/ adjuster for GEICO pre-suit
L160 A106 Clt call about offer, net recovery explained
L160 A103 Distribution sheet and release
L160 A101 Mediation prep, demonstrative of surgeries
L160 A104 Lien reductions worked up
L210 A103 Complaint and jury demand
L210 A103 Amend complaint to name maintenance co.
L210 A104 Read answer & special defenses
L210 A103 Reply to special defenses
L210 A107 Def atty asks for time to plead, agreed
L210 A102 Research notice pleading vs. state agency
L240 A103 Brief opposing SJ, notice of defect
L240 A104 Read SJ motion and exhibits
L240 A102 SJ research: mode of operation rule
L240 A103 Clt's affidavit for SJ opposition
L240 A101 Prep SJ argument
L250 A103 Motion to advance trial date, clt's age
L250 A103 Objection to motion to implead
L250 A104 Read motion to bifurcate
L250 A102 Research prejudgment remedy motion
L250 A107 Def atty call on consent to motion to substitute estate
L310 A103 Std. interrogatories to def
L310 A103 Clt's compliance w/ interrogatories
L310 A104 Go over def's interrogatory answers, no incident report
L310 A106 Clt in office, interrogatory answers and authorizations
L310 A107 Letter def atty, answers to interrogatories late
L310 A103 Requests to admit bills
L320 A104 Go over sweep logs and store policies def produced
L310 A103 RFP to def: video, sweep logs
L320 A106 Clt to send tax returns & photos for production
L110 A108 Records requests to six providers; follow-up calls
L320 A110 Organize med bills & records by date for production
L320 A107 Def atty to turn over native video
L330 A101 Prep outline, store mgr depo
L330 A109 Depo of store mgr
L330 A106 Prep clt for depo
L330 A104 Read clt's depo & errata
L330 A103 Re-notice depos of two stockers
L330 A107 Def atty calls to set depos
L340 A108 Call Dr. Levin re causation & permanency opinion
L340 A103 Disclose Dr. Levin and engineer
L340 A104 Read DME report
L340 A101 Prep depo of DME doctor
L340 A108 Letter to life care planner w/ records
L350 A103 Motion to compel incident report
L350 A107 Good faith call w/ def atty on objections
L350 A104 Read def's motion for protective order, store video
L350 A102 Research privilege, incident report to insurer
L350 A109 Short calendar, argue motion to compel
L430 A103 MILs: seat belt, collateral source
L430 A103 Jury charge & interrogs to jury
L430 A104 Read def's MILs
L430 A107 Def atty, trial mgmt report
L430 A102 Research evidence of immigration status at trial
L450 A109 Jury selection, day 2
`;
