import { WordMark as M } from './word-mark.ts';

/**
 * Words that name work, written by hand from the vocabulary of published fee petitions, UTBMS activity
 * definitions and billing guidelines. One row: the marks all its words share, then the words. A word is
 * written `lemma` or `lemma=form,form`; regular forms (-s, -ed, -ing) are added by `lexicon.ts`.
 */
export interface LexiconRow {
  readonly marks: number;
  readonly words: string;
}

const ACT = M.action;

export const ACTION_ROWS: readonly LexiconRow[] = [
  {
    marks: ACT | M.review,
    words: `review=rev,rvw,rvwd,rev'd,revw,reveiw,reviewd,revd read=readthrough examine analyze=analyse,analysed,analysing,analyzing
      evaluate=eval assess study=studied,studying,studies inspect consider compare verify=verified,verifies,verifying
      check identify=identified,identifies,identifying digest summarize=summarise,summarised,summarising
      investigate determine skim reread rereview peruse cross-check citecheck outline`,
  },
  {
    marks: ACT | M.review | M.noun,
    words: `analysis=analyses evaluation assessment examination investigation consideration inspection summary=summaries
      receipt=rec't,rcpt comparison redline=redlined`,
  },
  { marks: ACT | M.review | M.incidental, words: `receive=rec'd,recd,rcvd,recieve,recieved,receving` },
  {
    marks: ACT | M.draft,
    words: `revise=rev.,revisions,revision revising write=wrote,written,writing compose edit=edited,editing redraft rewrite=rewriting,rewritten
      annotate dictate modify=modified,modifying amend supplement incorporate develop create=creating generate
      formulate construct compile calculate propound memorialize proof proofread=proofreading`,
  },
  {
    marks: ACT | M.draft | M.noun,
    words: `draft=drafts,drft,drafting,drafted update=updating,updated,updates memorandum=memo,memos,memoranda note=notes,noting,noted`,
  },
  {
    marks: ACT | M.draft | M.incidental,
    words: `finalize=finalise,finalised,finalising,finalized complete=completing,completed,completion execute finish`,
  },
  {
    marks: ACT | M.prepare,
    words: `retain=retained,retaining prepare=prep,prepped,prepping,preparation,preparing,prepartion,prepar,preping plan=planning,planned strategize=strategise,strategizing
      brainstorm`,
  },
  { marks: ACT | M.prepare | M.noun, words: 'strategy=strategies' },
  {
    marks: ACT | M.talk,
    words: `telephone=tel,tele,teleph,telephonic,phone,phoned,phoning,tele. telcon=teleconf,teleconference,teleconferences,telconf,telecon,telconfs,teleconf.,tcon
      tc=t/c,tcs,t/cs,tcw,tct,tcf,t.c p/c=pc confer=conferred,conferring,conferrd discuss=disc,discussed,discussing,discusing,discussions,discussion
      speak=spoke,speaking,spoken talk consult=consultation,consulted,consultations meet=met,meeting,meets
      interview=interviewed,interviewing,interviews debrief voicemail=voicemails,vm,l/m,v/m,vmail
      negotiate=negotiating,negotiation,negotiations advise=advised,advising counsel=counseling,counselled deliberate
      communicate=communicating,communicated participate=participating,participated,participation collaborate`,
  },
  {
    marks: ACT | M.talk | M.noun | M.event,
    words: `call=calls,called,calling conference=conf,confs,conferences,conferencing,conf.,cnf,confernce
      meeting=mtg,mtgs,meetings,mtg. videoconference=vtc,zoom,webex discussion=discussions`,
  },
  {
    marks: ACT | M.write | M.noun,
    words: `email=emails,e-mail,e-mails,emailed,e-mailed,emailing,eml,emls correspondence=corr,corres,correspond,corresponded,corresponding,correspondences,correspondance,corresp,cor
      letter=ltr,ltrs,letters,lttr communication=communications,comm,comms message=messages,msg,msgs,messaging text=texts,texted
      fax=faxes,faxed exchange=exchanges,exchanged,exchanging`,
  },
  {
    marks: ACT | M.write | M.incidental,
    words: `respond=responded,responding reply=replied,replying,replies send=sent,sending transmit=transmitted,transmitting,transmittal forward=forwarded,forwarding
      circulate provide=provided,providing submit=submitted,submitting answer follow-up=followup,f/u,followed-up
      notify=notified,notifying inform=informed,informing report=reported,reporting request=requested,requesting request. acknowledge`,
  },
  {
    marks: ACT | M.research,
    words: `research=researched,researching,rsrch,resrch,res,researh,reserach,resarch westlaw=lexis,wl shepardize=shepardizing`,
  },
  {
    marks: ACT | M.attend,
    words: `attend=attended,attending,attendance,att,attnd appear=appeared,appearing,appearance,appearances argue=argued,arguing defend=defended,defending depose=deposed,deposing
      take=took,taking,taken conduct=conducted,conducting observe second-chair monitor mediate=mediated,mediating try=tried`,
  },
  {
    marks: ACT | M.travel,
    words: `travel=traveled,travelled,traveling,travelling,trvl,travl drive=drove,driving,driven fly=flew,flying,flies flight=flights commute=commuting`,
  },
  {
    marks: ACT | M.clerical,
    words: `scan=scanned,scanning copy=copied,copying,copies,photocopy,photocopying,photocopied,xerox bates=bates-label,bates-stamp,bates-number,batestamp,bates-labeled,bates-stamped collate=collated,collating
      organize=organise,organised,organising,organizing,organization
      index=indexed,indexing,indices,indexes label=labelled,labeled,labeling print=printed,printing assemble=assembled,assembling
      e-file=efile,e-filed,efiled,e-filing,efiling,ecf-filed upload=uploaded,uploading download=downloaded,downloading save=saved,saving mail=mailed,mailing,mailings
      deliver=delivered,delivery,hand-deliver,hand-delivered,hand-delivery schedule=scheduled,scheduling,schedul,schedules,reschedule,rescheduled,rescheduling,re-schedule
      type=typed,typing format=formatted,formatting staple tab=tabbed,tabbing box=boxed,boxing sort=sorted,sorting rename=renamed,renaming
      pdf=pdfs,pdfed bookmark photocopies data-entry courier messenger fedex ups retrieve=retrieved,retrieving,retrieval pull=pulled,pulling notarize=notarized,notarizing
      input=inputting,inputted tabulate reserve=reserved,reserving ocr hyperlink paginate burn=burned,burning`,
  },
  {
    marks: ACT | M.clerical | M.noun | M.generic,
    words: `docket=dockets calendar=calendars,calendared,calendaring,calender,calendered,calendering,docketing,docketed,tickle,diary,diarize,diaried,diarized`,
  },
  {
    marks: ACT | M.clerical | M.incidental,
    words: `file=filed,filing serve=served,serving,service coordinate=coordinated,coordinating,coordination,co-ordinate,coord,coordinte
      arrange=arranged,arranging,arrangement,arrangements confirm=confirmed,confirming,confirmation set-up=setup obtain=obtained,obtaining order=ordering,ordered gather=gathered,gathering
      locate=located,locating collect=collected,collecting maintain=maintained,maintaining,maintenance,maint log=logged,logging process=processed,processing transfer=transferred,transferring`,
  },
  {
    marks: ACT | M.billing,
    words: `invoice=invoices,invoiced,invoicing,inv,inv. prebill=prebills,pre-bill,pre-bills,proforma e-bill=ebilling,e-billing,ebill timesheet=timesheets billing=bill,bills,billed`,
  },
  {
    marks: ACT | M.supervise,
    words: `supervise=supervised,supervising,supervision oversee=oversaw,overseeing,oversight assign=assigned,assigning,assignment,assignments delegate=delegated,delegating,delegation
      train=trained,training mentor=mentored,mentoring onboard=onboarding,onboarded,on-boarding familiarize=familiarise,familiarization,familiarizing,acquaint,acquainted manage=managed,managing,management instruct=instructed,instructing
      learn=learned,learning,learnt teach=taught,teaching coach=coached,coaching shadow=shadowed,shadowing cle read-in acclimate=acclimated orient=orienting,orientation direct=directed,directing`,
  },
  // As often things as work: "change-of-control and assignment provisions", "training records".
  { marks: M.noun, words: 'assignment assignments training management supervision orientation oversight' },
  {
    marks: ACT | M.vague,
    words: `work=worked,working attention=attn,att'n,attend-to handle=handled,handling address=addressed,addressing deal=dealt,dealing assist=assisted,assisting,assistance
      pursue=pursued,pursuing facilitate follow=followed,following tend=tended,tending`,
  },
];
