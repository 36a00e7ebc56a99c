/** Text compared as people would: case, runs of spaces and outer spaces do not count. */
export function foldedText(text: string): string {
  return text.trim().replace(/\s+/g, ' ').toLowerCase();
}
