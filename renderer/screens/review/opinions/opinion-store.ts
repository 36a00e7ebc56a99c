import { create } from 'zustand';

/** The request that was asked last for each invoice, so that the review follows it. */
export const useAsked = create<{ readonly byInvoice: Readonly<Record<string, string>> }>(() => ({ byInvoice: {} }));

export function noteAsked(invoiceId: string, requestId: string): void {
  useAsked.setState(({ byInvoice }) => ({ byInvoice: { ...byInvoice, [invoiceId]: requestId } }));
}

export function forgetAsked(invoiceId: string): void {
  useAsked.setState(({ byInvoice }) => {
    const { [invoiceId]: _, ...rest } = byInvoice;
    return { byInvoice: rest };
  });
}
