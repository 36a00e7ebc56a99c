import { createHash } from 'node:crypto';

/** So much of a file is shown at once; a frame with more stands still. */
export const SHOWN_LINES = 20_000;
export const SHOWN_CHARACTERS = 4_000_000;

const STYLE = `
:root { color-scheme: light dark; --ink: #1d2428; --paper: #fffdf8; --quiet: #667075; --rule: #d9d4c7; --mark: #8a5a00; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ea; --paper: #1b2023; --quiet: #939da1; --rule: #3a4347; --mark: #e0b25c; } }
html { background: var(--paper); color: var(--ink); font: 13px/1.55 ui-monospace, Consolas, "Liberation Mono", monospace; }
body { margin: 0; }
p { margin: 0; padding: 0.75rem 1rem; font-family: system-ui, sans-serif; color: var(--quiet); border-bottom: 1px solid var(--rule); }
ol { margin: 0; padding: 0.5rem 0; list-style: none; counter-reset: line; }
li { counter-increment: line; display: flex; min-height: 1.55em; padding-right: 1rem; white-space: pre-wrap; overflow-wrap: anywhere; }
li::before { content: counter(line); flex: none; width: 4.5rem; margin-right: 1rem; text-align: right; color: var(--quiet); user-select: none; }
b { color: var(--mark); font-weight: 600; }
`;

/**
 * What a preview may do: nothing. No script, no form, no request, an origin that is nobody's; one style sheet, by its hash, and
 * only pages of LAIT may hold it.
 */
export const ORIGINAL_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors lait:; sandbox`;

/** The file as text with the numbers of its lines, or a sentence in place of what is no text. Whatever is in it stays text. */
export function originalPage(name: string, bytes: Uint8Array): string {
  const kind = knownKind(bytes);
  const text = kind === null ? readText(bytes) : null;
  if (text === null) {
    const what = kind ?? 'no text';
    return page(name, [
      `This file is ${what} (${sizeOf(bytes.length)}). LAIT shows originals as text alone, so that nothing in a file can act; what was read from this one is in the review. To look at the file itself, open it where it came from.`,
    ]);
  }
  const all = text.value.split(/\r\n|\r|\n/);
  if (all.at(-1) === '') all.pop();
  const shown = firstOf(all);
  const left = all.length - shown.length;
  const remarks = [
    `${escapeText(visible(name))}, ${sizeOf(bytes.length)}, ${count(all.length, 'line')}, read as ${text.encoding}. Shown as it came; nothing in it is active.`,
    ...(left === 0
      ? []
      : [
          `The first ${count(shown.length, 'line')} are shown; ${count(left, 'more line')} are in the file and not here.`,
        ]),
  ];
  return page(name, remarks, shown);
}

/** In place of an original that cannot be shown. */
export function sentencePage(sentence: string): string {
  return page('LAIT', [escapeText(sentence)]);
}

function page(name: string, paragraphs: readonly string[], lines: readonly string[] = []): string {
  const list =
    lines.length === 0 ? '' : `<ol>${lines.map((line) => `<li><span>${marked(line)}</span></li>`).join('')}</ol>`;
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapeText(visible(name))}</title><style>${STYLE}</style></head><body>${paragraphs.map((text) => `<p>${text}</p>`).join('')}${list}</body></html>`;
}

const KINDS: readonly { readonly head: readonly number[]; readonly what: string }[] = [
  { head: [0x25, 0x50, 0x44, 0x46, 0x2d], what: 'a PDF document' },
  { head: [0x50, 0x4b, 0x03, 0x04], what: 'a zip archive or an Office document' },
  { head: [0xd0, 0xcf, 0x11, 0xe0], what: 'an older Office document or an Outlook message' },
  { head: [0x89, 0x50, 0x4e, 0x47], what: 'a picture' },
  { head: [0xff, 0xd8, 0xff], what: 'a picture' },
];

function knownKind(bytes: Uint8Array): string | null {
  return KINDS.find(({ head }) => head.every((byte, index) => bytes[index] === byte))?.what ?? null;
}

/** As the readers of invoices take it: by its mark, as UTF-8 where it is that, else as Windows-1252. Null: no text. */
function readText(bytes: Uint8Array): { readonly value: string; readonly encoding: string } | null {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return { value: decode(bytes, 'utf-16le'), encoding: 'UTF-16' };
  if (first === 0xfe && second === 0xff) return { value: decode(bytes, 'utf-16be'), encoding: 'UTF-16' };
  if (bytes.includes(0)) return null;
  try {
    return { value: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'UTF-8' };
  } catch {
    return { value: decode(bytes, 'windows-1252'), encoding: 'Windows-1252' };
  }
}

function decode(bytes: Uint8Array, encoding: string): string {
  return new TextDecoder(encoding).decode(bytes);
}

function firstOf(lines: readonly string[]): readonly string[] {
  let characters = 0;
  let index = 0;
  while (index < Math.min(lines.length, SHOWN_LINES)) {
    characters += lines[index]?.length ?? 0;
    if (characters > SHOWN_CHARACTERS) break;
    index += 1;
  }
  // Of one endless line its beginning says more than nothing.
  return index === 0 && lines[0] !== undefined ? [lines[0].slice(0, SHOWN_CHARACTERS)] : lines.slice(0, index);
}

/** What cannot be seen, and what turns the direction of reading round, so that a line shows something else than it holds. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

function visible(text: string): string {
  return text.replaceAll(UNSEEN, nameOf);
}

function marked(line: string): string {
  return escapeText(line).replaceAll(UNSEEN, (found) => `<b>${nameOf(found)}</b>`);
}

function nameOf(character: string): string {
  return `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeText(text: string): string {
  return text.replaceAll(/[&<>"']/g, (found) => ENTITIES[found] ?? found);
}

function count(number: number, noun: string): string {
  return `${number.toLocaleString('en-US')} ${noun}${number === 1 ? '' : 's'}`;
}

function sizeOf(bytes: number): string {
  return bytes < 1024 ? count(bytes, 'byte') : `${Math.ceil(bytes / 1024).toLocaleString('en-US')} KB`;
}
