/**
 * Trial partners of large firms: weighty verbs, issues before documents, people by title. Habits of the house: agreements
 * on dates under L230; offers and demands weighed under L120.
 */
export const PARTNERS_PROSE = `
L110 A106 Exchange with head of trading regarding circumstances of the March margin call
L110 A104 Scrutinize internal audit workpapers for the origin of reserve adjustments
L110 A108 Sound out former treasurer about willingness to help and what he knows
L110 A105 Receive report from associates on results of employee interviews
L110 A103 Refine narrative of events for use throughout the case
L110 A104 Absorb key contracts and correspondence
L120 A105 Guide team on order of proof and priorities
L120 A106 Confer with chief legal officer on stakes, alternatives and timing
L120 A104 Ponder consequences of parallel regulatory inquiry for the defense
L120 A103 Craft paper for board on prospects and options
L120 A102 Delve into standing cases bearing upon assigned claims
L120 A105 Debate merits of jury waiver with trial group
L160 A107 Principal-level overture to adversary's senior partner
L160 A106 Prepare client's chairman for settlement meeting and discuss limits
L160 A103 Craft counterproposal with staged payments
L120 A104 Dissect adversary's settlement paper
L160 A108 Private discussion with mediator about obstacles
L160 A103 Polish mediation submission
L210 A103 Recast complaint around fraudulent inducement
L210 A103 Polish answer and tighten defenses
L210 A104 Dissect counterclaims for weaknesses
L210 A107 Arrange with adversary a date to respond to complaint
L210 A106 Discuss tone and scope of draft complaint with client
L240 A103 Recast introduction to summary judgment brief
L240 A103 Polish motion to dismiss reply
L240 A104 Dissect adversary's summary judgment brief and plan response
L240 A105 Guide associates on structure of dismissal brief
L240 A101 Ready self for summary judgment argument
L240 A102 Delve into materiality cases for summary judgment
L250 A103 Craft letter motion for expedited schedule
L250 A103 Polish brief opposing disqualification
L250 A104 Dissect motion to remand
L230 A107 Negotiate consensual briefing of transfer motion
L250 A102 Delve into abstention cases for our motion
L310 A103 Polish answers to contention interrogatories
L310 A104 Dissect evasive interrogatory answers
L310 A105 Guide associate in framing requests for admission
L310 A107 Protest to adversary about interrogatory answers
L310 A106 Vet interrogatory answers with client's finance chief
L320 A104 Study hot documents culled from adversary's production
L320 A105 Guide reviewers on privilege calls
L320 A107 Thrash out custodians and dates for document exchange with adversary
L320 A106 Confer with client on reach of document hold
L320 A103 Polish objections to document demands
L330 A101 Ready examination of chief risk officer for deposition
L330 A109 Examine chief risk officer at deposition
L330 A106 Ready client's chief executive for deposition
L330 A104 Study deposition of adversary's analyst
L330 A107 Work out with adversary limits on depositions
L330 A105 Receive report on yesterday's deposition
L340 A108 Probe damages expert on soft spots in model
L340 A104 Dissect adversary's accounting expert report
L340 A103 Sharpen language of expert's rebuttal
L340 A101 Ready cross of adversary's expert for deposition
L340 A105 Debate choice of industry expert
L350 A103 Recast motion to compel around crime-fraud exception
L350 A104 Dissect discovery referee's ruling and consider objection
L350 A107 Thrash out privilege dispute with adversary to avoid motion practice
L350 A102 Delve into deliberative process cases for motion to compel
L350 A103 Polish opposition to protective order
L430 A103 Craft trial brief themes
L430 A103 Polish in limine briefs
L430 A104 Dissect adversary's proposed jury charge
L430 A107 Thrash out pretrial order with adversary
L430 A103 Craft proposed verdict sheet
L450 A109 Conduct trial
`;
