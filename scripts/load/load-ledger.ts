/** What people were promised: every confirmed decision, every accepted upload, every event of their matter. */
export interface LoadLedger {
  decided(lineId: string, kind: string): void;
  accepted(upload: AcceptedUpload): void;
  readonly decisions: ReadonlyMap<string, string>;
  readonly uploads: readonly AcceptedUpload[];
}

export interface AcceptedUpload {
  readonly uploadId: string;
  /** Follows from the file: what its one invoice is called. */
  readonly invoiceId: string;
  readonly matterId: string;
  readonly userId: string;
}

export function loadLedger(): LoadLedger {
  const decisions = new Map<string, string>();
  const uploads: AcceptedUpload[] = [];
  return {
    decided: (lineId, kind) => decisions.set(lineId, kind),
    accepted: (upload) => uploads.push(upload),
    decisions,
    uploads,
  };
}

/** What the server answered at the end, read by people of each matter. */
export interface ReadBack {
  /** Every version of a decision that the record holds, for each line. */
  readonly decisions: ReadonlyMap<string, readonly string[]>;
  /** For each upload: its state, and the invoices of its file. */
  readonly uploads: ReadonlyMap<string, { readonly state: string; readonly invoiceIds: readonly string[] }>;
  /** How often each invoice stands in the record of its matter. */
  readonly invoices: ReadonlyMap<string, number>;
  /** Whom each listener heard of as processed, and how often; by user. */
  readonly heard: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** Who is to be told of a matter. */
  readonly peopleOf: ReadonlyMap<string, readonly string[]>;
}

export interface Settlement {
  readonly decisions: number;
  readonly uploads: number;
  /** Events that were due: one for each upload and each person of its matter. */
  readonly events: number;
  /** In words, one for each thing that is not as it was promised. */
  readonly wrongs: readonly string[];
}

/** Compares what was promised with what there is: nothing lost, nothing doubled, everybody told once. */
export function settle(ledger: LoadLedger, readBack: ReadBack): Settlement {
  const wrongs: string[] = [];
  let events = 0;
  for (const [lineId, kind] of ledger.decisions) {
    const held = readBack.decisions.get(lineId) ?? [];
    if (held.length === 0) wrongs.push(`decision of line ${lineId}: lost`);
    else if (held.length > 1) wrongs.push(`decision of line ${lineId}: written ${held.length} times`);
    else if (held[0] !== kind) wrongs.push(`decision of line ${lineId}: ${held[0]} instead of ${kind}`);
  }
  for (const { uploadId, invoiceId, matterId } of ledger.uploads) {
    const upload = readBack.uploads.get(uploadId);
    if (upload === undefined) wrongs.push(`upload ${uploadId}: lost`);
    else if (upload.state !== 'processed') wrongs.push(`upload ${uploadId}: ${upload.state}`);
    const times = readBack.invoices.get(invoiceId) ?? 0;
    if (times !== 1) wrongs.push(`invoice ${invoiceId}: ${times} times in the record`);
    for (const userId of readBack.peopleOf.get(matterId) ?? []) {
      events += 1;
      const told = readBack.heard.get(userId)?.get(invoiceId) ?? 0;
      if (told !== 1) wrongs.push(`invoice ${invoiceId}: ${userId} was told ${told} times`);
    }
  }
  return { decisions: ledger.decisions.size, uploads: ledger.uploads.length, events, wrongs };
}
