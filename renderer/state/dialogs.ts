import { create } from 'zustand';

/** Which dialog is open over the window; at most one. */
export type OpenDialog =
  | { readonly kind: 'palette' }
  | { readonly kind: 'keys' }
  | { readonly kind: 'signIn' }
  | { readonly kind: 'export'; readonly invoiceId: string }
  | { readonly kind: 'return'; readonly invoiceId: string };

export const useDialogs = create<{ readonly open: OpenDialog | null }>(() => ({ open: null }));

export function openDialog(open: OpenDialog): void {
  useDialogs.setState({ open });
}

export function closeDialog(): void {
  useDialogs.setState({ open: null });
}
