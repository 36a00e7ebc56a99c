/**
 * Eminent domain, zoning and public law: parcels, agencies, hearings; "re:" after every noun. Habits of the house:
 * discovery motions that are written under L250; talks with the client about facts, offers and motions under L120.
 */
export const LAND_GOVERNMENT = `
L110 A104 Review parcel maps, as-builts & utility relocation file re: tract 14
L120 A106 Mtg w/ landowner re: farm operations & access before the taking
L110 A108 TC w/ DOT right-of-way agent re: history of offers
L110 A102 Title & zoning search re: remainder
L110 A103 Memo to file re: site visit observations
L110 A108 TC w/ neighbor re: drainage before & after road project
L120 A102 Research re: severance damages & loss of visibility
L120 A103 Opinion ltr to county attorney re: necessity & public use
L120 A104 Analysis re: highest & best use issue
L120 A106 TC w/ county attorney re: options, cost & timeline
L120 A105 OC w/ RJB re: inverse claim vs. direct action
L160 A107 TC w/ owner's atty re: final offer
L160 A103 Draft settlement agmt re: access easement & crop damage
L120 A106 Email to commissioners re: mediation outcome & recommended number
L160 A104 Analysis re: owner's counteroffer
L160 A108 Email to mediator re: summary of valuations
L160 A103 Draft mediation summary re: remainder damages
L210 A103 Draft petition in condemnation & lis pendens
L210 A104 Review answer & traverse re: taking of tract 9
L210 A103 Draft answer re: petition for writ of mandate
L210 A107 TC w/ owner's atty re: add'l time to file answer
L210 A102 Research re: indispensable parties in condemnation petition
L240 A103 Draft MSJ re: compensability of access
L240 A104 Review response re: MSJ on public use
L240 A102 Research re: MSJ & ripeness of takings claim
L240 A103 Draft aff. of county engineer re: MSJ
L250 A103 Draft motion re: immediate possession
L250 A103 Draft motion re: withdrawal of deposit
L250 A104 Review motion re: consolidation of tracts
L250 A102 Research re: standard for motion on order of possession
L250 A107 TC w/ utility's atty re: agreed motion to join
L250 A103 Draft response re: motion to recuse commissioner
L310 A103 Draft interrogatories re: lessees & improvements
L310 A103 Draft answers re: landowner's first interrogatories
L310 A104 Review owner's answers re: rental income interrogatories
L310 A106 TC w/ planning director re: answers to interrogatories
L310 A107 Ltr to owner's atty re: unanswered requests for admission
L320 A104 Review county's project emails re: privilege before production
L320 A103 Draft RFP re: leases & prior appraisals
L320 A106 Email to clerk of board re: minutes & files to be produced
L320 A110 Index project file re: production
L320 A108 TC w/ lender's records dept re: subpoenaed loan appraisal
L330 A101 Prep re: deposition of landowner
L330 A109 Deposition re: right-of-way agent
L330 A104 Summarize re: deposition of developer
L330 A106 Mtg w/ county engineer re: his deposition
L330 A103 Draft notice re: deposition of tenant
L330 A107 Emails w/ owner's atty re: deposition dates
L340 A108 TC w/ appraiser re: comparable sales & adjustments
L340 A104 Review owner's appraisal expert report re: cost to cure
L340 A103 Draft designation re: traffic & land planning experts
L340 A101 Prep re: cross of owner's appraiser at deposition
L340 A108 Email to land planner re: draft exhibits & opinion
L250 A103 Draft motion to compel re: sales contracts
L350 A104 Review objections re: subpoena & motion to quash by lender
L350 A107 TC w/ owner's atty re: discovery disputes before hearing
L350 A102 Research re: legislative privilege in motion to compel
L430 A103 Draft motion in limine re: project influence
L430 A103 Draft jury charge re: just compensation
L430 A104 Review owner's exhibits & in limine motion re: trial
L430 A107 TC w/ owner's atty re: joint pretrial order
L430 A102 Research re: trial brief on undivided fee rule
L450 A109 Trial re: commissioners' award
L230 A109 Appear re: scheduling conference
`;
