/**
 * Insurance coverage and contaminated land: long noun phrases, statutes by name, consultants. Habits of the house:
 * discovery motions that are written under L250; records of third parties under L110.
 */
export const COVERAGE_ENVIRONMENT = `
L110 A104 Review historical aerials and Sanborn maps for prior operators of dry cleaner parcel
L110 A108 Interview retired plant foreman about drum storage practices
L110 A106 Conference with client's EHS director concerning releases and manifests
L110 A102 Search agency databases for upgradient sources
L110 A103 Prepare chronology of policies issued 1968 to 1986
L110 A108 Telephone regional water board staff for site file
L110 A104 Review broker correspondence for evidence of lost policies
L120 A102 Research known loss, pollution exclusion and trigger in policy periods
L120 A103 Prepare coverage opinion for claims vice president
L120 A104 Evaluate divisibility of harm and orphan shares
L120 A106 Confer with client on whether to perform removal under order
L120 A105 Confer with environmental group about state cost recovery
L120 A104 Evaluate bad faith setup in insured's letters
L160 A107 Negotiate cost share with PRP group common counsel
L160 A103 Draft allocation term sheet and consent decree exhibits
L160 A106 Confer with client about buyback of policies
L160 A104 Evaluate insurers' cash-out figures
L160 A103 Draft allocation mediation brief
L160 A108 Confer with allocator concerning questionnaire and process
L210 A103 Draft declaratory complaint on duty to defend
L210 A104 Review answer of excess carriers and counterclaim for rescission
L210 A103 Draft third-party complaint for contribution under section 113
L210 A107 Confer with excess carriers' counsel about response dates to complaint
L210 A102 Research tolling by statute for amended pleading of cost recovery
L240 A103 Draft cross-motion for summary judgment on number of occurrences
L240 A104 Review insurer's motion for summary judgment on late notice
L240 A102 Research extrinsic evidence for summary judgment on duty to defend
L240 A103 Draft statement of facts for partial summary judgment on liability
L240 A106 Confer with client underwriting witness about summary judgment declaration
L250 A103 Draft motion to approve consent decree
L250 A103 Draft motion to phase trial by policy year
L250 A104 Review opposition to contribution bar motion
L250 A102 Research intervention by neighboring owners for opposition
L250 A107 Confer with all counsel on proposed scheduling stipulation
L310 A103 Draft interrogatories on site operations
L310 A103 Draft answers to excess carriers' interrogatories
L310 A104 Review PRP responses to 104(e) questions and interrogatories
L310 A106 Confer with client's retired controller to answer interrogatories on policies
L310 A107 Letter to carrier's counsel concerning inadequate answers to interrogatories
L320 A104 Review underwriting files produced by London market
L320 A103 Draft requests for claims handling manuals
L320 A106 Confer with client about warehouse search for policies to be produced
L110 A108 Confer with imaging vendor on oversized drawings to be produced
L320 A104 Review consultant emails for work product prior to production
L320 A110 Organize manifests by generator for production
L330 A101 Prepare for deposition of broker
L330 A109 Attend deposition of claims adjuster most knowledgeable
L330 A104 Review deposition testimony of former owner; summarize
L330 A106 Prepare EHS director for deposition
L330 A103 Draft deposition notice and categories for excess carrier
L330 A107 Confer with counsel for carriers concerning deposition sequence
L340 A108 Confer with hydrogeologist regarding plume modeling
L340 A104 Review report of carriers' custom and practice expert
L340 A103 Draft expert designation, remediation costs
L340 A108 Provide soil data to toxicologist and discuss opinions
L340 A101 Prepare for deposition of opposing forensic chemist
L250 A103 Draft motion to compel reinsurance communications
L350 A104 Review opposition to motion to compel drafting history
L350 A107 Confer with excess carriers' counsel on privilege log dispute
L350 A102 Research at-issue waiver for motion to compel coverage counsel's file
L430 A103 Draft trial brief on equitable factors
L430 A103 Draft motion in limine on subsequent regulations
L430 A104 Review carriers' proposed jury instructions
L430 A107 Confer with carriers' counsel about joint trial exhibit list
L430 A103 Draft proposed statement of decision on allocation
`;
