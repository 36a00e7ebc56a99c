import { namesIn, type RedactionSet } from './redaction-set.ts';

/**
 * Written after redaction was finished and never looked at since: nothing of the product reads it, and nothing may be tuned
 * on what it misses here. Every person and company is invented.
 */
const people: RedactionSet['people'] = {
  english: namesIn(
    `Arabella Pemberton; Gideon Throckmorton; Millicent Farraday; Percival Entwistle; Henrietta Blackwood; Algernon Tewksbury; Cordelia Haversham; Montgomery Ravenscroft`,
  ),
  words: namesIn(
    `Hannah Long; Peter Marsh; Ivy Forest; Carl Winter; Joy Chambers; Bill Sharp; Robin Noble; Victor King; Penny Lane; Hope Cross; Oliver Green; Amber Wise; Dale Poole; Heath Barker`,
  ),
  american: namesIn(
    `Tyrell Boudreaux; Krystal Huckabee; Shaniqua Merriweather; Colton Dunlap; Marquis Teasdale; Savannah Brubaker; Wade Pettigrew; Destiny Kowalewski; Beau Fontenot; Rashida Grimes`,
  ),
  irish: namesIn(`Gráinne Ó Súilleabháin; Eoin Mac Cárthaigh; Niamh O'Donoghue; Ruairí Kilbride`),
  scottish: namesIn(`Hamish MacAllister; Morag Drummond; Ewan Farquharson; Isla Strachan`),
  spanish: namesIn(
    `Ignacio Belmonte; Rocío Arizmendi; Santiago Peña-Iglesias; Marisol Treviño; Anselmo de los Ríos; Yolanda Quintanilla`,
  ),
  portuguese: namesIn(`Caetano Albuquerque; Luísa Fonseca da Silva; Otávio Nóbrega`),
  italian: namesIn(`Giancarlo Bellandi; Ornella D'Agostino; Piero della Rovere; Fiammetta Scarpelli`),
  french: namesIn(`Geneviève Beaumarchais; Olivier de Villiers; Maëlle Kerguelen`),
  dutch: namesIn(`Maarten van den Broek; Liesbeth de Vries; Joost ter Horst`),
  german: namesIn(`Friederike Löwenthal; Gottfried Österreicher; Heidemarie Pfannenstiel`),
  nordic: namesIn(`Þórdís Guðmundsdóttir; Leif Halvorsrud; Päivi Ylönen; Astrid Bergström`),
  czech: namesIn(`Bohumil Dvořáček; Ludmila Hřebíčková`),
  hungarian: namesIn(`Zsófia Kőszegi; Gergő Szentmihályi`),
  romanian: namesIn(`Ştefan Ionescu; Ruxandra Brâncoveanu`),
  balkan: namesIn(`Dragoslav Petrović; Mirjana Vuković; Zdravka Stoyanova`),
  ukrainian: namesIn(`Bohdan Shevchuk; Lyudmyla Kravets; Taras Onyshchenko`),
  armenian: namesIn(`Hovhannes Petrosyan; Anoush Karapetian`),
  georgian: namesIn(`Nino Chkheidze; Levan Javakhishvili`),
  arabic: namesIn(`Mustafa al-Tamimi; Hind Abu Zaid; Faisal Bouazizi; Laila el-Sayed; Hamza Qasim`),
  hebrew: namesIn(`Shlomo Rabinovich; Tzipora Bar-Lev; Eitan Mizrahi`),
  persian: namesIn(`Farhad Mohseni; Parisa Zandieh`),
  afghan: namesIn(`Najibullah Wardak; Zarghuna Popalzai`),
  turkish: namesIn(`Ayşegül Karadağ; Serkan Özdemir`),
  indian: namesIn(
    `Gurpreet Randhawa; Meenakshi Iyer; Siddharth Mukhopadhyay; Kavitha Ramachandran; Rohan Bhandarkar; Jyoti Parekh; Thangavel Murugesan`,
  ),
  bangladeshi: namesIn(`Shahnaz Begum; Mizanur Talukder`),
  sinhalese: namesIn(`Nuwan Wickramasinghe; Chandrika Abeysekera`),
  nepali: namesIn(`Prakash Adhikari; Sunita Gurung`),
  chinese: namesIn(`Jianguo Feng; Yiran Xie; Chia-Hao Hsu; Meilin Zhuang; Guangming Lü; Ziyi Qian`),
  cantonese: namesIn(`Ka-Ming Kwok; Wing-Yee Tsang; Siu-Fung Ngai`),
  japanese: namesIn(`Haruka Fujimori; Takeshi Ōshima; Natsuko Kuroda`),
  korean: namesIn(`Hye-jin Noh; Dong-wook Seo; Yuna Gwak`),
  vietnamese: namesIn(`Lê Văn Dũng; Hoang Thi Lan; Bich Ngoc Vu`),
  thai: namesIn(`Somchai Rattanakosin; Pornthip Srisai`),
  khmer: namesIn(`Sophea Chhim; Vannak Sok`),
  filipino: namesIn(`Analyn Batungbakal; Crisanto Lacson`),
  indonesian: namesIn(`Dewi Hartawan; Suryadi Nugroho`),
  malay: namesIn(`Zulkifli bin Othman; Norhayati binti Yusof`),
  yoruba: namesIn(`Adewale Oyelaran; Titilayo Bamidele; Olumide Fagbemi`),
  igbo: namesIn(`Obinna Okwuosa; Chidinma Anyanwu`),
  hausa: namesIn(`Aminu Danjuma; Halima Gusau`),
  ghanaian: namesIn(`Yaw Ofori-Atta; Efua Mensah`),
  ethiopian: namesIn(`Abebe Woldemichael; Hirut Tadesse`),
  somali: namesIn(`Abdirahman Warsame; Hodan Jama`),
  kenyan: namesIn(`Njeri Mwangi; Kipchumba Rotich`),
  zulu: namesIn(`Sibusiso Dlamini; Nomvula Khumalo`),
  hawaiian: namesIn(`Nālani Kekauoha; Ikaika Pukui`),
  cherokee: namesIn(`Adahy Swimmer; Ahyoka Sixkiller`),
  haitian: namesIn(`Wideline Jean-Louis; Frantz Désir`),
};

const companies = namesIn(`
  Thistledown Freight LLC; Corvane Biologics, Inc.; Abernathy & Lund Masonry Co.; Second Prairie State Bank; Halcyon Dialysis Partners LP; Wrenfield Mutual Assurance Company; Kestrel Point Marina LLC; Obsidian Semiconductor Corp.
  Fairweather Cruise Lines Ltd.; Tamarack Village Homeowners Association; Vandermeer Holdings GmbH; Lone Cedar Ranch LLC; Sauvignon Brothers Winery; Marigold Pediatric Clinic; Ironbridge Steel Corporation; Pacific Lantern Imports, Inc.
  Whitlow Grain Cooperative; Stonefly Outdoor Stores; Castellan Security Services; Mosswood Academy Foundation; Juniper Crossing Apartments LLC; Rockaway Crane Rental Co.; Hexagon Bay Ventures; Delphine Cosmetics PLC
`);

const numbers = namesIn(`
  3:22-cv-00914-BRM; 8:21-bk-10377; No. 24-CI-00318; 2019-CA-007712; CGC-20-588123; acct # 660914772; Account 4410-88213; claim no. A2209917; Policy #BOP-7719032; file #19-40227
  (312) 555-0178; 646.555.0119; +1 206-555-0133; 718-555-0101 x22; a.pemberton@thistledown.example.org; ap@corvane.com; 521-07-3388; www.kestrelpoint.net; 5500 0000 0000 0004; loan no. 30092217
`);

const sentences: RedactionSet['sentences'] = {
  terse: [
    'Tel. conf. w/ {P} re lien amt and release',
    'Emails to/from {L} re {C} subp. response',
    'Rvw {C} COI and addl insd endt, claim {N}',
    'Depo of {P} (3.0), travel to same',
    'Prep depo outline for {L}; rvw exhs.',
    'Draft mtn to compel {C}',
    'LM for {L} at {N}',
    'Ltr to {P}, cc {L}, re settlement proposal',
    'Edit {L} aff.; t/c {P}',
    'Rvw med recs from Dr. {L} re surgery',
    'Appear at CMC before Judge {L}',
    'Calls with {L}, {P} and adjuster re trial date',
    'Rsch re {C} as alter ego of {C}',
    'Witness prep - {P}',
    'Notice of depo to {C} 30(b)(6) rep',
    'Compile {L} personnel file per {C} RFPs',
  ],
  formal: [
    'Conference call with {P} and representatives of {C} to discuss the terms of the proposed settlement.',
    'Prepared letter to {P} explaining the status of the appeal and next steps.',
    'Revised brief in opposition to the motion of {C} to dismiss the second amended complaint.',
    'Reviewed documents produced by {C} relating to the termination of {P}.',
    'Interviewed {P}, former controller of {C}, about the accounting entries at issue.',
    'Drafted direct examination of {P} and cross-examination of Dr. {L}.',
    'Telephone call from Mr. {L} concerning the inspection; returned his call at {N}.',
    'Prepared and filed proof of claim on behalf of {C} in {N}.',
    'Corresponded with {L} about documents that {P} had requested under the lease.',
    'Traveled to and attended the mediation with {P} of {C}.',
    'Analyzed whether the noncompete signed by {L} is enforceable; discussed the same with {P}.',
    'Summarized the deposition testimony of {L} for the client.',
    'Prepared closing binder and sent it to {P} at {N}.',
    'Reviewed title commitment for the property of {C} and the deed from {P}.',
    'Attended hearing on the petition of {P} for guardianship.',
    'Considered the effect of the release given by {L} to {C}.',
  ],
};

export const heldOutSet: RedactionSet = { people, companies, numbers, sentences };
