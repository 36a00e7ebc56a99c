/** One series of reports and how it is written. */
export interface Reporter {
  readonly abbreviation: string;
  /** CourtListener's id of the court, where the series reports one court alone. */
  readonly courtId: string | null;
  readonly firstYear: number;
  readonly lastYear: number | null;
  /**
   * Its abbreviation is an ordinary word, a place or a point of the compass: volume, abbreviation and page alone are
   * then no citation (`100 N.W. 23`), only with a case's name, a parallel citation or a year.
   */
  readonly needsContext: boolean;
  /** A database's number of up to eight digits stands where a page does. */
  readonly isDatabase: boolean;
  readonly otherSpellings: readonly string[];
}

/**
 * abbreviation | years | court, `*` where context is needed, `#` for a database | other spellings
 * From general knowledge of citation practice (The Bluebook, table T1, and the reporters' own title pages).
 */
const FEDERAL = `
U.S. | 1790- | scotus | U. S.
S. Ct. | 1882- | scotus | Sup. Ct., S.Ct.
L. Ed. | 1790-1956 | scotus | L.E.
L. Ed. 2d | 1956- | scotus |
Dall. | 1790-1800 | scotus * |
Cranch | 1801-1815 | scotus * |
Wheat. | 1816-1827 | scotus * |
Pet. | 1828-1842 | scotus * |
How. | 1843-1860 | scotus * |
Black | 1861-1862 | scotus * |
Wall. | 1863-1874 | scotus * |
F. | 1880-1924 | * | Fed., Fed. Rep.
F.2d | 1924-1993 | | Fed. 2d
F.3d | 1993-2021 | | Fed. 3d
F.4th | 2021- | |
F. App'x | 2001-2021 | | F. Appx., F. App., Fed. Appx., Fed. App'x
F. Supp. | 1932-1998 | | Fed. Supp.
F. Supp. 2d | 1998-2014 | | Fed. Supp. 2d
F. Supp. 3d | 2014- | | Fed. Supp. 3d
F. Cas. | 1789-1880 | | Fed. Cas.
F.R.D. | 1938- | |
B.R. | 1979- | | Bankr.
Fed. Cl. | 1992- | uscfc |
Cl. Ct. | 1982-1992 | uscfc |
Ct. Cl. | 1855-1982 | cc |
C.C.P.A. | 1929-1982 | ccpa |
Ct. Int'l Trade | 1980- | cit |
T.C. | 1942- | tax |
T.C.M. | 1942- | tax | T.C.M. (CCH)
B.T.A. | 1924-1942 | bta |
M.J. | 1975- | |
C.M.R. | 1951-1975 | |
Vet. App. | 1989- | cavc |
U.S.P.Q. | 1929-1986 | |
U.S.P.Q.2d | 1987- | |
I. & N. Dec. | 1940- | bia |
App. D.C. | 1893-1941 | cadc |
U.S. App. D.C. | 1941- | cadc |
N.L.R.B. | 1935- | * | NLRB
F.C.C. | 1934-1986 | * |
F.C.C.R. | 1986- | | FCC Rcd.
WL | 1980- | # |
LEXIS | 1980- | # |
U.S. LEXIS | 1980- | scotus # |
U.S. App. LEXIS | 1980- | # |
U.S. Dist. LEXIS | 1980- | # |
`;

const REGIONAL = `
A. | 1885-1938 | * |
A.2d | 1938-2010 | |
A.3d | 2010- | |
P. | 1883-1931 | * |
P.2d | 1931-2000 | | Pac. 2d
P.3d | 2000- | |
N.E. | 1885-1936 | * |
N.E.2d | 1936-2014 | |
N.E.3d | 2014- | |
N.W. | 1879-1941 | * |
N.W.2d | 1942- | |
N.W.3d | 2023- | |
S.E. | 1887-1939 | * |
S.E.2d | 1939- | |
S.W. | 1886-1928 | * |
S.W.2d | 1928-1999 | |
S.W.3d | 1999- | |
So. | 1887-1941 | * |
So. 2d | 1941-2008 | |
So. 3d | 2008- | |
`;

const STATES = `
Ala. | 1840-1976 | ala * |
Ala. App. | 1910-1976 | |
Alaska | 1884-1959 | * |
Ariz. | 1866- | ariz * |
Ariz. App. | 1965-1976 | arizctapp |
Ark. | 1837-2009 | ark * |
Ark. App. | 1981-2009 | arkctapp |
Cal. | 1850-1934 | cal * |
Cal. 2d | 1934-1969 | cal |
Cal. 3d | 1969-1991 | cal |
Cal. 4th | 1991-2016 | cal |
Cal. 5th | 2016- | cal |
Cal. App. | 1905-1934 | calctapp |
Cal. App. 2d | 1934-1969 | calctapp |
Cal. App. 3d | 1969-1991 | calctapp |
Cal. App. 4th | 1991-2016 | calctapp |
Cal. App. 5th | 2016- | calctapp |
Cal. Rptr. | 1959-1991 | |
Cal. Rptr. 2d | 1991-2003 | |
Cal. Rptr. 3d | 2003- | |
Colo. | 1864-1980 | colo * |
Colo. App. | 1891-1980 | coloctapp |
Conn. | 1814- | conn * |
Conn. App. | 1983- | connappct |
Conn. Supp. | 1935- | connsuperct |
Del. | 1832-1966 | del * |
Del. Ch. | 1814-1968 | delch |
Fla. | 1846-1948 | fla * |
Ga. | 1846- | ga * |
Ga. App. | 1907- | gactapp |
Haw. | 1847- | haw * | Hawai'i
Idaho | 1866- | idaho * |
Ill. | 1819-1954 | ill * |
Ill. 2d | 1954-2011 | ill |
Ill. App. | 1877-1953 | illappct |
Ill. App. 2d | 1954-1972 | illappct |
Ill. App. 3d | 1972-2011 | illappct |
Ill. Dec. | 1976- | |
Ind. | 1848-1981 | ind * |
Ind. App. | 1890-1979 | indctapp |
Iowa | 1855-1968 | iowa * |
Kan. | 1862- | kan * |
Kan. App. | 1895-1901 | kanctapp |
Kan. App. 2d | 1977- | kanctapp |
Ky. | 1785-1951 | ky * |
La. | 1841-1972 | la * |
La. Ann. | 1846-1900 | la |
Me. | 1820-1965 | me * |
Md. | 1851- | md * |
Md. App. | 1967- | mdctspecapp |
Mass. | 1804- | mass * |
Mass. App. Ct. | 1972- | massappct |
Mich. | 1847- | mich * |
Mich. App. | 1965- | michctapp |
Minn. | 1851-1977 | minn * |
Miss. | 1818-1966 | miss * |
Mo. | 1821-1956 | mo * |
Mo. App. | 1876-1954 | moctapp |
Mont. | 1868- | mont * |
Neb. | 1871- | neb * |
Neb. App. | 1992- | nebctapp |
Nev. | 1865- | nev * |
N.H. | 1816- | nh * |
N.J. | 1948- | nj * |
N.J.L. | 1790-1948 | |
N.J. Eq. | 1830-1948 | |
N.J. Super. | 1948- | |
N.J. Tax | 1979- | njtaxct |
N.M. | 1852-2012 | nm * |
N.Y. | 1847-1956 | ny * |
N.Y.2d | 1956-2003 | ny |
N.Y.3d | 2003- | ny |
N.Y.S. | 1888-1937 | |
N.Y.S.2d | 1938-2014 | |
N.Y.S.3d | 2014- | |
A.D. | 1896-1955 | nyappdiv * | App. Div.
A.D.2d | 1955-2003 | nyappdiv | App. Div. 2d
A.D.3d | 2003- | nyappdiv | App. Div. 3d
Misc. | 1892-1955 | * |
Misc. 2d | 1955-2003 | |
Misc. 3d | 2003- | |
N.Y. Slip Op. | 2001- | # | NY Slip Op
N.C. | 1778- | nc * |
N.C. App. | 1968-2021 | ncctapp |
N.D. | 1890-1953 | nd * |
Ohio | 1821-1851 | ohio * |
Ohio St. | 1852-1964 | ohio * |
Ohio St. 2d | 1964-1982 | ohio |
Ohio St. 3d | 1982- | ohio |
Ohio App. | 1913-1965 | ohioctapp |
Ohio App. 2d | 1965-1982 | ohioctapp |
Ohio App. 3d | 1982- | ohioctapp |
Ohio Misc. 2d | 1982- | |
Okla. | 1890-1953 | okla * |
Okla. Crim. | 1908-1953 | oklacrimapp |
Or. | 1853- | or * |
Or. App. | 1969- | orctapp |
Pa. | 1845- | pa * |
Pa. Super. | 1895-1997 | pasuperct |
Pa. Commw. | 1970-1994 | pacommwct | Pa. Cmwlth.
Pa. D. & C. | 1921-1955 | |
Pa. D. & C.2d | 1955-1977 | |
Pa. D. & C.3d | 1977-1990 | |
Pa. D. & C.4th | 1990-2007 | |
Pa. D. & C.5th | 2007- | |
P.R. Dec. | 1899- | prsupreme | D.P.R.
R.I. | 1828-1980 | ri * |
S.C. | 1868- | sc * |
S.C. Eq. | 1784-1868 | |
S.D. | 1890-1976 | sd * |
Tenn. | 1791-1972 | tenn * |
Tenn. App. | 1925-1971 | tennctapp |
Tenn. Crim. App. | 1967-1971 | tenncrimapp |
Tex. | 1846-1962 | tex * |
Tex. Crim. | 1892-1962 | texcrimapp |
Tex. Civ. App. | 1892-1911 | texapp |
Tex. Sup. Ct. J. | 1957- | tex |
Utah | 1855-1953 | utah * |
Utah 2d | 1953-1974 | utah |
Vt. | 1826- | vt * |
Va. | 1790- | va * |
Va. App. | 1985- | vactapp |
Va. Cir. | 1957- | |
Wash. | 1889-1939 | wash * |
Wash. 2d | 1939- | wash | Wn.2d
Wash. App. | 1969-2017 | washctapp | Wn. App.
Wash. App. 2d | 2017- | washctapp | Wn. App. 2d
W. Va. | 1864- | wva * |
Wis. | 1853-1957 | wis * |
Wis. 2d | 1957- | | 
Wyo. | 1870-1959 | wyo * |
`;

export const REPORTERS: readonly Reporter[] = `${FEDERAL}${REGIONAL}${STATES}`
  .split('\n')
  .filter((row) => row.trim() !== '')
  .map(readRow);

function readRow(row: string): Reporter {
  const [abbreviation = '', years = '', marks = '', spellings = ''] = row.split('|').map((cell) => cell.trim());
  const [from, to] = years.split('-');
  const words = marks.split(' ').filter((word) => word !== '');
  return {
    abbreviation,
    courtId: words.find((word) => word !== '*' && word !== '#') ?? null,
    firstYear: Number(from),
    lastYear: to === undefined || to === '' ? null : Number(to),
    needsContext: words.includes('*'),
    isDatabase: words.includes('#'),
    otherSpellings: spellings.split(',').flatMap((spelling) => (spelling.trim() === '' ? [] : [spelling.trim()])),
  };
}
