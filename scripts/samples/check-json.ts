/** The parts of `lait check --json` that acceptance looks at, as any script outside the project would see them. */
export interface CheckJson {
  readonly files: readonly CheckedFileJson[];
}

export interface CheckedFileJson {
  readonly format: string | null;
  readonly problems: readonly ProblemJson[];
  readonly invoices: readonly InvoiceJson[];
}

export interface ProblemJson {
  readonly severity: 'unreadable' | 'does_not_add_up' | 'outside_profile';
  readonly record: number | null;
  readonly field: string | null;
  readonly code: string;
  readonly message: string;
}

export interface InvoiceJson {
  readonly invoiceNumber: string | null;
  readonly currency: string | null;
  readonly declaredTotal: string | null;
  readonly computedTotal: string | null;
  readonly lines: readonly {
    readonly record: number;
    readonly lineNumber: string;
    readonly kind: string;
    readonly total: string | null;
  }[];
  readonly findings: readonly {
    readonly ruleId: string;
    readonly message: string;
    readonly records: readonly number[];
    readonly lineNumbers: readonly string[];
    readonly severity: string;
  }[];
}
