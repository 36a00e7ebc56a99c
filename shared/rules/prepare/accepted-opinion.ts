/** A model's remark by a rule that only a model fills, after a person accepted it. */
export interface AcceptedOpinion {
  readonly ruleId: string;
  /** In line order; empty: about the invoice as a whole. */
  readonly lineIds: readonly string[];
  /** As the person saw it. */
  readonly message: string;
  /** Characters of narratives that it quotes. */
  readonly evidence: readonly { readonly lineId: string; readonly start: number; readonly end: number }[];
}
