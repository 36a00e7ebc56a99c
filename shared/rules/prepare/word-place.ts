import type { Word } from './narrative-reading.ts';

/** Places are below this: a power of two, so that smaller tables take the lower bits. */
export const MOST_PLACES = 1 << 13;

/** The place of a text (FNV-1a); different texts may share one. */
export function placeOf(text: string): number {
  let place = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) place = Math.imul(place ^ text.charCodeAt(at), 0x01000193);
  return (place ^ (place >>> 15)) & (MOST_PLACES - 1);
}

export function wordOf(text: string, lemma: string, marks: number): Word {
  const place = placeOf(text);
  return { text, lemma, marks, place, lemmaPlace: lemma === text ? place : placeOf(lemma) };
}
