/** Wake-ups between processes. A message may be lost: whoever listens looks again by itself. */
export interface Bus {
  publish(channel: string, message: string): Promise<void>;
  /** @returns a function that ends the subscription */
  subscribe(channel: string, listener: (message: string) => void): () => void;
}
