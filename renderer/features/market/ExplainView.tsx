/** What each design, way of matching, price and way of sharing means, in plain words with a small drawing. */
import { useState } from 'react';
import { Radio, RadioGroup } from 'react-aria-components';
import { CLEARINGS, DESIGNS, type MarketConfig, PRICE_RULES, SHARINGS } from '#models/market/marketConfig.ts';
import { useMessages } from '../../app/useMessages.ts';
import { ruleWords } from './RuleChoice.tsx';
import { Schematic, type SchematicKind } from './Schematic.tsx';

const KINDS = ['design', 'clearing', 'priceRule', 'sharing'] as const;
const RULES: Readonly<Record<SchematicKind, readonly string[]>> = {
  design: DESIGNS,
  clearing: CLEARINGS,
  priceRule: PRICE_RULES,
  sharing: SHARINGS,
};

export function ExplainView({ config }: { readonly config: MarketConfig | null }) {
  const { t, label } = useMessages();
  const [kind, setKind] = useState<SchematicKind>('design');
  return (
    <div className="market-block">
      {config && (
        <p>
          <strong>{t('market.explain.now')}</strong> {KINDS.map((own) => label(ruleWords(own, config[own]).short)).join(' ')}
        </p>
      )}
      <RadioGroup
        className="market-kinds"
        aria-label={t('market.explain.kind')}
        orientation="horizontal"
        value={kind}
        onChange={(next) => setKind(KINDS.find((own) => own === next) ?? 'design')}
      >
        {KINDS.map((own) => (
          <Radio key={own} value={own} className="market-kind">
            {t(`market.${own}`)}
          </Radio>
        ))}
      </RadioGroup>
      <ul className="explains">
        {RULES[kind].map((id) => {
          const words = ruleWords(kind, id);
          return (
            <li key={id} className="explain">
              <Schematic kind={kind} id={id} />
              <div>
                <h3>
                  {label(words.name)}
                  {config?.[kind] === id && <span className="badge market-used">{t('market.explain.used', { name: config.name })}</span>}
                </h3>
                <p>{label(words.short)}</p>
                <p className="market-muted">{label(words.help)}</p>
              </div>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
