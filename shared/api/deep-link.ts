/**
 * What a `lait://open/...` address may point at: places, by id. Nothing that acts, no text, no query. Addresses come
 * from mails, other programs and notifications, so this parser is the only way in.
 */
export type DeepLink =
  | { readonly kind: 'queue' }
  | { readonly kind: 'invoice'; readonly invoiceId: string; readonly lineId: string | null }
  | { readonly kind: 'conflicts' }
  | { readonly kind: 'conflict'; readonly conflictId: string }
  | { readonly kind: 'notifications' }
  /** A legal search, and what records say of an attorney, both with what came of them. */
  | { readonly kind: 'search'; readonly searchId: string }
  | { readonly kind: 'verification'; readonly verificationId: string };

const ID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const PATTERN = new RegExp(
  `^lait://open/(?:(queue|conflicts|notifications)|(invoice|conflict|search|verification)/(${ID})(?:/line/(${ID}))?)/?$`,
);
const LONGEST = 200;

/** @returns null for anything but an address of the list, however near it comes */
export function parseDeepLink(text: string): DeepLink | null {
  if (text.length > LONGEST) return null;
  const match = PATTERN.exec(text);
  if (match === null) return null;
  const [, place, kind, id = '', lineId] = match;
  if (place !== undefined) return { kind: place as 'queue' | 'conflicts' | 'notifications' };
  if (kind === 'invoice') return { kind: 'invoice', invoiceId: id, lineId: lineId ?? null };
  if (lineId !== undefined) return null;
  if (kind === 'search') return { kind: 'search', searchId: id };
  return kind === 'verification' ? { kind, verificationId: id } : { kind: 'conflict', conflictId: id };
}

/** `parseDeepLink` reads it back. */
export function formatDeepLink(link: DeepLink): string {
  switch (link.kind) {
    case 'invoice':
      return `lait://open/invoice/${link.invoiceId}${link.lineId === null ? '' : `/line/${link.lineId}`}`;
    case 'conflict':
      return `lait://open/conflict/${link.conflictId}`;
    case 'search':
      return `lait://open/search/${link.searchId}`;
    case 'verification':
      return `lait://open/verification/${link.verificationId}`;
    case 'queue':
    case 'conflicts':
    case 'notifications':
      return `lait://open/${link.kind}`;
  }
}
