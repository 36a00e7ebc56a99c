import type { LaunchWish } from './launch-arguments.ts';

/** Keeps what LAIT was started for until there is somebody to do it. */
export interface WishBox {
  take(wish: LaunchWish): void;
  /** From now on, and for what was kept. */
  follow(fulfil: (wish: LaunchWish) => void): void;
}

export function wishBox(first: LaunchWish): WishBox {
  let waiting: LaunchWish[] = [first];
  let fulfil: ((wish: LaunchWish) => void) | null = null;
  return {
    take(wish) {
      if (fulfil === null) waiting.push(wish);
      else fulfil(wish);
    },
    follow(next) {
      fulfil = next;
      for (const each of waiting) next(each);
      waiting = [];
    },
  };
}
