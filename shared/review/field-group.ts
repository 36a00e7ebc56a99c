/**
 * The units in which work is merged: whoever writes one names the version they saw. `decision:`, `narrative:`
 * and `dismissal:` are versioned on the server and checked against what the person saw; `invoice:` stands for a
 * step, which carries what was seen in its arguments; `comment:` and `guideline:` are only ever added.
 */
export type FieldGroup = `${FieldGroupKind}:${string}`;

export const FIELD_GROUP_KINDS = ['decision', 'narrative', 'dismissal', 'invoice', 'comment', 'guideline'] as const;
export type FieldGroupKind = (typeof FIELD_GROUP_KINDS)[number];

export const decisionGroup = (lineId: string): FieldGroup => `decision:${lineId}`;
export const narrativeGroup = (lineId: string): FieldGroup => `narrative:${lineId}`;
export const dismissalGroup = (findingId: string): FieldGroup => `dismissal:${findingId}`;
export const invoiceGroup = (invoiceId: string): FieldGroup => `invoice:${invoiceId}`;
export const commentGroup = (commentId: string): FieldGroup => `comment:${commentId}`;
export const guidelineGroup = (name: string): FieldGroup => `guideline:${name}`;

/** @returns `null` for a text that is no field group */
export function splitFieldGroup(group: string): { readonly kind: FieldGroupKind; readonly id: string } | null {
  const colon = group.indexOf(':');
  const kind = FIELD_GROUP_KINDS.find((each) => each === group.slice(0, colon));
  return kind === undefined || colon === group.length - 1 ? null : { kind, id: group.slice(colon + 1) };
}

/** Whether a write of this group is checked against the version the person saw. */
export function isVersioned(group: string): boolean {
  return group.startsWith('decision:') || group.startsWith('narrative:') || group.startsWith('dismissal:');
}
