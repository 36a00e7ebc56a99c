/** A client or matter as people look for it; one that a bill brought has no other name than its number. */
export function numberAndName(number: string, name: string): string {
  return name === number ? number : `${number}  ${name}`;
}
