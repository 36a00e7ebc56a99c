/** What the page shows about new versions of the desktop application. */
export interface UpdateState {
  readonly stage: /** No updates by LAIT itself: nobody has signed in yet, or this installation is looked after by administrators. */
    | { readonly kind: 'off'; readonly why: 'not_enrolled' | 'managed' }
    | { readonly kind: 'current' }
    | { readonly kind: 'downloading'; readonly version: string; readonly percent: number }
    /** Installed at the next start, or at once when the person says so. */
    | { readonly kind: 'ready'; readonly version: string; readonly notes: string }
    /** A newer version is there, and administrators install it on this machine. */
    | { readonly kind: 'announced'; readonly version: string };
  /** The last thing that went wrong, as a sentence; null for nothing. */
  readonly trouble: string | null;
  /** This version is below what the firm allows: what is here can be handed in, and no new work begun. */
  readonly mustUpdate: boolean;
}
