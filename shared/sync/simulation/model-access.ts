/** Who may see which scope, and since which epoch: each time access is given anew, the epoch is one higher. */
export interface ModelAccess {
  /** Scopes of a person with the epoch under which they have it. */
  scopesOf(userId: string): ReadonlyMap<string, number>;
  grant(userId: string, scopeId: string): void;
  revoke(userId: string, scopeId: string): void;
  copy(): ModelAccess;
}

export function modelAccess(): ModelAccess {
  return accessOf(new Map(), new Map());
}

function accessOf(held: Map<string, ReadonlyMap<string, number>>, epochs: Map<string, number>): ModelAccess {
  const scopesOf = (userId: string) => held.get(userId) ?? new Map<string, number>();
  return {
    scopesOf,
    grant(userId, scopeId) {
      if (scopesOf(userId).has(scopeId)) return;
      const epoch = (epochs.get(`${userId}/${scopeId}`) ?? 0) + 1;
      epochs.set(`${userId}/${scopeId}`, epoch);
      held.set(userId, new Map([...scopesOf(userId), [scopeId, epoch]]));
    },
    revoke(userId, scopeId) {
      const left = new Map(scopesOf(userId));
      left.delete(scopeId);
      held.set(userId, left);
    },
    copy: () => accessOf(new Map(held), new Map(epochs)),
  };
}
