/** Names of nobody: a register in the layout that New York publishes, always the same for a seed. */
const HEADINGS =
  'Registration Number,First Name,Middle Name,Last Name,Suffix,Company Name,Street 1,Street 2,City,State,Zip,Zip Plus Four,Country,County,Phone Number,Year Admitted,Judicial Department of Admission,Law School,Status,Next Registration';
const STATUSES = [
  'Currently registered', 'Currently registered', 'Currently registered', 'Currently registered', 'Currently registered',
  'Due to reregister within 30 days of birthday', 'Delinquent', 'Suspended, currently registered', 'Resigned', 'Disbarred', 'Deceased',
]; // biome-ignore format: one list
const BEGINNINGS = ['Ar', 'Bel', 'Cor', 'Dun', 'Es', 'Fal', 'Gor', 'Hol', 'Is', 'Jar', 'Kel', 'Lam', 'Mor', 'Nor', 'Ost', 'Pel', 'Quin', 'Ros', 'Sor', 'Tam']; // biome-ignore format: one list
const MIDDLES = ['an', 'be', 'di', 'en', 'fo', 'gi', 'ha', 'in', 'lo', 'mi', 'no', 'ra', 'se', 'ti', 'ur', 'va']; // biome-ignore format: one list
const ENDS = ['berg', 'court', 'dale', 'field', 'gate', 'hurst', 'kin', 'ley', 'man', 'ner', 'quist', 'son', 'stein', 'ton', 'vick', 'well']; // biome-ignore format: one list

export interface RegisterRow {
  readonly number: string;
  readonly first: string;
  readonly middle?: string;
  readonly last: string;
  readonly suffix?: string;
  readonly company?: string;
  readonly city?: string;
  readonly year?: string;
  readonly status?: string;
}

/** A file of these rows. */
export function registerFile(rows: readonly RegisterRow[]): string {
  return `${[HEADINGS, ...rows.map(lineOf)].join('\n')}\n`;
}

/** So many made-up rows, in pieces; some 200 bytes each, as in the real file. */
export function* madeUpRegister(rowCount: number): Generator<string> {
  yield `${HEADINGS}\n`;
  let state = 20_260_801;
  const next = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % below;
  };
  const pick = (list: readonly string[]) => list[next(list.length)] ?? '';
  let lines = '';
  for (let row = 0; row < rowCount; row += 1) {
    const hasFirm = next(100) >= 37;
    const hasCity = next(100) >= 31;
    lines += `${lineOf({
      number: String(1_000_000 + row),
      first: pick(BEGINNINGS) + pick(MIDDLES),
      middle: next(3) === 0 ? '' : pick(BEGINNINGS).slice(0, 1),
      last: pick(BEGINNINGS) + pick(MIDDLES) + pick(ENDS),
      suffix: next(50) === 0 ? 'Jr.' : '',
      company: hasFirm
        ? `"${pick(BEGINNINGS)}${pick(ENDS)}, ${pick(BEGINNINGS)}${pick(ENDS)} & ${pick(ENDS)} LLP"`
        : '',
      city: hasCity ? 'New York' : '',
      year: String(1960 + next(66)),
      status: `"${pick(STATUSES)}"`,
    })}\n`;
    if (row % 500 === 499) {
      yield lines;
      lines = '';
    }
  }
  if (lines !== '') yield lines;
}

function lineOf({
  number,
  first,
  middle = '',
  last,
  suffix = '',
  company = '',
  city = 'New York',
  year = '2001',
  status = '"Currently registered"',
}: RegisterRow): string {
  const street = city === '' ? ',' : '1 Made Up Street,Floor 2';
  return `${number},${first},${middle},${last},${suffix},${company},${street},${city},NY,10001,0001,United States,New York,(000) 000-0000,${year},1,MADE UP LAW SCHOOL,${status},Jun 2027`;
}
