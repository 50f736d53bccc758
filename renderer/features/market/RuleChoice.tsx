import { Choice } from '../../app/controls/Choice.tsx';
import { Help } from '../../app/controls/Help.tsx';
import type { MessageKey } from '../../app/messages/catalogues.ts';
import { useMessages } from '../../app/useMessages.ts';

/** Rules with a name, a sentence and a paragraph each; the last two have no paragraph. */
export type RuleKind = 'design' | 'clearing' | 'priceRule' | 'sharing' | 'dispatch' | 'agents' | 'priority';

/** Keys of the words of one rule. */
export function ruleWords(kind: RuleKind, id: string): { readonly name: string; readonly short: string; readonly help: string } {
  return { name: `market.${kind}.${id}`, short: `market.${kind}.${id}.short`, help: `market.${kind}.${id}.help` };
}

interface RuleChoiceProps<T extends string> {
  readonly kind: RuleKind;
  readonly value: T;
  /** Only what fits. */
  readonly fitting: readonly T[];
  readonly onChange: (value: T) => void;
}

/** One rule of a market: a list of what fits, what the chosen one means in a sentence, and more behind the question mark. */
export function RuleChoice<T extends string>({ kind, value, fitting, onChange }: RuleChoiceProps<T>) {
  const { t, label } = useMessages();
  const words = ruleWords(kind, value);
  const title: MessageKey = `market.${kind}`;
  const help = label(words.help, '');
  return (
    <div className="market-rule">
      <div className="market-rule-head">
        <Choice
          label={t(title)}
          value={value}
          items={fitting.map((id) => ({
            id,
            label: label(ruleWords(kind, id).name),
            description: label(ruleWords(kind, id).short),
          }))}
          onChange={onChange}
        />
        {help !== '' && <Help term={label(words.name)}>{help}</Help>}
      </div>
      <p className="hint">
        {label(words.short)}
        {fitting.length === 1 && ` ${t('market.rules.onlyOne')}`}
      </p>
    </div>
  );
}
