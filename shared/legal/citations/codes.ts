/** A code of laws or rules of court. */
export interface Code {
  readonly name: string;
  readonly jurisdiction: string;
  /** Whether a section's sign or word must stand between the name and the number. */
  readonly needsSign: boolean;
  readonly otherSpellings: readonly string[];
}

/** name | jurisdiction, `+` where the number may follow at once | other spellings. From general citation practice. */
const TABLE = `
Fed. R. Civ. P. | us + | FRCP, F.R.C.P., F.R.Civ.P., Federal Rule of Civil Procedure, Federal Rules of Civil Procedure
Fed. R. Crim. P. | us + | F.R.Crim.P., Federal Rule of Criminal Procedure
Fed. R. App. P. | us + | FRAP, F.R.A.P., Federal Rule of Appellate Procedure
Fed. R. Evid. | us + | FRE, F.R.E., Federal Rule of Evidence
Fed. R. Bankr. P. | us + | FRBP, Federal Rule of Bankruptcy Procedure
I.R.C. | us | Internal Revenue Code
Treas. Reg. | us | Treasury Regulation
Ala. Code | al |
Alaska Stat. | ak |
Ariz. Rev. Stat. | az | A.R.S.
Ark. Code | ar |
Cal. Bus. & Prof. Code | ca | Bus. & Prof. Code, Business and Professions Code
Cal. Civ. Code | ca | California Civil Code, Cal. Civil Code
Cal. Civ. Proc. Code | ca | Cal. Code Civ. Proc., Code Civ. Proc., Code of Civil Procedure, CCP
Cal. Corp. Code | ca | Corp. Code
Cal. Evid. Code | ca | Evid. Code
Cal. Fam. Code | ca |
Cal. Gov't Code | ca | Cal. Gov. Code, Gov. Code
Cal. Health & Safety Code | ca | Health & Saf. Code
Cal. Ins. Code | ca |
Cal. Lab. Code | ca | California Labor Code, Cal. Labor Code
Cal. Penal Code | ca |
Cal. Prob. Code | ca |
Cal. Rules of Court, rule | ca + |
Colo. Rev. Stat. | co | C.R.S.
Conn. Gen. Stat. | ct |
Del. Code | de |
D.C. Code | dc |
Fla. Stat. | fl |
Fla. R. Civ. P. | fl + |
Ga. Code | ga | O.C.G.A.
Haw. Rev. Stat. | hi | HRS
Idaho Code | id | I.C.
Ind. Code | in |
Iowa Code | ia |
Kan. Stat. | ks | K.S.A.
Ky. Rev. Stat. | ky | KRS
La. Rev. Stat. | la | La. R.S.
La. Civ. Code art. | la + | La. C.C. art.
Me. Rev. Stat. | me | M.R.S.
Md. Code, Com. Law | md |
Md. Code | md |
Mich. Comp. Laws | mi | MCL
Minn. Stat. | mn |
Miss. Code | ms |
Mo. Rev. Stat. | mo | RSMo
Mont. Code | mt |
Neb. Rev. Stat. | ne |
Nev. Rev. Stat. | nv | NRS
N.H. Rev. Stat. | nh | RSA
N.J. Stat. | nj | N.J.S.A.
N.J. Ct. R. | nj + |
N.M. Stat. | nm | NMSA
N.Y. C.P.L.R. | ny + | C.P.L.R., CPLR, N.Y. CPLR
N.Y. Bus. Corp. Law | ny |
N.Y. Civ. Rights Law | ny |
N.Y. Dom. Rel. Law | ny |
N.Y. Exec. Law | ny |
N.Y. Gen. Bus. Law | ny | General Business Law
N.Y. Gen. Oblig. Law | ny |
N.Y. Ins. Law | ny |
N.Y. Jud. Law | ny | Judiciary Law
N.Y. Lab. Law | ny | N.Y. Labor Law
N.Y. Penal Law | ny |
N.Y. Real Prop. Law | ny |
N.Y. U.C.C. | ny |
N.C. Gen. Stat. | nc |
N.D. Cent. Code | nd |
Ohio Rev. Code | oh | R.C., O.R.C.
Ohio Civ. R. | oh + |
Okla. Stat. tit. | ok + |
Or. Rev. Stat. | or | ORS
Pa. R. Civ. P. | pa + | Pa.R.C.P.
R.I. Gen. Laws | ri |
S.C. Code | sc |
S.D. Codified Laws | sd | SDCL
Tenn. Code | tn | T.C.A.
Tex. Bus. & Com. Code | tx |
Tex. Bus. Orgs. Code | tx |
Tex. Civ. Prac. & Rem. Code | tx | Texas Civil Practice and Remedies Code
Tex. Fam. Code | tx |
Tex. Gov't Code | tx |
Tex. Ins. Code | tx |
Tex. Lab. Code | tx |
Tex. Penal Code | tx |
Tex. Prop. Code | tx |
Tex. Tax Code | tx |
Tex. R. Civ. P. | tx + |
Tex. R. App. P. | tx + |
Utah Code | ut |
Va. Code | va |
Wash. Rev. Code | wa + | RCW
W. Va. Code | wv |
Wis. Stat. | wi |
Wyo. Stat. | wy |
U.C.C. | us | UCC
`;

export const CODES: readonly Code[] = TABLE.split('\n')
  .filter((row) => row.trim() !== '')
  .map((row) => {
    const [name = '', marks = '', spellings = ''] = row.split('|').map((cell) => cell.trim());
    const [jurisdiction = '', plus] = marks.split(' ');
    // A name may itself hold a comma ("Md. Code, Com. Law"); spellings do not.
    const otherSpellings = spellings.split(',').flatMap((each) => (each.trim() === '' ? [] : [each.trim()]));
    return { name, jurisdiction, needsSign: plus !== '+', otherSpellings };
  });
