import { knowledgeOf } from '#shared/rules/prepare/lexicon.ts';
import { wordSet } from '#shared/rules/word-set.ts';
import { isActionWord, isCapitalisedTerm, isCommonWord } from './is-common-word.ts';
import type { RedactionSpan } from './redaction-span.ts';
import { foldedWord, type WordToken } from './word-tokens.ts';

/** Words of the language that are also names: where a name would stand, and not as what they mean there, they are taken for one. */
const ALSO_NAMES = wordSet(`
  price field fields page bill mark grant will case day may june april august rich long short chance hill rose west north east sharp strong cross park power sale head heard white black brown green gray grey bond land lane
  street judge justice major drew frank art dean chase reed read wade ward root speed bright early friend good love joy faith hope grace victor jack penny guy gates bridge chambers court ford forest garden hall house lake mill
  post rice story temple trust wall wells weeks summer winter march sterling stone wood moody law laws king cash money bush marsh waters brooks banks lord noble pope bishop church best little small low self
  key keys lock shield field sanders singer bell ball dial mason clerk cook driver binder holder porter carver author victor miles mead pool parish pound
`);
/** After these a person or company stands: "call with", "letter from". */
const BEFORE_NAMES = wordSet(
  `with w/ from to by of for cc via against contact per and & v vs v. re regarding than f/ t/ b/w between`,
);
const HONORIFICS = wordSet(
  `mr mrs ms mx miss dr doctor hon prof professor judge justice magistrate adjuster adj atty attorney counsel esq officer det sgt lt capt col gen sen rep rev fr sr sra mme nurse mediator arbitrator investigator expert witness paralegal`,
);
const PARTICLES = wordSet(
  `de del della di da do dos das du la le lo van von der den ter zu al el ul ur bin bint binti ibn abu ben bat ap mac mc ni nic ui st san santa dela y e af av ten op ould`,
);
/** What a person says, gives or is a party to: "Strong depo", "Price v. Hall". */
const AFTER_NAMES = wordSet(
  `v v. vs vs. depo depos deposition dep called transcript tr stmt testimony decl declaration affidavit aff cross-exam`,
);
/** Also names, but so often something else that two of them side by side say nothing. */
const SELDOM_NAMES = wordSet(
  `court case will may day page house law bill bond trust land judge key keys cross head power field fields clerk best self low small little drew read`,
);
/** Words that make a company of what stands before them, whatever it is. */
const STRONG_ENDS = wordSet(`inc incorporated llc llp lp ltd corp corporation plc gmbh pllc lllp bank`);
const COMPANY_ENDS = wordSet(`
  inc incorporated llc llp lp ltd limited corp corporation co plc gmbh ag sa nv bv spa oy ab as kg pllc lllp bank trust group holdings holding partners associates industries enterprises systems technologies technology
  solutions services logistics insurance mutual casualty assurance indemnity capital ventures properties realty construction builders contractors foods pharmaceuticals pharma energy resources airlines motors hospital clinic university college
  school church foundation fund bros brothers sons company association society institute agency cooperative laboratories labs studios media entertainment stores markets hotels resorts farms ranch brewing winery steel oil gas petroleum
  chemical chemicals plastics paper lumber roofing plumbing electric trucking transport transportation transit shipping lines railway railroad aviation aerospace dental orthopedics pharmacy living marine imports exports freight title bancorp
  healthcare rehabilitation management apartments village towers plaza partnership manufacturing machinery tool communications networks software
`);
const NAME_JOINERS = wordSet(`& and of the und et y`);

/** How companies begin, whatever else these words are. */
const OPENS_COMPANY = wordSet(
  `first second third national american united general new great community citizens state city county farmers merchants`,
);

type Style = 'mixed' | 'title' | 'capitals' | 'lower';

/**
 * Names that nobody has told us: any word that is not of the language of bills is taken for one, and a word that is, where
 * it stands as a name would. In text all in capitals or all in small letters there is nothing else to go by.
 */
export function findUnknownNames(text: string, tokens: readonly WordToken[]): readonly RedactionSpan[] {
  const style = styleOf(tokens);
  const isName = tokens.map((_, at) => isNameAt(text, tokens, at, style));
  joinNeighbours(text, tokens, isName, style);
  const spans: RedactionSpan[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    if (!isName[at]) continue;
    let end = at;
    while (isName[end + 1] && isJoined(text, tokens[end], tokens[end + 1])) end += 1;
    const first = tokens[at];
    const last = tokens[end];
    if (first !== undefined && last !== undefined) {
      const words = tokens.slice(at, end + 1).map((token) => foldedWord(token.text));
      const isCompany = end > at && words.some((word) => COMPANY_ENDS.has(word));
      const kind = isCompany ? 'organisation' : 'person';
      spans.push({ start: first.start, end: last.end, kind, entity: `unknown:${words.join(' ')}` });
    }
    at = end;
  }
  return spans;
}

function styleOf(tokens: readonly WordToken[]): Style {
  const words = tokens.filter(({ text }) => text.length > 1);
  const capital = words.filter(({ text }) => /^\p{Lu}/u.test(text));
  const whole = words.filter(({ text }) => text === text.toUpperCase());
  if (words.length > 0 && whole.length >= words.length * 0.8) return 'capitals';
  if (capital.length === 0) return 'lower';
  const content = words.filter(({ text }) => text.length > 3);
  const titled = content.filter(({ text }) => /^\p{Lu}/u.test(text));
  return content.length >= 4 && titled.length >= content.length * 0.75 ? 'title' : 'mixed';
}

function isNameAt(text: string, tokens: readonly WordToken[], at: number, style: Style): boolean {
  const token = tokens[at];
  if (token === undefined) return false;
  const word = token.text;
  const lower = foldedWord(word).replace(/\.$/, '');
  const before = foldedWord(tokens[at - 1]?.text ?? '').replace(/\.$/, '');
  const isCapital = /^\p{Lu}/u.test(word);
  const isListed = isCommonWord(word);
  if (word.length === 1) return isInitial(text, tokens, at, style);
  if (HONORIFICS.has(before) && isAdjacent(text, tokens[at - 1], token) && (isCapital || style === 'lower')) {
    // "Judge Price", "Dr. Long"; "counsel review" and "attorney fees" are none.
    if (!isListed) return true;
    if (['mr', 'mrs', 'ms', 'mx', 'dr', 'hon', 'prof'].includes(before)) return true;
    if (style === 'mixed' && isCapital && !isCapitalisedTerm(word)) return true;
    if (ALSO_NAMES.has(lower)) return true;
  }
  if (!isListed) return isCapital || style === 'lower' || hasCapitalInside(word) || hasForeignLetter(word);
  if (ALSO_NAMES.has(lower) && isWhereNamesStand(text, tokens, at, style)) return true;
  if (style !== 'mixed' || !isCapital || word === word.toUpperCase()) return false;
  // Opening a sentence says nothing; in the middle of one a capital does.
  return !opensSentence(text, tokens, at) && !isCapitalisedTerm(word);
}

/** "J. Price", "A. B. Okafor": a letter with a point before a name. */
function isInitial(text: string, tokens: readonly WordToken[], at: number, style: Style): boolean {
  const token = tokens[at];
  const next = tokens[at + 1];
  if (token === undefined || next === undefined || (style !== 'lower' && !/^\p{Lu}/u.test(token.text))) return false;
  if (text[token.end] !== '.' || next.start > token.end + 2) return false;
  return next.text.length > 1 || isInitial(text, tokens, at + 1, style);
}

function hasCapitalInside(word: string): boolean {
  return /[\p{Ll}'’‘-]\p{Lu}/u.test(word);
}

function hasForeignLetter(word: string): boolean {
  return [...word].some((letter) => letter > '~' && letter !== '’' && letter !== '‘');
}

/** After "with", before "re" or the end, after an initial: where a name stands and a plain word seldom does. */
function isWhereNamesStand(text: string, tokens: readonly WordToken[], at: number, style: Style): boolean {
  const token = tokens[at];
  const previous = tokens[at - 1];
  const next = tokens[at + 1];
  if (token === undefined) return false;
  if (previous !== undefined && previous.text.length === 1 && /^\.\s?$/.test(text.slice(previous.end, token.start)))
    return true;
  if (SELDOM_NAMES.has(foldedWord(token.text))) return false;
  if (next !== undefined && AFTER_NAMES.has(foldedWord(next.text))) return true;
  if (style === 'mixed' || style === 'title') return false;
  if (previous === undefined || !BEFORE_NAMES.has(foldedWord(previous.text))) return false;
  if (next === undefined) return true;
  const gap = text.slice(token.end, next.start);
  return (
    /[,;./)]/.test(gap) || ['re', 'regarding', 'about', 'concerning', 'on', 'and', '&'].includes(foldedWord(next.text))
  );
}

/** Given names and what stands between the parts of a name or of a company belong to it. */
function joinNeighbours(text: string, tokens: readonly WordToken[], isName: boolean[], style: Style): void {
  const isCapital = (at: number) => style === 'lower' || /^\p{Lu}/u.test(tokens[at]?.text ?? '');
  const lowerAt = (at: number) => foldedWord(tokens[at]?.text ?? '').replace(/\.$/, '');
  const mayBePartner = (at: number) => ALSO_NAMES.has(lowerAt(at)) && !SELDOM_NAMES.has(lowerAt(at)) && isCapital(at);
  for (let at = 0; at + 1 < tokens.length; at += 1) {
    // "Grace Park": two words side by side that are both names.
    if (!isAdjacent(text, tokens[at], tokens[at + 1]) || !mayBePartner(at) || !mayBePartner(at + 1)) continue;
    if (isActionWord(lowerAt(at)) && opensSentence(text, tokens, at)) continue;
    isName[at] = true;
    isName[at + 1] = true;
  }
  for (let at = 0; at < tokens.length; at += 1) {
    // Whatever it is, between two parts of a name it is one.
    if (
      !isName[at] &&
      isName[at - 1] &&
      isName[at + 1] &&
      !isCommonWord(tokens[at]?.text ?? '') &&
      isAdjacent(text, tokens[at - 1], tokens[at]) &&
      isAdjacent(text, tokens[at], tokens[at + 1])
    )
      isName[at] = true;
    // "van der Berg", "bin Rashid": small words before a name.
    if (isName[at]) {
      let from = at - 1;
      while (from >= 0 && PARTICLES.has(lowerAt(from)) && isAdjacent(text, tokens[from], tokens[from + 1])) from -= 1;
      for (let each = from + 1; each < at; each += 1) isName[each] = true;
      // "Grant Okafor": a given name that is also a word, before a name.
      const given = from;
      if (
        given >= 0 &&
        !isName[given] &&
        ALSO_NAMES.has(lowerAt(given)) &&
        isCapital(given) &&
        isAdjacent(text, tokens[given], tokens[given + 1])
      ) {
        if (!isActionWord(lowerAt(given)) || !opensSentence(text, tokens, given) || style === 'mixed')
          isName[given] = true;
      }
      // "with Dakota Okafor": one plain word between "with" and a name, where no clearer style says what it is.
      if (
        given > 0 &&
        !isName[given] &&
        style !== 'mixed' &&
        style !== 'title' &&
        BEFORE_NAMES.has(lowerAt(given - 1)) &&
        isPlain(lowerAt(given)) &&
        isAdjacent(text, tokens[given], tokens[given + 1])
      ) {
        isName[given] = true;
      }
      // "Okafor Price": a last name that is also a word, after one.
      if (
        at + 1 < tokens.length &&
        !isName[at + 1] &&
        ALSO_NAMES.has(lowerAt(at + 1)) &&
        isCapital(at + 1) &&
        isAdjacent(text, tokens[at], tokens[at + 1])
      ) {
        isName[at + 1] = true;
      }
    }
  }
  // "First National Bank", "Acme Tool & Die Co.": back from the word that makes it a company.
  for (let end = 0; end < tokens.length; end += 1) {
    if (!COMPANY_ENDS.has(lowerAt(end)) || !isCapital(end)) continue;
    let from = end - 1;
    while (from >= 0 && isPartOfCompany(text, tokens, from, style, isName)) from -= 1;
    from += 1;
    while (from < end && NAME_JOINERS.has(lowerAt(from))) from += 1;
    const needsName = (style !== 'mixed' && !STRONG_ENDS.has(lowerAt(end))) || from === end;
    const hasOwn = needsName
      ? isName.slice(from, end).some(Boolean)
      : !(from + 1 === end && opensSentence(text, tokens, from) && isActionWord(lowerAt(from)));
    if (hasOwn) for (let each = from; each <= end; each += 1) isName[each] = true;
  }
}

function isPartOfCompany(
  text: string,
  tokens: readonly WordToken[],
  at: number,
  style: Style,
  isName: readonly boolean[],
): boolean {
  const token = tokens[at];
  const next = tokens[at + 1];
  if (token === undefined || next === undefined || !/^[\s,.&-]{0,3}$/.test(text.slice(token.end, next.start)))
    return false;
  const lower = foldedWord(token.text);
  if (NAME_JOINERS.has(lower)) return true;
  if (isName[at]) return true;
  if (style === 'capitals' || style === 'lower') return isPlain(lower) || OPENS_COMPANY.has(lower);
  if (!/^\p{Lu}/u.test(token.text)) return false;
  return !(opensSentence(text, tokens, at) && isActionWord(lower));
}

/** Neither an action nor a document, a role or a small word: what the rules' lexicon does not know. */
function isPlain(lower: string): boolean {
  return knowledgeOf(lower).marks === 0 && !BEFORE_NAMES.has(lower) && !HONORIFICS.has(lower) && lower.length > 2;
}

function opensSentence(text: string, tokens: readonly WordToken[], at: number): boolean {
  const token = tokens[at];
  const before = tokens[at - 1];
  if (token === undefined || before === undefined) return true;
  const gap = text.slice(before.end, token.start);
  if (/[;:!?(\u2013\u2014"“•|]/.test(gap) || /\s-\s/.test(gap) || /[\n\r]/.test(gap)) return true;
  // A point after an initial or a title ends no sentence.
  return gap.includes('.') && before.text.length > 2 && !HONORIFICS.has(foldedWord(before.text));
}

function isAdjacent(text: string, first: WordToken | undefined, second: WordToken | undefined): boolean {
  return first !== undefined && second !== undefined && /^\.?[ \u00a0]?$/.test(text.slice(first.end, second.start));
}

/** One name goes on over spaces, points of initials, ampersands and commas before "Inc." and "Jr.". */
function isJoined(text: string, first: WordToken | undefined, second: WordToken | undefined): boolean {
  if (first === undefined || second === undefined) return false;
  const gap = text.slice(first.end, second.start);
  if (/^(?:\.?\s?|\s?&\s?|\s)$/.test(gap)) return true;
  return /^,?\s$/.test(gap) && COMPANY_ENDS.has(foldedWord(second.text));
}
