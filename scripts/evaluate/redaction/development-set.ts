import { namesIn, type RedactionSet } from './redaction-set.ts';

/** Invented people, companies and numbers that were looked at while redaction was built; the figure that counts is of `held-out-set.ts`. */
/** By origin; last name after given name, as on bills. Several are also words of English, as many real ones are. */
const people: RedactionSet['people'] = {
  english: namesIn(
    `Harold Whitcombe; Imogen Thackeray; Prudence Ashdown; Clive Hartnell; Rosalind Peabody; Nigel Satterthwaite; Winifred Calloway; Jasper Holloway; Beatrix Underhill; Tobias Fenwick`,
  ),
  words: namesIn(
    `Olivia Young; Rupert Banks; Simon Price; Elinor Brooks; Graham Field; Mark Bishop; Rose Hill; Dean Strong; Grant Moody; Grace Park; Frank Wells; Helen Stone; April Summers; Guy Rich; Sterling Waters`,
  ),
  american: namesIn(
    `LaTasha Broadnax; Deshawn Gaines; Cody Ledbetter; Brittany Stubblefield; Travis McElhaney; Tiffany Van Houten; Earl Thibodeaux; Dakota Reinhardt; Jamal Whitlock; Kaylee Swearingen`,
  ),
  irish: namesIn(
    `Siobhan O'Mahony; Cormac MacGiolla; Fionnuala Ní Bhriain; Padraig O’Sullivan; Aoife Gallagher; Declan Fitzmaurice`,
  ),
  spanish: namesIn(
    `María José Echeverría; Joaquín de la Cruz; Ximena Villaseñor; Raúl Ybarra-Montes; Guadalupe Ocampo; Esteban Zúñiga; Itzel Cárdenas; Luis Fernando Quiroga`,
  ),
  portuguese: namesIn(`João Carvalho dos Santos; Beatriz Magalhães; Thiago Figueiredo; Inês Vasconcelos`),
  french: namesIn(`Jean-Baptiste Lefèvre; Élodie Marchand; Thérèse du Plessis; Benoît Charpentier`),
  german: namesIn(`Jürgen Schäfer; Annelise von der Heide; Klaus-Peter Zimmermann; Ute Grünwald`),
  nordic: namesIn(`Søren Kjærgaard; Åsa Lindqvist; Bjørn Thorvaldsen; Eero Hämäläinen`),
  polish: namesIn(`Zbigniew Wójcik; Małgorzata Szymańska; Przemysław Krzyżanowski; Agnieszka Nowicka`),
  russian: namesIn(`Svetlana Dobrynina; Vyacheslav Tikhonov; Oksana Hrytsenko; Yevgeny Maslennikov`),
  greek: namesIn(`Eleftheria Papanikolaou; Stavros Dimitriadis`),
  arabic: namesIn(
    `Abdulrahman al-Khatib; Noura bint Salman; Yousef Haddadin; Rania El Masri; Tariq bin Rashid; Khadija Benhaddou`,
  ),
  hebrew: namesIn(`Yael Ben-Ami; Avraham Schwarzmann; Noa Peretz`),
  persian: namesIn(`Shirin Golzari; Behrouz Tehrani`),
  turkish: namesIn(`Gülşen Yıldırım; Okan Çelik`),
  indian: namesIn(
    `Venkataraman Subramaniam; Priyanka Deshmukh; Harpreet Dhillon; Anirudh Bhattacharyya; Lakshmi Narayanan; Zubin Contractor`,
  ),
  pakistani: namesIn(`Asfandyar Qureshi; Mehwish Chaudhry`),
  chinese: namesIn(`Xiuying Zhang; Qiang Ouyang; Wei-Lin Tsai; Haoran Xu; Mei Ng; Zhihao Deng`),
  japanese: namesIn(`Kenjiro Watanabe; Satsuki Hoshino; Ryūnosuke Ishiguro`),
  korean: namesIn(`Ji-hoon Baek; Soo-yeon Choi; Minseok Eun`),
  vietnamese: namesIn(`Nguyễn Thị Hạnh; Tran Quoc Bao; Phuong Huynh`),
  filipino: namesIn(`Maricel Dimaculangan; Rodrigo Macaraeg`),
  indonesian: namesIn(`Wahyuni Kusumawardhani; Bambang Prasetyo`),
  yoruba: namesIn(`Oluwaseun Adebayo-Cole; Folasade Akinwunmi; Babatunde Ogunleye`),
  igbo: namesIn(`Chukwuemeka Nwosu; Ngozi Umeh; Ifeoma Eze`),
  ghanaian: namesIn(`Kwabena Asante-Boateng; Akosua Frimpong`),
  ethiopian: namesIn(`Tewodros Gebremariam; Selamawit Haile`),
  swahili: namesIn(`Wanjiru Kamau; Otieno Achieng`),
  hawaiian: namesIn(`Kealohilani Kahananui; Keoni Mahoe`),
  navajo: namesIn(`Begaye Tsosie; Yazzie Benally`),
};

const companies = namesIn(`
  Quillhaven Logistics LLC; Brambleworth Industries, Inc.; Ostrander & Pell Construction Co.; First Harbor National Bank; Tessellate Pharmaceuticals Corp.; Kowalczyk Brothers Roofing; Zephyrine Airlines; Veridian Mutual Insurance Company
  Halvorsen Foods Ltd.; Sunmeadow Senior Living LLC; Iron Gate Capital Partners LP; Bluewater Casualty; Marrakesh Imports GmbH; Pinecrest Homeowners Association; Nakagawa Precision Systems; The Larkspur Group; Dunmore Steel Holdings; Oakhurst Community Hospital
  Gulf Coast Marine Services, Inc.; Redstone Title Trust; Amberjack Ventures; Fitzwilliam Properties LLC; Castellano Family Partnership; Northern Plains Energy Corp.; Sable Ridge Realty; Yarrow Technologies; Crestline Builders; Peregrine Freight Systems LLC
`);

const numbers = namesIn(`
  2:24-cv-01187-KJM; 1:19-cr-00452; Case No. 23-CV-88121; 2022-L-004417; BC-2021-009834; acct. 4471902235; Account No. 88-201945-7; claim #WC-20419-77; Policy No. HGL 4410982; file no. 20-11873
  (415) 555-0182; 212-555-0147; +44 20 7946 0991; 305.555.0126 ext. 14; h.whitcombe@quillhaven.example.com; billing@ostrander-pell.com; 078-05-1120; www.brambleworth.com; 4111 1111 1111 1111; loan no. 7781204416
`);

const sentences: RedactionSet['sentences'] = {
  terse: [
    'tc w/ {P} re depo prep and med recs',
    'Draft ltr to {C} re tender of defense',
    'Rev. {L} depo tr. and prep summary',
    'Prep for and attend depo of Dr. {L}',
    'T/c w/ adj. {P} re reserve and mediation authority',
    'Recd/rev email from {L} re rog responses, acct {N}',
    'Conf. w/ {L} and OC re inspection of {C} premises',
    'Revise MSJ; call w/ {L} re affidavit; email to {C} risk mgr',
    'Subp. to {C} for wage records, {N}',
    'Meet w/ {P}, {L} re trial exhibits',
    'Review {L} v. {C} complaint, {N}',
    '{L} called re settlement; left msg at {N}',
    'Pull docket in {N} ({L} matter)',
    'Attend IME of {P}',
    'Corr. to {P} at {N} re HIPAA auth.',
    'Prep {L} for cross-exam; outline re {C} invoices',
    'Voir dire notes, jurors {L} and {P}',
    'Summarize {C} maint. logs and {L} stmt',
  ],
  formal: [
    'Telephone conference with {P} regarding the status of discovery responses.',
    'Correspondence with counsel for {C} concerning the proposed stipulation.',
    'Drafted declaration of {P} in support of motion for summary judgment.',
    'Reviewed and analyzed the expert report of Dr. {P} on causation and damages.',
    'Prepared for deposition of {L}, including review of documents produced by {C}.',
    'Conferred with {P} and {L} regarding strategy for the hearing before Judge {L}.',
    'Negotiated terms of the asset purchase agreement with {C}; revised disclosure schedules.',
    'Attention to wire transfer from {C}, {N}, at closing.',
    'Researched whether {C} may be held liable as successor to {C} under applicable law.',
    'Exchanged several emails with Ms. {L} about scheduling of the mediation.',
    'Attended meeting of creditors; examined {P} about transfers to {C}.',
    'Revised the employment agreement between {C} and {P}, and circulated it to the client.',
    'Prepared notice of appearance in {N} and served it on {P}.',
    'Analyzed the claims of {L} against {C} and drafted a memorandum to the client.',
    'Reviewed voicemail from {P} ({N}) and responded to his questions about the lease.',
    'Finalized the answer of defendants {P} and {C} to the amended complaint.',
    'Met with Mr. {L} to prepare him for trial testimony.',
    'Considered objections raised by {P} on behalf of {C} to the protective order.',
  ],
};

export const developmentSet: RedactionSet = { people, companies, numbers, sentences };
