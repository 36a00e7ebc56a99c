/** Shorthand of time entries and the stem it stands for. Written by hand from common usage; never learned. */
export const SHORT_FORMS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    tc: 'telephon', 't/c': 'telephon', telcon: 'telephon', tel: 'telephon', phone: 'telephon', telephonic: 'telephon',
    conf: 'conferenc', 'o/c': 'confer', ic: 'confer', oc: 'opposing-counsel', opp: 'opposition', opc: 'opposing-counsel', csl: 'counsel',
    atty: 'attorney', mtg: 'meet', meeting: 'meet', corr: 'correspondenc', corresp: 'correspondenc', ltr: 'letter', eml: 'email',
    'e-mail': 'email', emails: 'email', exch: 'exchang', rvw: 'review', revw: 'review', rev: 'revis', 'rev/edit': 'revis', revision: 'revis', revisions: 'revis',
    dft: 'draft', drft: 'draft', depo: 'deposition', depos: 'deposition', depose: 'deposition', dep: 'deposition', rog: 'interrogatory', rogs: 'interrogatory',
    rfp: 'request-production', rfps: 'request-production', rfa: 'request-admission', rfas: 'request-admission', resp: 'respons', resps: 'respons',
    objs: 'objection', obj: 'objection', msj: 'summary-judgment', mtd: 'motion-dismiss', mil: 'in-limine', mils: 'in-limine', limine: 'in-limine',
    hrg: 'hear', hearing: 'hear', hearings: 'hear', tr: 'transcript', settlmt: 'settlement', agmt: 'agreement', docs: 'document', doc: 'document',
    prod: 'production', prep: 'prepar', preparation: 'prepar', analysis: 'analyz', analyse: 'analyz', analyses: 'analyz', lr: 'research',
    gc: 'general-counsel', re: 're', wit: 'witness', plf: 'plaintiff', pltf: 'plaintiff', def: 'defendant', complaint: 'complaint', xc: 'cross-complaint',
  }),
); // biome-ignore format: a word list
