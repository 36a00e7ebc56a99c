/** The first file of a bundle: what is in it, and what is not. */
export function bundleReadme(madeAt: string, files: readonly (readonly [name: string, about: string])[]): string {
  const list = files.map(([name, about]) => `  ${name.padEnd(18)} ${about}`).join('\n');
  return `LAIT support bundle, made ${madeAt}

For whoever helps this firm with its server. Look through it before you send it: every file is plain text.

What is in it
${list}

What is not in it
  No narratives, no names of clients, matters, people, vendors or files, no amounts and no hours, no e-mail addresses,
  no passwords, keys or tokens, no addresses of machines, no original of a bill. Settings are named; their values stand
  there only where LAIT's list of harmless settings has them. Of log lines, only fields with a known shape were taken, and
  messages that are constants of the program. Nothing was removed from a text in which it might have been missed: texts
  that people or other programs wrote were never read into it.

A part that could not be asked when the bundle was made is null in its file; status.json then says which was down.
`;
}
