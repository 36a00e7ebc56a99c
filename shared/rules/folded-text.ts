// Most texts have single spaces only, and looking is cheaper than replacing.
const UNEVEN = /\s\s|[^\S ]/;

/** Text compared as people would: case, runs of spaces and outer spaces do not count. */
export function foldedText(text: string): string {
  const trimmed = text.trim().toLowerCase();
  return UNEVEN.test(trimmed) ? trimmed.replace(/\s+/g, ' ') : trimmed;
}
