import type { LexiconRow } from './lexicon-actions.ts';
import { WordMark as M } from './word-mark.ts';

/** Words that name what or whom the work was about, and the small words between; same notation. */
export const THING_ROWS: readonly LexiconRow[] = [
  {
    marks: M.generic,
    words: `document=documents,docs,doc,documentation file=files material=materials matter=matters case=cases issue=issues item=items status=statuses
      thing=things information=info,informations project=projects task=tasks detail=details point=points development=developments question=questions concern=concerns
      step=steps action=actions record=records paperwork exhibit-s data situation aspect=aspects topic=topics activity=activities
      pleading=pleadings,pldgs,plds,pldg discovery=disc'y,disco,discov background other=others need=needs litigation lawsuit=lawsuits suit claim=claims legal strategy=strategies
      progress option=options next upcoming option related same-day client-matter comment=comments edit=edits change=changes revision=revisions input feedback`,
  },
  {
    marks: M.document,
    words: `motion=motions,mtn,mtns,mot,mot. complaint=complaints,cmplt,compl answer=answers,ans brief=briefs,br opposition=opp,opp'n,oppo,oppositions reply=replies
      agreement=agreements,agrmt,agmt contract=contracts stipulation=stipulations,stip,stips order=orders subpoena=subpoenas,subp,subpoenaed interrogatory=interrogatories,rog,rogs,interrogs,interrog,roggs,ints
      rfp=rfps,rpd,rpds,rfpd,rfpds rfa=rfas,rtas request=requests response=responses,resp,resps objection=objections declaration=declarations,decl,decls,dec affidavit=affidavits,aff affirmation
      transcript=transcripts,tr exhibit=exhibits,exh,exhs,ex report=reports,rpt,rpts,rept proposal=proposals offer=offers,offered settlement=settlements,stlmt release=releases petition=petitions
      demand=demands notice=notices,ntc,not invoice-d index memorandum=memo,memos,memoranda mou msj=msjs,mpsj,msa mtd mil=mils mtc judgment=judgments,judgement,jgmt,jdgmt verdict appeal=appeals
      cross-motion=cross-motions counterclaim=counterclaims crossclaim=cross-claim,crossclaims,cross-complaint policy=policies lease=leases deed=deeds will trust=trusts amendment=amendments
      table spreadsheet=spreadsheets chronology=chronologies timeline=timelines outline=outlines list=lists chart=charts summary=summaries checklist analysis statement=statements stmt=stmts
      disclosure=disclosures instruction=instructions witness-list privilege log=logs protective production=productions,prod
      ruling=rulings opinion=opinions,op decision=decisions photo=photos,photographs,photograph video=videos audio estimate=estimates plan=plans permit=permits correspondence-log certificate=certificates
      questionnaire=questionnaires letter-brief proffer schedule-d bylaws resolution=resolutions term=terms provision=provisions clause=clauses script presentation=presentations powerpoint
      writ=writs mandate lien=liens bond=bonds voucher warrant indictment plea testimony evidence calendar-call citation=citations cite=cites authority=authorities
      chapter section paragraph tables jury verdict-form voir-dire`,
  },
  {
    marks: M.event,
    words: `hearing=hearings,hrg,hrgs,hrng,hr'g deposition=depositions,depo,depos,dep,deps,dpo mediation=mediations,med arbitration=arbitrations,arb trial=trials argument=arguments
      conference=conferences appearance=appearances ime=imes inspection=inspections walkthrough interview=interviews examination=examinations,eue,euo session=sessions
      cmc csc msc fpc ptc conclave settlement-conference pretrial=pre-trial site-visit seminar webinar workshop closing meet-and-confer=m&c,mandc`,
  },
  {
    marks: M.party,
    words: `client=clients,cl,clt,clnt counsel=cnsl,co-counsel,cocounsel attorney=attorneys,atty,attys,att'y,lawyer,lawyers,attny oc=o/c,opc,opposing,adverse,opp.counsel plaintiff=plaintiffs,plt,plf,pltf,pltfs,plntf,plaintiff's,plaintiffs',ptf,pl
      defendant=defendants,def,defs,deft,defts,defendant's,dft,dfdt codefendant=co-defendant,codefendants,co-defendants insured=insureds,ins'd insurer=insurers,carrier,carriers,insurance adjuster=adjusters,adj,adjustor,adjusters',examiner claims-rep=rep,representative,representatives,reps
      court=courts,ct judge=judges,magistrate,justice clerk=clerks,chambers reporter expert=experts,consultant,consultants witness=witnesses,wit,wits,deponent,deponents mediator=mediators arbitrator=arbitrators,umpire
      tpa broker=brokers vendor=vendors doctor=doctors,dr,physician,physicians provider=providers employer employee=employees claimant=claimants petitioner=petitioners respondent=respondents appellant appellee
      debtor=debtors creditor=creditors trustee=trustees committee guardian investigator=investigators buyer=buyers seller=sellers lender=lenders landlord tenant=tenants owner=owners board
      ceo cfo gc director=directors officer=officers manager=managers hr risk-manager supervisor custodian=custodians juror=jurors agent=agents police agency contractor=contractors subcontractor=subcontractors spouse parties=party epa irs fbi sec hud eeoc osha dol nlrb ftc fda usda cms hoa dps dot dmv aag nrc nps usfws blm
      bank banker auditor=auditors accountant=accountants engineer=engineers appraiser government doj usao ausa prosecutor=prosecutors commissioner department county city state`,
  },
  {
    marks: M.colleague,
    words: `associate=associates,assoc,assocs paralegal=paralegals,plgl,para,paras,pl's partner=partners,ptr,ptrs,shareholder team=teams staff secretary=secretaries assistant=assistants co-worker=colleague,colleagues cowriter
      intern=interns law-clerk lawclerk firm=firm's`,
  },
  {
    marks: M.internal,
    words: `internal=internally office=intraoffice,intra-office,inter-office,interoffice,in-office,ofc intrafirm=intra-firm,interfirm,in-firm`,
  },
  {
    marks: M.issue,
    words: `regarding=re,re:,reg,regrading,regard,r/e,r.e concerning=conc about relating relative respecting pertaining concern-ing discussing-re surrounding`,
  },
  {
    marks: M.vague,
    words: `various=varios miscellaneous=misc,misc. general generally multiple numerous assorted sundry several ongoing routine day-to-day et etc`,
  },
  {
    marks: M.qualifier,
    words: `continue=continued,continuing,cont,cont'd,contd,continues,con't,contin begin=began,begun,beginning,commence,commenced,start,started,starting further additional initial initially preliminary brief extensive detailed extended
      lengthy quick final finally second third first fourth follow-up multiple several numerous various two three four five six seven eight nine ten daily weekly monthly again also oral briefly carefully necessary
      telephonic possible potential potentially possibly joint proposed substantial remaining more last latest recent new prior previous relevant pertinent applicable numerous voluminous all each any some both certain short long
      in-depth thorough thoroughly comprehensive urgent attempt=attempted,attempting,attempts try=tried,trying need-ed perform=performed,performing undertake=undertook,undertaking do=did,doing,done make=made,making prompt
      january february april june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec today yesterday tomorrow morning afternoon evening day days week month monday tuesday wednesday thursday friday saturday sunday daylong`,
  },
  {
    marks: M.stop,
    words: `mr mrs ms miss messrs a an the of to for from in on at by with w/ w w/o without into onto upon via per as is are was were be been being am that which who whom whose this these those there their our your his her my we i he she
      they you its or nor not no if than but so such between among amongst through thru during after before within under over up out off down when while where how what why because due
      has have had having will would should could can may might must shall include=including,includes,included,incl inc along together connection respect order-to against vs v
      need needed needs toward towards s t ii iii back until across around near`,
  },
  { marks: M.joiner, words: `and & then plus n also and/or` },
  {
    marks: M.pronoun,
    words: `same it thereto thereof them him itself themselves thereon therefor therewith this that such`,
  },
  {
    marks: M.approval,
    words: `approve=approved,approval,approves,preapproved,pre-approved,pre-approval authorize=authorized,authorised,authorization,authorisation,authority-from permission consent=consented request=requested,requests,req direction=instructed,direct,directive`,
  },
  { marks: M.travel, words: `transit round-trip=roundtrip trip=trips amtrak airport` },
  { marks: M.timeUnit, words: `hour=hours,hrs,hr,h minute=minutes,min,mins` },
  {
    marks: M.opener,
    words: `signature closing accounts accrual accruals allocation applicable assignment audit auditor availability available bates become
      bill billing binder binders bring budget calendar case caselaw certified check cle clear clerical client close
      closing conference conflict conflicts conformed contact continuing court courtesy cover data dates delegate
      departed departing deposition dial-in division e-billing ebilling educational electronic enclosure engagement
      exhibit familiar familiarize federal fedex fee file file-stamped filing find flash folders get hard hearing
      hotel how learn learning legal lexis lexisnexis litigation mailing matter mentor monthly new notebooks observe
      onboard open opening orientation outstanding overnight page photocopies pleadings pre-bill prebill process
      proofread proofreading provide quarterly read reading recent retainer retention review run secretarial seminar
      send service shadow staffing subfolders table take taking thumb time timesheet timesheets to took transferring
      transition transitioning transmittal travel trial trust unpaid up webinar westlaw wip word work workload write
      write-off`,
  },
];
