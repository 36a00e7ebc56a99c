import { create } from 'zustand';
import type { OpinionAsk } from '#shared/api/opinions.ts';
import type { VerifySubject } from './verify-subject.ts';

/** Which dialog is open over the window; at most one. */
export type OpenDialog =
  | { readonly kind: 'palette' }
  | { readonly kind: 'keys' }
  | { readonly kind: 'signIn' }
  | { readonly kind: 'export'; readonly invoiceId: string }
  | { readonly kind: 'return'; readonly invoiceId: string }
  | { readonly kind: 'original'; readonly invoiceId: string }
  | { readonly kind: 'verify'; readonly subject: VerifySubject }
  | { readonly kind: 'opinion'; readonly invoiceId: string; readonly ask: OpinionAsk };

export const useDialogs = create<{ readonly open: OpenDialog | null }>(() => ({ open: null }));

export function openDialog(open: OpenDialog): void {
  useDialogs.setState({ open });
}

export function closeDialog(): void {
  useDialogs.setState({ open: null });
}
