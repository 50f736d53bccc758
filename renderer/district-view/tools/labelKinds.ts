/** What stands on buildings. */
export const LABEL_KINDS = ['off', 'name', 'value'] as const;
export type LabelKind = (typeof LABEL_KINDS)[number];
