import type { Messages } from '../../app/useMessages.ts';
import type { EditLabel } from '../../state/store.ts';

/** A step of the history in words. */
export function editText(messages: Messages, label: EditLabel): string {
  const kind = label.values?.kind;
  if (label.key === 'edit.district' || label.key === 'edit.removeBaseEdit')
    return messages.label(label.key, label.key, { what: messages.label(`editKind.${kind}`) });
  const values = kind === undefined ? label.values : { ...label.values, measure: messages.label(`measure.${kind}`) };
  return messages.label(label.key, label.key, values);
}
