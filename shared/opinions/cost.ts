/** Prices in whole micro-dollars for a million tokens. */
export interface TokenPrice {
  readonly inputMicro: number;
  readonly cachedInputMicro: number;
  readonly outputMicro: number;
}

export interface TokenUse {
  /** All that went in, cached ones among them. */
  readonly inputTokens: number;
  readonly cachedTokens: number;
  readonly outputTokens: number;
}

const MILLION = 1_000_000n;

/** What a call costs, in whole micro-dollars, rounded up once: never less than the provider charges. */
export function costMicro(use: TokenUse, price: TokenPrice): number {
  const cached = Math.min(use.cachedTokens, use.inputTokens);
  const sum =
    BigInt(use.inputTokens - cached) * BigInt(price.inputMicro) +
    BigInt(cached) * BigInt(price.cachedInputMicro) +
    BigInt(use.outputTokens) * BigInt(price.outputMicro);
  const micro = (sum + MILLION - 1n) / MILLION;
  return micro > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : Number(micro);
}

/** A token of these texts is at least two bytes long on average; English has about four. For reservations, which must not be too small. */
const BYTES_A_TOKEN = 2;
/** What a provider adds around a call. */
const OVERHEAD_TOKENS = 300;

/** At most as many tokens as a text of so many bytes can be. */
export function mostTokens(byteCount: number): number {
  return Math.ceil(byteCount / BYTES_A_TOKEN) + OVERHEAD_TOKENS;
}
