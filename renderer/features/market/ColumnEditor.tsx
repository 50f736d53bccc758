/** The rules of one market, in words a person can choose by; what does not fit is not offered. */
import type { ReactNode } from 'react';
import { Button, Disclosure, DisclosurePanel, Heading, Switch } from 'react-aria-components';
import { STEP_MINUTES, type StepMinutes } from '#models/market/community.ts';
import { AGENTS, DESIGNS, DISPATCH_MODES, type MarketConfig, SHARINGS } from '#models/market/marketConfig.ts';
import { clearingsFor, hasOrders, priceRulesFor, sharingsFor, usesK, withFittingRules } from '#models/market/validCombinations.ts';
import { Choice } from '../../app/controls/Choice.tsx';
import { Help } from '../../app/controls/Help.tsx';
import { RangeSlider } from '../../app/controls/RangeSlider.tsx';
import { useMessages } from '../../app/useMessages.ts';
import { CentField } from './CentField.tsx';
import { FeeFields } from './FeeFields.tsx';
import { FlexibilityFields } from './FlexibilityFields.tsx';
import type { MarketLab } from './marketLab.ts';
import { RuleChoice } from './RuleChoice.tsx';
import { TariffFields } from './TariffFields.tsx';

const PERCENT = { style: 'percent' } as const;
const MIXED = SHARINGS.filter((sharing) => sharing !== 'none' && sharing !== 'mix');

export interface EditorProps {
  readonly config: MarketConfig;
  readonly onChange: (config: MarketConfig) => void;
}

function Part({ title, expanded, children }: { readonly title: string; readonly expanded?: boolean; readonly children: ReactNode }) {
  return (
    <Disclosure className="market-part" defaultExpanded={expanded ?? false}>
      <Heading level={4} className="market-heading">
        <Button slot="trigger" className="disclosure-button">
          {title}
        </Button>
      </Heading>
      <DisclosurePanel className="market-part-panel">
        <div className="market-fields">{children}</div>
      </DisclosurePanel>
    </Disclosure>
  );
}

/** Weights that are brought to a sum of one; all zero leaves them as they are. */
export function normalisedMix(mix: MarketConfig['mix']): MarketConfig['mix'] {
  const entries = MIXED.map((sharing) => [sharing, Math.max(0, mix[sharing] ?? 0)] as const).filter(([, weight]) => weight > 0);
  const total = entries.reduce((sum, [, weight]) => sum + weight, 0);
  return total === 0 ? mix : Object.fromEntries(entries.map(([sharing, weight]) => [sharing, weight / total]));
}

function MixFields({ config, onChange }: EditorProps) {
  const { t, label } = useMessages();
  return (
    <fieldset className="market-group">
      <legend className="field-label">{t('market.rules.mix')}</legend>
      {MIXED.map((sharing) => (
        <RangeSlider
          key={sharing}
          label={label(`market.sharing.${sharing}`)}
          value={config.mix[sharing] ?? 0}
          min={0}
          max={1}
          step={0.05}
          format={PERCENT}
          onChange={(weight) => onChange({ ...config, mix: { ...config.mix, [sharing]: weight } })}
          onEnd={() => onChange({ ...config, mix: normalisedMix(config.mix) })}
        />
      ))}
      <p className="hint">{t('market.rules.mix.sum')}</p>
    </fieldset>
  );
}

/** A first mix where there is none yet. */
const FIRST_MIX: MarketConfig['mix'] = { equal: 0.5, contribution: 0.25, social: 0.25 };

function TradeFields({ config, onChange }: EditorProps) {
  const { t } = useMessages();
  const change = (next: Partial<MarketConfig>): void => onChange(withFittingRules({ ...config, ...next }));
  const withPrice = config.design !== 'supplier';
  return (
    <>
      <RuleChoice kind="design" value={config.design} fitting={DESIGNS} onChange={(design) => change({ design })} />
      {withPrice && (
        <>
          <RuleChoice
            kind="clearing"
            value={config.clearing}
            fitting={clearingsFor(config.design)}
            onChange={(clearing) => change({ clearing })}
          />
          <RuleChoice
            kind="priceRule"
            value={config.priceRule}
            fitting={priceRulesFor(config.design, config.clearing)}
            onChange={(priceRule) => change({ priceRule })}
          />
          {usesK(config.clearing, config.priceRule) && (
            <>
              <RangeSlider label={t('market.rules.k')} value={config.k} min={0} max={1} step={0.05} onChange={(k) => change({ k })} />
              <p className="hint">{t('market.rules.k.help')}</p>
            </>
          )}
          {config.priceRule === 'fixed' && (
            <CentField
              label={t('market.rules.fixedPrice')}
              value={config.fixedPrice_EURPerKWh}
              min={0}
              onChange={(fixedPrice_EURPerKWh) => change({ fixedPrice_EURPerKWh })}
            />
          )}
          {config.priceRule === 'supply-demand-compensated' && (
            <CentField
              label={t('market.rules.compensation')}
              value={config.compensation_EURPerKWh}
              min={0}
              onChange={(compensation_EURPerKWh) => change({ compensation_EURPerKWh })}
            />
          )}
          <RuleChoice
            kind="sharing"
            value={config.sharing}
            fitting={sharingsFor(config.design)}
            onChange={(sharing) =>
              change(sharing === 'mix' && Object.keys(config.mix).length === 0 ? { sharing, mix: FIRST_MIX } : { sharing })
            }
          />
          {config.sharing === 'mix' && <MixFields config={config} onChange={onChange} />}
        </>
      )}
    </>
  );
}

function DeviceFields({ config, onChange }: EditorProps) {
  const { t } = useMessages();
  const change = (next: Partial<MarketConfig>): void => onChange({ ...config, ...next });
  const orders = hasOrders(config.design, config.clearing);
  return (
    <>
      <RuleChoice kind="dispatch" value={config.dispatch} fitting={DISPATCH_MODES} onChange={(dispatch) => change({ dispatch })} />
      <Choice
        label={t('market.rules.step')}
        value={String(config.step_min)}
        items={STEP_MINUTES.map((minutes) => ({ id: String(minutes), label: t('market.rules.step.minutes', { minutes }) }))}
        onChange={(next) => change({ step_min: STEP_MINUTES.find((minutes) => String(minutes) === next) ?? (60 satisfies StepMinutes) })}
      />
      <p className="hint">{t('market.rules.step.help')}</p>
      {orders && (
        <>
          <RuleChoice kind="agents" value={config.agents} fitting={AGENTS} onChange={(agents) => change({ agents })} />
          <Switch className="switch" isSelected={config.sealed} onChange={(sealed) => change({ sealed })}>
            <span className="switch-mark" />
            {t('market.rules.sealed')}
          </Switch>
          <p className="hint">{t('market.rules.sealed.help')}</p>
        </>
      )}
      {config.design !== 'supplier' && (
        <>
          <div className="market-rule-head">
            <RangeSlider
              label={t('market.rules.forecast')}
              value={config.forecastError}
              min={0}
              max={0.5}
              step={0.01}
              format={PERCENT}
              onChange={(forecastError) => change({ forecastError })}
            />
            <Help term={t('market.rules.forecast')}>{t('market.rules.forecast.help')}</Help>
          </div>
          {config.forecastError > 0 && (
            <CentField
              label={t('market.rules.imbalance')}
              value={config.imbalance_EURPerKWh}
              min={0}
              onChange={(imbalance_EURPerKWh) => change({ imbalance_EURPerKWh })}
            />
          )}
        </>
      )}
    </>
  );
}

export function ColumnEditor({ config, lab }: { readonly config: MarketConfig; readonly lab: MarketLab }) {
  const { t } = useMessages();
  const onChange = lab.actions.changeColumn;
  return (
    <section className="section" aria-label={t('market.rules', { name: config.name })}>
      <h3>{t('market.rules', { name: config.name })}</h3>
      <Part title={t('market.rules.trade')} expanded>
        <TradeFields config={config} onChange={onChange} />
      </Part>
      <Part title={t('market.rules.devices')}>
        <DeviceFields config={config} onChange={onChange} />
      </Part>
      <Part title={t('market.rules.tariff')}>
        <TariffFields config={config} onChange={onChange} readPriceFile={lab.actions.readPriceFile} />
      </Part>
      <Part title={t('market.rules.fees')}>
        <FeeFields config={config} onChange={onChange} />
      </Part>
      <Part title={t('market.rules.flexibility')}>
        <FlexibilityFields config={config} onChange={onChange} />
      </Part>
    </section>
  );
}
