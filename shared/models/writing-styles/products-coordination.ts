/**
 * National coordinating counsel in products and drug cases: plain present tense, purpose clauses, local counsel. Habits
 * of the house: requests for documents under L310; motions to dismiss under L210.
 */
export const PRODUCTS_COORDINATION = `
L110 A104 Assess adverse event reports and complaint files to determine lot numbers at issue
L110 A106 Interview client's quality engineer on design history of the valve
L110 A108 Contact distributor to trace chain of custody of the product
L110 A103 Outline sales and warning history by model year
L110 A102 Search dockets and jury reports for similar incidents with same device
L110 A104 Examine exemplar ladder and inspection photographs with an eye to misuse
L120 A105 Consult with national trial team about bellwether selection
L120 A103 Prepare memorandum for client evaluating federal preemption across jurisdictions
L120 A102 Survey innovator liability decisions by state
L120 A106 Brief client's litigation group on docket trends and forecast
L120 A107 Confer with local counsel in Ohio on judge, jury pool and common defenses
L120 A104 Analyze plaintiff's usage history for alternative causation defenses
L160 A106 Advise client on inventory settlement grid and participation rates
L160 A107 Engage with plaintiffs' steering committee about categories of compensable injury
L160 A103 Revise master settlement agreement, opt-out provisions
L160 A108 Coordinate with claims administrator and special master on allocation
L160 A104 Evaluate plaintiffs' proposed matrix values
L160 A103 Compose mediation letter summarizing weaknesses of failure-to-warn claim
L210 A103 Adapt master answer to short-form complaint
L210 A104 Screen newly served complaints for fraudulent joinder
L210 A103 Draft notice of removal on diversity grounds
L210 A107 Work with local counsel to finalize and file answer
L210 A102 Determine time limits for answering in three states
L210 A103 Write brief for judgment on the pleadings, preemption
L240 A102 Gather authority on learned intermediary doctrine in support of summary judgment
L240 A104 Scrutinize plaintiff's summary judgment opposition for unsupported assertions
L240 A103 Edit statement of undisputed material facts
L240 A107 Confer with co-defendant's lawyers on joint summary judgment motion
L240 A106 Obtain client's input on draft summary judgment brief
L250 A103 Draft motion for transfer to the multidistrict panel
L250 A103 Prepare Lone Pine motion and proposed case management order
L250 A104 Evaluate plaintiffs' motion to remand
L250 A103 Write opposition to remand
L250 A102 Examine law on personal jurisdiction over foreign parent for motion to quash service
L250 A107 Align with co-defendants on joint motion to extend stay
L310 A103 Tailor national responses to plaintiff's interrogatories
L310 A104 Inspect plaintiff fact sheets for omissions
L310 A106 Confirm accuracy of interrogatory answers with client's regulatory affairs
L310 A107 Send overdue-fact-sheet letters to plaintiffs' counsel
L310 A103 Draft requests to admit genuineness of labeling
L320 A104 Screen research and development files for trade secrets ahead of production
L320 A108 Direct vendor on processing of lab notebooks
L320 A106 Arrange collection from marketing custodians with client's records manager
L320 A103 Draft ESI protocol
L320 A104 Evaluate pharmacy and medical records obtained for new plaintiff
L320 A110 Track and log productions made in other jurisdictions
L330 A101 Assemble materials and themes for deposition of implanting surgeon
L330 A109 Conduct deposition of product identification witness
L330 A106 Ready client's director of pharmacovigilance to testify as corporate designee
L330 A104 Abstract testimony of sales representative
L330 A103 Draft cross-notice of corporate deposition
L330 A107 Arrange depositions of prescribing physicians with plaintiff's firm
L340 A108 Work with epidemiologist on meta-analysis
L340 A104 Dissect general causation report of plaintiffs' toxicologist
L340 A103 Edit warnings expert's report for clarity
L340 A101 Develop examination outline for deposition of plaintiffs' biomaterials expert
L340 A102 Collect Rule 702 rulings on the same toxicologist
L340 A105 Confer with science team about retention of a pathologist
L350 A103 Draft opposition to motion to compel foreign regulatory files
L350 A107 Discuss with plaintiffs' leadership disagreement over deposition limits and apex officers
L350 A104 Evaluate special master's recommendation on privilege log challenges
L350 A103 Draft motion for protective order to prevent ex parte contact with sales force
L350 A102 Collect authority on sharing provisions in protective orders
L430 A103 Update omnibus motions in limine from prior trials
L430 A103 Draft limiting instructions on other incidents
L430 A104 Evaluate plaintiffs' deposition designations and prepare counter-designations
L430 A107 Confer with plaintiff's trial counsel over juror questionnaire
L430 A102 Gather authority excluding recall evidence at trial
L440 A101 Ready demonstratives with trial graphics
L450 A109 Support trial team in courtroom, witness testimony
L460 A103 Draft motion for judgment notwithstanding the verdict
`;
