/** Whole mails, as Outlook and others hand them over: nothing of them is read, because what is a bill in one is a guess. */
const MAIL_FILE = /\.(?:msg|eml|emlx|oft|mbox)$/i;

/** @param name of a file that was dropped, with or without its folder */
export function isMailFile(name: string): boolean {
  return MAIL_FILE.test(name);
}

export const MAIL_SENTENCE =
  'This is a mail, and LAIT reads the files attached to one. Nothing was imported: open the mail and drag its attachments here.';
