/** Before there are accounts, everything is done by whoever sits here. */
export const THIS_DEVICE = 'this device';

/** `alone`: one machine without a server, whose reviewer does everything. */
export type AuthorRole = 'alone' | 'reviewer' | 'approver' | 'administrator';

export interface Author {
  /** The user's id, or `this device`. */
  readonly userId: string;
  readonly role: AuthorRole;
}

export const ALONE: Author = { userId: THIS_DEVICE, role: 'alone' };

/** Who may approve, take an approval back and keep the firm's guidelines. */
export function mayApprove({ role }: Author): boolean {
  return role !== 'reviewer';
}
