import type { LawCitation } from './citation.ts';
import { CODES, type Code } from './codes.ts';

export type UnplacedLaw = Omit<LawCitation, 'repeats'>;

// 1983; 78j(b); 1396r-8(b)(1)(A); 1910.120; 14-2-101; 5/2-615
const SECTION = String.raw`\d{1,6}[A-Za-z]{0,3}(?:[-\u2013.:/]\d{1,6}[A-Za-z]{0,3})*(?:\([A-Za-z0-9]{1,5}\))*`;
const SIGN = String.raw`(?:\u00a7{1,2}|[Ss]ections?|[Ss]ecs?\.|[Rr]ules?)`;
const FREE = String.raw`(?<![\w.,$#/-])`;
const MEASURED = String.raw`(?!\w|\.\d|\s?%|\s(?:hrs?|hours?)\b)`;

const TITLED: readonly (readonly [pattern: RegExp, code: string, sign: string])[] = [
  [titled(String.raw`U\.?\s?S\.?\s?C\.?(?:\s?[AS]\.?)?(?:\s\((?:West|Lexis)[^)]{0,12}\))?`), 'U.S.C.', '\u00a7 '],
  [titled(String.raw`C\.?\s?F\.?\s?R\.?(?:\s(?:[Pp]art|[Pp]t\.))?`), 'C.F.R.', '\u00a7 '],
];
const PAGED: readonly (readonly [pattern: RegExp, code: string])[] = [
  [new RegExp(String.raw`${FREE}(\d{1,3})\s{1,2}Fed\.\s?Reg\.\s{1,2}(\d{1,3},?\d{0,3})(?!\w)`, 'g'), 'Fed. Reg.'],
  [new RegExp(String.raw`${FREE}(\d{1,3})\s{1,2}Stat\.\s{1,2}(\d{1,4})${MEASURED}`, 'g'), 'Stat.'],
];
const PUBLIC_LAW = /(?<!\w)Pub(?:\.|lic)\s?L(?:\.|aw)\s{0,2}(?:Nos?\.\s?)?(\d{2,3}[-\u2013]\d{1,4})(?!\w)/g;
const ILLINOIS = new RegExp(
  String.raw`${FREE}(\d{1,4})\s{1,2}ILCS\s{1,2}(\d{1,4}/[\d.A-Za-z-]*\d[A-Za-z]?(?:\([A-Za-z0-9]{1,5}\))*)`,
  'g',
);
const MASSACHUSETTS =
  /(?<!\w)(?:Mass\.\s?Gen\.\s?Laws(?:\sAnn\.)?|M\.?G\.?L\.?(?:A\.)?|G\.\s?L\.)\s{0,2}ch?\.\s?(\d{1,3}[A-Z]?)(?:,\s{0,2}(?:§{1,2}|s\.)\s?(\d{1,4}[A-Z]?(?:\([A-Za-z0-9]{1,5}\))*))?/g;

const NAMED = new Map<string, Code>();
for (const code of CODES) for (const name of [code.name, ...code.otherSpellings]) NAMED.set(keyOf(name), code);
const ALL_NAMES = CODES.flatMap((code) => [code.name, ...code.otherSpellings]).sort((a, b) => b.length - a.length);
const CODE = new RegExp(
  String.raw`(?<![\w.])(${ALL_NAMES.map(tolerant).join('|')})(?:\sAnn\.?)?(?:\s\([^)]{1,24}\))?,?\s{0,2}(${SIGN})?\s{0,2}(${SECTION})${MEASURED}`,
  'g',
);

/** Statutes, regulations, session laws and rules of court, from left to right and without overlaps. */
export function lawCitations(text: string): readonly UnplacedLaw[] {
  const found: UnplacedLaw[] = [];
  const add = (
    match: RegExpExecArray,
    law: Pick<LawCitation, 'code' | 'title' | 'section' | 'jurisdiction' | 'normalised'>,
  ) => found.push({ kind: 'law', start: match.index, end: match.index + match[0].length, text: match[0], ...law });
  for (const [pattern, code, sign] of TITLED)
    for (const match of text.matchAll(pattern)) {
      const [, title = '', written = ''] = match;
      const section = tidy(written);
      add(match, { code, title, section, jurisdiction: 'us', normalised: `${title} ${code} ${sign}${section}` });
    }
  for (const [pattern, code] of PAGED)
    for (const match of text.matchAll(pattern)) {
      const [, title = '', page = ''] = match;
      const section = page.replace(',', '');
      add(match, { code, title, section, jurisdiction: 'us', normalised: `${title} ${code} ${section}` });
    }
  for (const match of text.matchAll(PUBLIC_LAW)) {
    const section = tidy(match[1] ?? '');
    add(match, { code: 'Pub. L.', title: null, section, jurisdiction: 'us', normalised: `Pub. L. No. ${section}` });
  }
  for (const match of text.matchAll(ILLINOIS)) {
    const [, title = '', section = ''] = match;
    add(match, { code: 'ILCS', title, section, jurisdiction: 'il', normalised: `${title} ILCS ${section}` });
  }
  for (const match of text.matchAll(MASSACHUSETTS)) {
    const [, title = '', section = ''] = match;
    const tail = section === '' ? '' : `, \u00a7 ${section}`;
    add(match, {
      code: 'Mass. Gen. Laws',
      title,
      section,
      jurisdiction: 'ma',
      normalised: `Mass. Gen. Laws ch. ${title}${tail}`,
    });
  }
  for (const match of text.matchAll(CODE)) {
    const [, name = '', sign, written = ''] = match;
    const code = NAMED.get(keyOf(name));
    if (code === undefined || (sign === undefined && code.needsSign)) continue;
    const section = tidy(written);
    const normalised = `${code.name} ${code.needsSign ? '\u00a7 ' : ''}${section}`;
    add(match, { code: code.name, title: null, section, jurisdiction: code.jurisdiction, normalised });
  }
  return withoutOverlaps(found);
}

function titled(code: string): RegExp {
  return new RegExp(
    String.raw`${FREE}(\d{1,2})\s{1,2}${code}\s{0,2}(?:${SIGN}\s{0,2})?(?<=[\s\u00a7])(${SECTION})${MEASURED}`,
    'g',
  );
}

function tolerant(name: string): string {
  return name
    .split(' ')
    .map((word) => word.replaceAll("'", "['\u2019]").replaceAll('.', '\\.?'))
    .join('\\s{1,2}');
}

function keyOf(name: string): string {
  return name.replaceAll('\u2019', "'").replace(/[\s.]+/g, '');
}

function tidy(section: string): string {
  return section.replaceAll('\u2013', '-');
}

/** Of two that overlap the one that begins first, the longer of two that begin together. */
function withoutOverlaps(found: readonly UnplacedLaw[]): readonly UnplacedLaw[] {
  const inOrder = [...found].sort((a, b) => a.start - b.start || b.end - a.end);
  let end = 0;
  return inOrder.filter((each) => {
    if (each.start < end) return false;
    end = each.end;
    return true;
  });
}
