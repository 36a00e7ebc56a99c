/** State, its letters in CourtListener's ids, its federal districts (`-` for a single one), its highest court. */
const STATES = `
Ala. | al | N M S | ala
Alaska | ak | - | alaska
Ariz. | az | - | ariz
Ark. | ar | E W | ark
Cal. | ca | N E C S | cal
Colo. | co | - | colo
Conn. | ct | - | conn
Del. | de | - | del
D.C. | dc | - | dc
Fla. | fl | N M S | fla
Ga. | ga | N M S | ga
Haw. | hi | - | haw
Idaho | id | - | idaho
Ill. | il | N C S | ill
Ind. | in | N S | ind
Iowa | ia | N S | iowa
Kan. | ks | - | kan
Ky. | ky | E W | ky
La. | la | E M W | la
Me. | me | - | me
Md. | md | - | md
Mass. | ma | - | mass
Mich. | mi | E W | mich
Minn. | mn | - | minn
Miss. | ms | N S | miss
Mo. | mo | E W | mo
Mont. | mt | - | mont
Neb. | ne | - | neb
Nev. | nv | - | nev
N.H. | nh | - | nh
N.J. | nj | - | nj
N.M. | nm | - | nm
N.Y. | ny | N E S W | ny
N.C. | nc | E M W | nc
N.D. | nd | - | nd
Ohio | oh | N S | ohio
Okla. | ok | N E W | okla
Or. | or | - | or
Pa. | pa | E M W | pa
P.R. | pr | - | prsupreme
R.I. | ri | - | ri
S.C. | sc | - | sc
S.D. | sd | - | sd
Tenn. | tn | E M W | tenn
Tex. | tx | N E S W | tex
Utah | ut | - | utah
Vt. | vt | - | vt
Va. | va | E W | va
Wash. | wa | E W | wash
W. Va. | wv | N S | wva
Wis. | wi | E W | wis
Wyo. | wy | - | wyo
`;

const OTHER_COURTS = `
U.S. | scotus
1st Cir. | ca1
2d Cir. | ca2
2nd Cir. | ca2
3d Cir. | ca3
3rd Cir. | ca3
4th Cir. | ca4
5th Cir. | ca5
6th Cir. | ca6
7th Cir. | ca7
8th Cir. | ca8
9th Cir. | ca9
10th Cir. | ca10
11th Cir. | ca11
D.C. Cir. | cadc
Fed. Cir. | cafc
Fed. Cl. | uscfc
Ct. Cl. | cc
Ct. Int'l Trade | cit
T.C. | tax
J.P.M.L. | jpml
B.A.P. 9th Cir. | bap9
Ala. Civ. App. | alacivapp
Ala. Crim. App. | alacrimapp
Alaska Ct. App. | alaskactapp
Ariz. Ct. App. | arizctapp
Ark. Ct. App. | arkctapp
Cal. Ct. App. | calctapp
Colo. App. | coloctapp
Conn. App. Ct. | connappct
Conn. Super. Ct. | connsuperct
Del. Ch. | delch
Del. Super. Ct. | delsuperct
Fla. Dist. Ct. App. | fladistctapp
Fla. 1st DCA | fladistctapp
Fla. 2d DCA | fladistctapp
Fla. 3d DCA | fladistctapp
Fla. 4th DCA | fladistctapp
Fla. 5th DCA | fladistctapp
Ga. Ct. App. | gactapp
Haw. Ct. App. | hawapp
Idaho Ct. App. | idahoctapp
Ill. App. Ct. | illappct
Ind. Ct. App. | indctapp
Iowa Ct. App. | iowactapp
Kan. Ct. App. | kanctapp
Ky. Ct. App. | kyctapp
La. Ct. App. | lactapp
Md. Ct. Spec. App. | mdctspecapp
Mass. App. Ct. | massappct
Mass. Super. Ct. | masssuperct
Mich. Ct. App. | michctapp
Minn. Ct. App. | minnctapp
Miss. Ct. App. | missctapp
Mo. Ct. App. | moctapp
Neb. Ct. App. | nebctapp
N.J. Super. Ct. App. Div. | njsuperctappdiv
N.M. Ct. App. | nmctapp
N.Y. App. Div. | nyappdiv
N.Y. Sup. Ct. | nysupct
N.C. Ct. App. | ncctapp
Ohio Ct. App. | ohioctapp
Okla. Civ. App. | oklacivapp
Okla. Crim. App. | oklacrimapp
Or. Ct. App. | orctapp
Pa. Super. Ct. | pasuperct
Pa. Commw. Ct. | pacommwct
S.C. Ct. App. | scctapp
Tenn. Ct. App. | tennctapp
Tenn. Crim. App. | tenncrimapp
Tex. App. | texapp
Tex. Crim. App. | texcrimapp
Utah Ct. App. | utahctapp
Va. Ct. App. | vactapp
Wash. Ct. App. | washctapp
Wis. Ct. App. | wisctapp
`;

function rowsOf(table: string): readonly (readonly string[])[] {
  const rows = table.split('\n').filter((row) => row.trim() !== '');
  return rows.map((row) => row.split('|').map((cell) => cell.trim()));
}

/** Abbreviations of courts, as they stand in a citation's parenthesis, with CourtListener's ids. */
export const COURTS: ReadonlyMap<string, string> = new Map([
  ...rowsOf(STATES).flatMap(([state = '', letters = '', districts = '', highest = '']) => [
    [state, highest] as const,
    ...districts
      .split(' ')
      .map((side) => (side === '-' ? ([`D. ${state}`, `${letters}d`] as const) : districtCourt(side, state, letters))),
  ]),
  ...rowsOf(OTHER_COURTS).map(([court = '', id = '']) => [court, id] as const),
]);

function districtCourt(side: string, state: string, letters: string): readonly [string, string] {
  return [`${side}.D. ${state}`, `${letters}${side.toLowerCase()}d`];
}

const BY_KEY = new Map([...COURTS].map(([court, id]) => [keyOf(court), id]));

/**
 * CourtListener's id of a court as written in a parenthesis: `S.D.N.Y.`, `9th Cir.`, `Cal. Ct. App.`. Departments
 * and districts of an appellate court that follow it are passed over (`N.Y. App. Div. 2d Dep't`).
 */
export function findCourt(written: string): string | null {
  const words = written.trim().split(/\s+/);
  for (let count = words.length; count > 0; count -= 1) {
    const id = BY_KEY.get(keyOf(words.slice(0, count).join(' ')));
    if (id !== undefined) return id;
  }
  return null;
}

function keyOf(court: string): string {
  return court.replaceAll('\u2019', "'").replace(/[\s.,']+/g, '');
}
