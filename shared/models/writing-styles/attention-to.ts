/**
 * Old-fashioned partners' nouns: "attention to", "preparation of", "receipt and review of". Habits of the house: requests
 * for documents under L310; talks with the client about facts, offers and motions under L120.
 */
export const ATTENTION_TO = `
L110 A104 Receipt and review of harbor pilot's statement and vessel logs
L110 A104 Attention to underwriting file and application materials for misstatements
L110 A108 Conversation with port captain as to mooring arrangements
L120 A106 Receipt of narrative account from client's superintendent; inquiry as to missing pages
L110 A103 Preparation of summary of loss history
L110 A108 Correspondence to weather service for certified data
L120 A104 Consideration of coverage position in light of late notice
L120 A103 Preparation of opinion letter on duty to indemnify
L120 A102 Study of authorities on concurrent causation
L120 A105 Office conference concerning theory of defense
L120 A106 Correspondence to client's claims department with recommendations
L120 A104 Reflection upon pros and cons of removal to federal court
L160 A107 Exchange of correspondence with adversary concerning compromise
L160 A103 Preparation of general release and closing papers
L120 A106 Telephone call from client regarding plaintiff's revised demand
L160 A108 Communications with the Hon. Estelle Brandywine, mediator
L160 A103 Work on position paper for mediation
L160 A104 Attention to structured annuity proposals
L210 A103 Preparation of verified answer
L210 A104 Receipt and review of third-party complaint
L210 A103 Attention to revision of bill of particulars
L210 A107 Telephone call to plaintiff's counsel for additional time to move or answer
L210 A103 Work on notice of removal
L210 A102 Study of pleading requirements for maritime attachment
L240 A103 Preparation of affirmation in support of summary judgment
L240 A103 Attention to memorandum of law in support of dismissal under CPLR 3211
L240 A104 Receipt and review of cross-motion for summary judgment
L240 A102 Legal research in connection with dispositive motion on coverage exclusions
L120 A106 Forwarding of affidavit for client's signature, with explanation, for summary judgment motion
L240 A101 Preparation for oral argument of summary judgment motion
L250 A103 Preparation of order to show cause
L250 A104 Receipt and study of motion for leave to serve late notice of claim
L250 A103 Work upon affirmation in opposition to motion to sever
L250 A102 Study of law on vacatur of default
L250 A103 Attention to motion for substitution of the estate's executor
L250 A107 Communication with all counsel as to adjournment of motion return date
L310 A103 Preparation of demand for interrogatories
L310 A104 Receipt and review of plaintiff's supplemental bill of particulars and discovery response
L310 A103 Attention to response to notice to admit
L310 A106 Conference with client's representative for answers to interrogatories
L310 A107 Letter to adversary regarding outstanding interrogatory responses
L310 A103 Preparation of combined discovery demands
L320 A104 Perusal of reinsurance files for privileged matter prior to production
L320 A104 Receipt and review of voluminous surveyor records exchanged by adversary
L310 A103 Preparation of response to notice for discovery and inspection
L320 A106 Call to client for originals of the charter party and invoices
L320 A108 Attention to authorizations sent to hospitals and follow-up with record departments
L320 A110 Arrangement and tabbing of bills of lading
L330 A101 Preparation for examination before trial of chief engineer
L330 A109 Attendance at examination before trial of plaintiff
L330 A104 Study of transcript of chief mate's testimony
L330 A103 Preparation of notice to take deposition upon oral questions
L330 A106 Conference with witness from client's terminal in preparation for EBT
L330 A107 Communications regarding scheduling of examinations before trial
L340 A108 Conference with naval architect concerning stability computations
L340 A104 Receipt and review of adversary's expert exchange
L340 A103 Preparation of expert witness response
L340 A108 Correspondence to marine surveyor with request for opinion
L340 A101 Preparation for questioning of plaintiff's accountant expert
L350 A103 Preparation of motion to strike for failure to provide discovery
L350 A104 Receipt and review of motion to quash non-party subpoenas
L350 A103 Work on good faith affirmation and motion to compel
L350 A107 Good faith letter to adversary concerning discovery in dispute
L350 A102 Study of privilege for reinsurer communications
L430 A103 Preparation of requests to charge
L430 A103 Work on trial memorandum
L430 A104 Receipt and review of adversary's motion to preclude evidence at trial
L430 A103 Preparation of motion in limine
L430 A102 Study of evidentiary question for trial memorandum
L440 A101 Preparation for trial
L450 A109 Attendance upon the court for jury selection
L230 A109 Attendance at preliminary conference
L140 A110 Attention to organization of file
`;
