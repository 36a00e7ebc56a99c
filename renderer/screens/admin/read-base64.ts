// As many bytes as a call takes as arguments, and a multiple of three, so that the pieces join without padding.
const PIECE = 3 * 8_192;

/** Bytes as base64, for a body that is JSON. */
export function base64Of(bytes: Uint8Array): string {
  let text = '';
  for (let from = 0; from < bytes.length; from += PIECE) {
    text += btoa(String.fromCharCode(...bytes.subarray(from, from + PIECE)));
  }
  return text;
}
