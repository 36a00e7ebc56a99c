/**
 * A small firm's employment and lease disputes: "-ing" forms, plain words, people called by what they are. Habits of the
 * house: reminders about written answers under L350; records of third parties under L110.
 */
export const ONGOING_TENSE = `
L110 A106 Speaking with client about her work history and the remarks her supervisor made
L110 A104 Going through text messages and voicemails client brought in
L110 A108 Talking to client's former coworker about schedule changes
L110 A103 Putting together timeline of write-ups and leave requests
L110 A108 Asking county for inspection file on the rental unit
L110 A104 Looking over time cards and pay stubs
L110 A102 Looking up defendant company's corporate status and owners
L120 A106 Going over options with client: agency charge or straight to court
L120 A102 Researching joint employer liability in franchise setting
L120 A104 Thinking through whether lease guaranty survives assignment
L120 A105 Talking with Dana about weak points in the wage claim
L120 A103 Writing opinion letter to client on chances of success
L160 A107 Calling other side's lawyer to see if they will talk numbers
L160 A103 Writing demand letter to landlord for return of deposit and damages
L160 A106 Telling client about their offer and getting instructions
L160 A103 Drawing up severance and release terms
L160 A104 Going over their draft of the agreement, striking confidentiality language
L160 A101 Getting ready for mediation
L160 A109 Attending mediation downtown with client
L210 A103 Writing the complaint
L210 A103 Finishing answer to unlawful detainer action
L210 A104 Reading their answer and cross-complaint
L210 A103 Fixing caption and adding second cause of action to amended complaint
L210 A106 Having client read and verify complaint
L210 A107 Calling defense lawyer about accepting service of the summons
L240 A103 Opposing demurrer to third and fourth causes of action
L240 A103 Writing opposition to their summary judgment motion
L240 A102 Finding cases on pretext to defeat summary judgment
L240 A104 Reading moving papers on summary adjudication
L240 A106 Going over declaration with client for opposition to summary judgment
L240 A101 Practicing argument for demurrer hearing
L250 A103 Writing ex parte papers to shorten time
L250 A103 Preparing motion to be relieved as counsel for second plaintiff
L250 A104 Reading their motion to compel arbitration
L250 A103 Opposing petition to compel arbitration
L250 A102 Researching unconscionability of the arbitration clause
L250 A107 Working out stipulation to set aside default
L310 A103 Answering form interrogatories for client
L310 A103 Drafting requests for admissions about meal breaks
L310 A104 Checking their discovery answers for evasions
L310 A106 Meeting client to work on interrogatory answers
L350 A107 Writing defense lawyer about late responses to interrogatories
L310 A103 Supplementing client's answers on damages
L320 A104 Sorting through personnel file and handbooks they produced
L320 A103 Drafting document demands for payroll records
L320 A106 Getting bank statements and receipts from client to produce
L320 A110 Scanning, numbering client's papers
L110 A108 Chasing clinic for certified copy of chart under subpoena
L320 A103 Responding to inspection demand
L330 A101 Preparing questions for deposition of property manager
L330 A109 Taking deposition of district manager
L330 A106 Preparing client for deposition
L330 A104 Reading through deposition of payroll supervisor and marking pages
L330 A103 Noticing deposition of the maintenance worker
L330 A107 Moving deposition dates with opposing lawyer
L340 A108 Discussing emotional distress opinions with our psychologist
L340 A104 Reading report of their vocational expert
L340 A103 Preparing expert witness exchange
L340 A101 Planning cross-examination of mold expert at his deposition
L350 A103 Moving to compel further answers and for sanctions
L350 A107 Trying to resolve discovery dispute by phone with defense lawyer
L350 A104 Reading opposition to our motion to compel
L350 A102 Researching privacy objections to coworker contact information
L350 A103 Opposing motion for protective order on client's social media
L430 A103 Writing motions in limine to keep out immigration status
L430 A103 Preparing jury instructions and verdict form
L430 A104 Reading their in limine motions
L430 A107 Working with defense lawyer on joint trial documents
L430 A103 Writing trial brief
L440 A101 Preparing witnesses and exhibits for trial
L450 A109 Trying the case, second day
L230 A109 Going to case management conference
`;
