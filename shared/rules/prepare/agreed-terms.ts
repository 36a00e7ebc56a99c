import type { InvoiceLine, IsoDate } from '#shared/domain/invoice.ts';
import { classOf } from '#shared/utbms/timekeeper-classes.ts';
import { foldedText } from '../folded-text.ts';
import type { AgreedDiscount, AgreedPeriod, AgreedRate, RosterEntry, TermScope } from './master-facts.ts';
import type { PreparedLine, RuleContext } from './prepared-invoice.ts';

/** What a roster says about the person of a line. */
export type RosterVerdict =
  | { readonly kind: 'approved'; readonly entry: RosterEntry }
  /** Known, but not on this day: when the last approval before it ended and the next one begins. */
  | { readonly kind: 'outsidePeriod'; readonly until: IsoDate | null; readonly from: IsoDate | null }
  | { readonly kind: 'notOnRoster' }
  /** The line names nobody or no day, or belongs to another matter than its invoice. */
  | { readonly kind: 'cannotTell' };

/**
 * Rosters, rates and discounts looked up for a line. The narrowest row that fits its date holds: a row of the
 * matter before one of the client before one for all; within these a person's own rate before that of the title
 * as written before that of the class the title stands for. Where two rows are equally narrow and say different
 * things (two currencies on a bill that names none), nothing holds: a rule never guesses.
 */
export interface AgreedTerms {
  rosterOf(line: PreparedLine): RosterVerdict;
  rateOf(line: PreparedLine): AgreedRate | null;
  discountOf(line: PreparedLine): AgreedDiscount | null;
  /** The title the roster has for the person on that day, else the bill's; `null` where neither says. */
  titleOf(line: PreparedLine): string | null;
}

type Given = Pick<RuleContext, 'roster' | 'agreedRates' | 'agreedDiscounts'>;

/** @param currency of the invoice, `null` where it names none */
export function agreedTermsOf(given: Given, currency: string | null): AgreedTerms {
  const roster = indexRoster(given.roster ?? []);
  const rates = indexRates(given.agreedRates ?? [], currency);
  const discounts = (given.agreedDiscounts ?? []).toSorted(byDiscountRank);
  const discountByDate = new Map<IsoDate, AgreedDiscount | null>();
  const people: Person[] = [];
  const ofLines: (Resolved | null | undefined)[] = [];

  // A bill names few people on few days on many lines, so each is looked up once.
  const personOf = ({ line, timekeeperKey, timekeeperNumber }: PreparedLine): Person => {
    // Lines that name nobody are one person too.
    const known = people[timekeeperNumber + 1];
    if (known !== undefined) return known;
    const isKnown = given.roster !== undefined && timekeeperKey !== null;
    const person: Person = { entries: isKnown ? roster.entriesOf(line) : null, spans: [], latest: null };
    people[timekeeperNumber + 1] = person;
    return person;
  };
  const resolve = (prepared: PreparedLine): Resolved | null => {
    const { line } = prepared;
    const { date, classification } = line;
    if (date === null || !isOfInvoice(line)) return null;
    const person = personOf(prepared);
    if (person.latest !== null && holdsFor(person.latest, line, date)) return person.latest;
    let found = person.spans.find((each) => holdsFor(each, line, date));
    if (found === undefined) {
      const verdict = person.entries === null ? CANNOT_TELL : verdictOf(person.entries, date);
      const entry = verdict.kind === 'approved' ? verdict.entry : null;
      const title = entry?.classification ?? classification;
      // A bill that gives names alone: the roster knows whose they are.
      const candidates = rates.candidatesOf(line.timekeeperId ?? entry?.timekeeperId ?? null, title);
      const rate = narrowest(candidates, date);
      const span = spanAround(date, person.entries ?? [], candidates);
      found = { ...span, timekeeperId: line.timekeeperId, classification, verdict, title, rate };
      person.spans.push(found);
    }
    person.latest = found;
    return found;
  };
  // Several rules ask about each line.
  const resolved = (prepared: PreparedLine): Resolved | null => {
    let found = ofLines[prepared.index];
    if (found === undefined) {
      found = resolve(prepared);
      ofLines[prepared.index] = found;
    }
    return found;
  };

  return {
    rosterOf: (prepared) => resolved(prepared)?.verdict ?? CANNOT_TELL,
    titleOf: (prepared) =>
      given.roster === undefined
        ? prepared.line.classification
        : (resolved(prepared)?.title ?? prepared.line.classification),
    rateOf: (prepared) => (given.agreedRates === undefined ? null : (resolved(prepared)?.rate ?? null)),
    discountOf({ line }) {
      const { date } = line;
      if (date === null || !isOfInvoice(line)) return null;
      let discount = discountByDate.get(date);
      if (discount === undefined) {
        discount = discountOn(discounts, date);
        discountByDate.set(date, discount);
      }
      return discount;
    },
  };
}

/** Days that follow one another, and within which no period that was looked at begins or ends: what holds on one holds on all. */
interface Span {
  /** The first of them; `null` is open. */
  readonly since: IsoDate | null;
  /** The last day before them on which a period ended. */
  readonly after: IsoDate | null;
  /** The last of them. */
  readonly until: IsoDate | null;
  /** The first day after them on which a period begins. */
  readonly before: IsoDate | null;
}

/** What holds for one person under one title of the bill. */
interface Resolved extends Span {
  readonly timekeeperId: string | null;
  readonly classification: string | null;
  readonly verdict: RosterVerdict;
  readonly title: string | null;
  readonly rate: AgreedRate | null;
}

interface Person {
  /** `null` where there is no roster, or nobody is named. */
  readonly entries: readonly RosterEntry[] | null;
  readonly spans: Resolved[];
  /** Lines that follow one another mostly have the same. */
  latest: Resolved | null;
}

function holdsFor(known: Resolved, line: InvoiceLine, date: IsoDate): boolean {
  if (known.classification !== line.classification || known.timekeeperId !== line.timekeeperId) return false;
  const { since, after, until, before } = known;
  return (
    (since === null || since <= date) &&
    (after === null || after < date) &&
    (until === null || date <= until) &&
    (before === null || date < before)
  );
}

function spanAround(date: IsoDate, entries: readonly AgreedPeriod[], rates: readonly RankedRate[]): Span {
  let since: IsoDate | null = null;
  let after: IsoDate | null = null;
  let until: IsoDate | null = null;
  let before: IsoDate | null = null;
  for (const { from, to } of [...entries, ...rates.map(({ rate }) => rate)]) {
    if (from !== null && from <= date && (since === null || from > since)) since = from;
    if (from !== null && from > date && (before === null || from < before)) before = from;
    if (to !== null && to >= date && (until === null || to < until)) until = to;
    if (to !== null && to < date && (after === null || to > after)) after = to;
  }
  return { since, after, until, before };
}

function discountOn(ranked: readonly AgreedDiscount[], date: IsoDate): AgreedDiscount | null {
  const fitting = ranked.filter((each) => isWithin(each, date));
  const [first] = fitting;
  if (first === undefined) return null;
  const isClear = fitting.every((each) => byDiscountRank(each, first) !== 0 || each.percentE4 === first.percentE4);
  return isClear ? first : null;
}

/** False for a line that states another client or matter than its invoice: what was agreed for that is not known. */
function isOfInvoice({ headerDifferences }: InvoiceLine): boolean {
  return headerDifferences?.CLIENT_ID === undefined && headerDifferences?.LAW_FIRM_MATTER_ID === undefined;
}

export function isWithin({ from, to }: AgreedPeriod, date: IsoDate): boolean {
  return (from === null || from <= date) && (to === null || date <= to);
}

const CANNOT_TELL: RosterVerdict = { kind: 'cannotTell' };
const SCOPE_RANK: Readonly<Record<TermScope, number>> = { matter: 0, client: 1, all: 2 };

function indexRoster(entries: readonly RosterEntry[]) {
  const ranked = entries.toSorted((a, b) => SCOPE_RANK[a.scope] - SCOPE_RANK[b.scope] || laterFirst(a, b));
  const byId = Map.groupBy(ranked, ({ timekeeperId }) => foldedId(timekeeperId));
  // Asked for by bills without ids alone.
  let byName: ReadonlyMap<string, readonly RosterEntry[]> | null = null;
  return {
    /** An id is compared with ids alone: one that is not exactly the approved one is a new timekeeper's. */
    entriesOf({ timekeeperId, timekeeperName }: InvoiceLine): readonly RosterEntry[] {
      const id = foldedId(timekeeperId ?? '');
      if (id !== '') return byId.get(id) ?? [];
      byName ??= Map.groupBy(ranked, (entry) => foldedName(entry.timekeeperName));
      return byName.get(foldedName(timekeeperName ?? '')) ?? [];
    },
  };
}

function verdictOf(entries: readonly RosterEntry[], date: IsoDate): RosterVerdict {
  const fitting = entries.find((entry) => isWithin(entry, date));
  if (fitting !== undefined) return { kind: 'approved', entry: fitting };
  if (entries.length === 0) return { kind: 'notOnRoster' };
  const ends = entries.flatMap(({ to }) => (to !== null && to < date ? [to] : []));
  const begins = entries.flatMap(({ from }) => (from !== null && from > date ? [from] : []));
  return { kind: 'outsidePeriod', until: ends.toSorted().at(-1) ?? null, from: begins.toSorted()[0] ?? null };
}

interface RankedRate {
  readonly rate: AgreedRate;
  readonly rank: number;
}

function indexRates(rates: readonly AgreedRate[], currency: string | null) {
  const usable = rates.filter(
    (rate) => rate.currency === null || currency === null || rate.currency.toUpperCase() === currency.toUpperCase(),
  );
  const persons = usable.filter(({ timekeeperId }) => timekeeperId !== null);
  const classes = usable.filter(({ timekeeperId }) => timekeeperId === null);
  const byId = Map.groupBy(persons, ({ timekeeperId }) => foldedId(timekeeperId ?? ''));
  const byTitle = Map.groupBy(classes, ({ classification }) => foldedText(classification ?? ''));
  const byCode = Map.groupBy(classes, ({ classification }) => classOf(classification ?? '')?.code ?? '');
  const ranked = (among: readonly AgreedRate[] | undefined, kind: number): readonly RankedRate[] =>
    (among ?? []).map((rate) => ({ rate, rank: SCOPE_RANK[rate.scope] * 3 + kind }));
  const candidatesOf = (person: string | null, title: string | null): readonly RankedRate[] => {
    const own = person === null ? [] : ranked(byId.get(foldedId(person)), 0);
    if (title === null) return own;
    const code = classOf(title)?.code;
    return [
      ...own,
      ...ranked(byTitle.get(foldedText(title)), 1),
      ...(code === undefined ? [] : ranked(byCode.get(code), 2)),
    ];
  };
  return { candidatesOf };
}

/** The narrowest rate of that day, `null` where there is none or two of them differ. */
function narrowest(candidates: readonly RankedRate[], date: IsoDate): AgreedRate | null {
  let best: RankedRate | null = null;
  let isClear = true;
  for (const each of candidates) {
    if (!isWithin(each.rate, date)) continue;
    if (best === null || each.rank < best.rank) {
      best = each;
      isClear = true;
    } else if (each.rank === best.rank && each.rate.rateE4 !== best.rate.rateE4) isClear = false;
  }
  return isClear ? (best?.rate ?? null) : null;
}

/** The matter's before the client's; the vendor's own before one for whoever bills. */
function byDiscountRank(a: AgreedDiscount, b: AgreedDiscount): number {
  return SCOPE_RANK[a.scope] - SCOPE_RANK[b.scope] || Number(b.isForVendor) - Number(a.isForVendor);
}

function laterFirst(a: AgreedPeriod, b: AgreedPeriod): number {
  return compareText(b.from ?? '', a.from ?? '');
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function foldedId(id: string): string {
  return id.trim().replace(/\s+/g, ' ').toLowerCase();
}

/** `Okafor, Ada` and `Ada Okafor` are the same words. */
function foldedName(name: string): string {
  return (name.toLowerCase().match(/[\p{L}\p{N}'-]+/gu) ?? []).sort().join(' ');
}
