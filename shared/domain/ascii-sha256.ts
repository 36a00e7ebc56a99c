/**
 * SHA-256 (FIPS 180-4) of plain ASCII text, for the ids of findings: a hundred thousand short texts, where
 * making byte arrays costs more than hashing them. Everything else is hashed by the library; a test holds
 * the two together.
 */

/** Cube roots of the first 64 primes, first 32 bits of the fraction. */
const K = Int32Array.of(
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
); // biome-ignore format: one table

/** Square roots of the first eight primes, first 32 bits of the fraction. */
const START = Int32Array.of(
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
); // biome-ignore format: one table

const SCHEDULE = new Int32Array(64);
const STATE = new Int32Array(8);
const BLOCK = 64;

/**
 * The digest as eight big-endian words, in an array that the next call overwrites.
 * @returns `null` when the text is not ASCII alone
 */
export function asciiSha256(text: string): Int32Array | null {
  const length = text.length;
  STATE.set(START);
  // The mark and the length of the message take nine bytes more, in whole blocks.
  const blocks = Math.ceil((length + 9) / BLOCK);
  for (let block = 0; block < blocks; block += 1) {
    if (!schedule(text, block * BLOCK)) return null;
    if (block === blocks - 1) {
      SCHEDULE[14] = Math.floor(length / 0x2000_0000);
      SCHEDULE[15] = length << 3;
    }
    compress();
  }
  return STATE;
}

// Sixteen big-endian words of the message, then the mark 0x80, then zeros.
function schedule(text: string, from: number): boolean {
  const length = text.length;
  let seen = 0;
  for (let word = 0; word < 16; word += 1) {
    let bytes = 0;
    const start = from + word * 4;
    for (let at = start; at < start + 4; at += 1) {
      const code = at < length ? text.charCodeAt(at) : at === length ? 0x80 : 0;
      if (at < length) seen |= code;
      bytes = (bytes << 8) | code;
    }
    SCHEDULE[word] = bytes;
  }
  return seen < 128;
}

function compress(): void {
  const w = SCHEDULE;
  for (let at = 16; at < 64; at += 1) {
    const near = w[at - 2] ?? 0;
    const far = w[at - 15] ?? 0;
    const s0 = rotate(far, 7) ^ rotate(far, 18) ^ (far >>> 3);
    const s1 = rotate(near, 17) ^ rotate(near, 19) ^ (near >>> 10);
    w[at] = ((w[at - 16] ?? 0) + s0 + (w[at - 7] ?? 0) + s1) | 0;
  }
  let a = STATE[0] ?? 0;
  let b = STATE[1] ?? 0;
  let c = STATE[2] ?? 0;
  let d = STATE[3] ?? 0;
  let e = STATE[4] ?? 0;
  let f = STATE[5] ?? 0;
  let g = STATE[6] ?? 0;
  let h = STATE[7] ?? 0;
  for (let at = 0; at < 64; at += 1) {
    const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + (K[at] ?? 0) + (w[at] ?? 0)) | 0;
    const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  STATE[0] = (STATE[0] ?? 0) + a;
  STATE[1] = (STATE[1] ?? 0) + b;
  STATE[2] = (STATE[2] ?? 0) + c;
  STATE[3] = (STATE[3] ?? 0) + d;
  STATE[4] = (STATE[4] ?? 0) + e;
  STATE[5] = (STATE[5] ?? 0) + f;
  STATE[6] = (STATE[6] ?? 0) + g;
  STATE[7] = (STATE[7] ?? 0) + h;
}

function rotate(value: number, by: number): number {
  return (value >>> by) | (value << (32 - by));
}
