/**
 * Hospitals and physicians: medical words, a nurse paralegal's hand, reports to risk management. Habits of the house:
 * talks with experts under L130; pleadings that come in under L120.
 */
export const MEDICAL_DEFENSE = `
L110 A104 Chart analysis: labor and delivery, fetal strips
L110 A106 Interview of Dr. Okonkwo concerning decision to discharge
L110 A106 Conference with risk management concerning identity of floor staff
L110 A103 Prepare medical chronology from prenatal course to transfer
L110 A104 Evaluate anesthesia record and code sheet
L110 A108 Contact prior treaters for history
L110 A102 Medical literature search on shoulder dystocia
L120 A104 Assess standard of care and causation issues in light of chart
L120 A103 Prepare initial evaluation to professional liability carrier
L120 A102 Research damages caps and periodic payment statute
L120 A105 Discuss apparent agency defense with senior partner
L120 A106 Advise risk management of litigation plan
L120 A106 Report to carrier on trial judge, venue and prospects
L160 A106 Conference with carrier and insured on consent to settle
L160 A107 Discussion with plaintiff's counsel regarding high-low
L160 A103 Prepare pre-mediation report
L160 A104 Evaluate life care costs in connection with settlement demand
L160 A108 Consult annuity broker on structured settlement
L160 A103 Prepare minor's compromise petition
L210 A103 Prepare answer on behalf of hospital and nurses
L120 A104 Evaluate complaint and affidavit of merit
L210 A103 Prepare cross-claim against emergency physicians group
L210 A102 Research adequacy of affidavit of merit by non-specialist
L210 A107 Discuss dismissal of misnamed resident from complaint
L240 A103 Prepare summary judgment motion, lack of causation evidence
L240 A103 Prepare affidavit of defendant physician for summary judgment
L240 A104 Evaluate plaintiff's affidavits opposing summary judgment
L240 A102 Research loss of chance in connection with summary judgment
L240 A101 Prepare to argue motion to dismiss time-barred claims
L250 A103 Prepare motion to bifurcate punitive damages
L250 A103 Prepare qualified protective order motion for HIPAA interviews
L250 A104 Evaluate plaintiff's motion to add clinic
L250 A102 Research mandatory arbitration agreements signed at admission
L250 A107 Discuss joint motion to reset trial
L310 A103 Prepare responses to plaintiff's interrogatories to hospital
L310 A104 Evaluate plaintiff's interrogatory answers on prior pregnancies
L310 A106 Conference with nurse manager to obtain facts for interrogatory responses
L310 A103 Prepare supplemental interrogatories on economic loss
L310 A107 Letter to plaintiff's counsel demanding signed interrogatory answers
L320 A104 Evaluate audit trail and metadata of electronic chart prior to production
L320 A108 Order complete radiology set from outside imaging group
L320 A103 Prepare objection to production of peer review file
L320 A106 Contact risk management for policies and call schedules to be produced
L320 A110 Organize and paginate records from eleven providers
L320 A104 Evaluate newly received pediatric neurology records
L320 A103 Prepare authorizations and subpoenas for school records
L330 A101 Prepare for deposition of infant's mother
L330 A109 Defend deposition of charge nurse
L330 A104 Abstract deposition of maternal fetal specialist
L330 A106 Prepare Dr. Okonkwo for deposition
L330 A103 Prepare report to carrier following deposition of nurse midwife
L330 A107 Correspondence with plaintiff's counsel scheduling treaters' depositions
L130 A108 Conference with obstetrical expert on standard of care
L340 A104 Evaluate plaintiff's neuroradiology expert disclosure
L340 A103 Prepare certification and expert interrogatory answers
L340 A101 Prepare for discovery deposition of plaintiff's nursing expert
L130 A108 Transmit fetal strips to placental pathologist for opinion
L340 A102 Medical literature search to cross-examine plaintiff's expert
L350 A103 Prepare opposition to motion to compel incident reports
L350 A103 Prepare motion to compel genetic testing
L350 A104 Evaluate motion for in camera review of quality committee minutes
L350 A107 Discuss scope of peer review objections with plaintiff's counsel
L350 A102 Research patient safety work product privilege
L430 A103 Prepare motions in limine to bar hindsight testimony
L430 A103 Prepare non-standard jury instructions on informed consent
L430 A104 Evaluate plaintiff's proposed exhibits and demonstrative objections for trial
L430 A107 Discuss agreed trial stipulations on medical bills
L430 A103 Prepare response to plaintiff's trial brief on agency
`;
