import type { z } from 'zod';
import type { hitPassage } from '#shared/api/legal.ts';

type Passage = z.infer<typeof hitPassage>;

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };
const LONGEST = 1_200;

/**
 * A snippet (HTML in which `<mark>` stands around what was found) as text and spans: every other tag is dropped, nothing
 * of it is ever shown as markup. White space runs together.
 */
export function markedText(html: string): Passage {
  let text = '';
  let openedAt: number | null = null;
  const highlights: { start: number; end: number }[] = [];
  // A tag holds no other, so that what never ends is read once.
  for (const [token] of html.matchAll(/<\/?[a-z!][^<>]*>|[^<]+|</gi)) {
    if (/^<mark[\s>]/i.test(token)) openedAt ??= text.length;
    else if (/^<\/mark/i.test(token)) close();
    // A word after a tag that breaks the line is no part of the word before it.
    else if (/^<\/?[a-z!]/i.test(token)) append(' ');
    else append(decoded(token));
  }
  close();
  return { text: text.trimEnd(), highlights: highlights.filter(({ start, end }) => end > start) };

  function append(more: string): void {
    const folded = more.replace(/\s+/g, ' ');
    const added = text === '' || text.endsWith(' ') ? folded.trimStart() : folded;
    text = (text + added).slice(0, LONGEST);
  }

  function close(): void {
    if (openedAt === null) return;
    const end = text.trimEnd().length;
    const start = text[openedAt] === ' ' ? openedAt + 1 : openedAt;
    if (end > start) highlights.push({ start, end });
    openedAt = null;
  }
}

function decoded(text: string): string {
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,6});/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name.toLowerCase()] ?? whole;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 31 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : ' ';
  });
}
