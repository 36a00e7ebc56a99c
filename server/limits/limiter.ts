/** A budget: so many points in so many seconds. */
export interface Budget {
  readonly name: string;
  readonly points: number;
  readonly seconds: number;
}

export interface LimitAnswer {
  readonly isAllowed: boolean;
  readonly remaining: number;
  /** Rounded up; 0 when allowed. */
  readonly retryAfterSeconds: number;
}

/** Counts what one key (a user, an address) spends. Fails closed to an in-process count when Redis is gone. */
export interface Limiter {
  consume(budget: Budget, key: string, points?: number): Promise<LimitAnswer>;
}
