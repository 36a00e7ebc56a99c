import type { CaseName } from './citation.ts';

const LONGEST = 200;
/** Small words inside the name of a party. */
const JOINING = new Set(
  'of the and for & ex rel. rel on in de la del van von der et al. al by a an d/b/a f/k/a a/k/a at to upon'.split(' '),
);
/** Words before a name that are not part of it. */
const SIGNALS = new Set(
  `see cf. cf but accord compare contra also e.g., e.g. quoting citing under with and as held in the by per following
   from applying distinguishing overruling relying on review reviewed research researched read analyze analyzed
   regarding re discuss discussed draft drafted`.split(/\s+/),
);
/** Abbreviations inside names; after any other word of two letters or more a full stop ends a sentence. */
const ABBREVIATED = new Set(
  `inc corp co ltd llc l.l.c llp lp bros ass'n ass'ns assn assoc dep't dept dist bd univ int'l intl nat'l natl mfg ins
   indus elec tel ry r.r rr sys servs serv servs mgmt tech techs hosp med ctr ctrs comm'n commn comm'r comm n.a p.c s.a
   st mt ft no nos jr sr dr mr mrs ms gen fed gov't govt cnty mun sch hous auth bldg constr dev devs eng'g env't envtl
   exch fin fid found grp guar indem inst invs joint lab labs liab litig mach mar mkt mkts merch mut nw ne se sw org
   pac pharm prod prods prop props prot pub publ'g ref res rest sav sec secs soc'y solic sur tpk transp tr u.s u.s.a
   util utils v vs ex rel al am acad adm'r adm'x admin advert ad agric alt amend atl broad cas cent chem coal coll cmty
   comput condo consol const cont'l coop cyber def det distrib div e econ educ emp emp'r enter equal equip est ex'r
   fed'n fl gas house imp ind info lib ltda me mem mercantile metro mo mot n nav ne p par patt pers person pharms phila
   pl prob proc prop'l ptnrs rd reg reh'g reprod ret rev rlty s scholastic stevedore subcomm surv tchrs tel telecomm
   temp twp unif w wholesale`.split(/\s+/),
);
const VERSUS = /\s(?:v|vs)\.?\s+(?=\S)/g;
const PREFIXED = /(?:^|[\s("\u201c])((?:In re|In the Matter of|Matter of|Ex parte|Estate of)\s+[^;()]{2,120})$/;

/**
 * The name of the case that a citation at `at` belongs to: `X v. Y`, `In re X`, `Ex parte X`, `Matter of X`, directly
 * before it but for a comma. `null` where none is written.
 * @param from nothing before this is looked at: the end of the citation before
 */
export function caseNameBefore(text: string, from: number, at: number): CaseName | null {
  const begin = Math.max(from, at - LONGEST);
  const before = text.slice(begin, at);
  const end = before.replace(/[\s,]+$/, '').length;
  const window = before.slice(0, end);
  let versus: RegExpExecArray | null = null;
  for (const each of window.matchAll(VERSUS)) versus = each;
  if (versus === null) return prefixedName(window, begin);
  const defendantAt = versus.index + versus[0].length;
  const defendant = window.slice(defendantAt);
  if (!isParty(defendant)) return prefixedName(window, begin);
  const start = partyStart(window.slice(0, versus.index));
  if (start === null) return null;
  const plaintiff = tidy(window.slice(start, versus.index));
  return {
    name: `${plaintiff} v. ${tidy(defendant)}`,
    plaintiff,
    defendant: tidy(defendant),
    start: begin + start,
    end: begin + end,
  };
}

/** `Twombly` before `, 550 U.S. at 556` or `, supra`: one or a few words that begin with capitals. */
export function shortNameBefore(text: string, from: number, at: number): { name: string; start: number } | null {
  const begin = Math.max(from, at - 60);
  const window = text.slice(begin, at).replace(/[\s,]+$/, '');
  const start = partyStart(window);
  return start === null ? null : { name: tidy(window.slice(start)), start: begin + start };
}

function prefixedName(window: string, begin: number): CaseName | null {
  const found = PREFIXED.exec(window);
  const name = found?.[1];
  if (found === null || name === undefined || !isParty(name)) return null;
  const start = found.index + found[0].length - name.length;
  return { name: tidy(name), plaintiff: null, defendant: null, start: begin + start, end: begin + start + name.length };
}

function isParty(written: string): boolean {
  if (written.length < 2 || /[;\n]\s*\S/.test(written)) return false;
  const words = written.split(/\s+/);
  // Every full stop but the last must be an abbreviation's.
  return /^[\p{Lu}\d"\u201c'(]/u.test(words[0] ?? '') && words.slice(0, -1).every((word) => !endsSentence(word));
}

/** Where the party begins that ends the window: back over words with capitals and the small words between. */
function partyStart(window: string): number | null {
  let start: number | null = null;
  const words = [...window.matchAll(/\S+/g)];
  for (let at = words.length - 1; at >= 0; at -= 1) {
    const word = words[at]?.[0] ?? '';
    const isLast = at === words.length - 1;
    if (!isLast && (endsSentence(word) || /[;:]$/.test(word))) break;
    const isNamed = /^["\u201c([]?[\p{Lu}\d&]/u.test(word);
    if (isNamed && !(isSignal(word) && !startsName(words[at + 1]?.[0]))) {
      start = (words[at]?.index ?? 0) + (/^["\u201c([]/.test(word) ? 1 : 0);
      if (/^["\u201c([]/.test(word)) break;
    } else if (isNamed || !JOINING.has(word.replace(/,$/, ''))) break;
  }
  return start;
}

function isSignal(word: string): boolean {
  return SIGNALS.has(word.toLowerCase().replace(/^["\u201c(]/, ''));
}

/** "In re", "In the Matter of": a signal's word that begins a name. */
function startsName(next: string | undefined): boolean {
  return next === 're';
}

function endsSentence(word: string): boolean {
  if (!/[.?!]["\u201d')]?$/.test(word)) return false;
  const bare = word
    .replace(/[.?!]["\u201d')]?$/, '')
    .replace(/^["\u201c(]/, '')
    .replaceAll('\u2019', "'")
    .toLowerCase();
  return bare.length > 1 && !ABBREVIATED.has(bare) && !/^(?:\p{L}\.)+\p{L}$/u.test(bare);
}

function tidy(name: string): string {
  return name.replace(/\s+/g, ' ').trim();
}
