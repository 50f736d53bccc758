/** Start from a system that exists: what it is, what is known and what is assumed, and two ways to use it. */
import { Button, Disclosure, DisclosurePanel } from 'react-aria-components';
import { useMessages } from '../../app/useMessages.ts';
import type { MarketLab, PresetCard } from './marketLab.ts';

function List({ title, items }: { readonly title: string; readonly items: readonly string[] }) {
  if (items.length === 0) return null;
  return (
    <>
      <h4>{title}</h4>
      <ul>
        {items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    </>
  );
}

function Card({ preset, lab }: { readonly preset: PresetCard; readonly lab: MarketLab }) {
  const { t } = useMessages();
  const { name } = preset;
  return (
    <li className="preset">
      <header>
        <h3>{name}</h3>
        <p className="hint">
          {preset.place}
          {preset.years && ` · ${preset.years}`}
        </p>
      </header>
      <p>{preset.story}</p>
      <p>
        <strong>{t('market.examples.shows')}:</strong> {preset.shows}
      </p>
      <Disclosure>
        <Button slot="trigger" className="disclosure-button market-quiet">
          {t('market.examples.more')}
          <span className="visually-hidden">: {name}</span>
        </Button>
        <DisclosurePanel className="preset-facts">
          <List title={t('market.examples.facts')} items={preset.facts} />
          <List title={t('market.examples.assumptions')} items={preset.assumptions} />
          <p className="hint">{t('market.examples.source', { source: preset.source })}</p>
        </DisclosurePanel>
      </Disclosure>
      <div className="preset-actions">
        <Button
          className="button button-small"
          aria-label={t('market.examples.here.of', { name })}
          isDisabled={!lab.community.value && !lab.hasDistrict}
          onPress={() => lab.actions.takePreset(preset.id, 'here')}
        >
          {t('market.examples.here')}
        </Button>
        {preset.hasCommunity && (
          <Button
            className="button button-small"
            aria-label={t('market.examples.own.of', { name })}
            onPress={() => lab.actions.takePreset(preset.id, 'own')}
          >
            {t('market.examples.own')}
          </Button>
        )}
      </div>
    </li>
  );
}

export function PresetGallery({ lab }: { readonly lab: MarketLab }) {
  const { t } = useMessages();
  if (lab.presets.length === 0) return <p className="empty-state">{t('market.examples.empty')}</p>;
  return (
    <div className="market-block">
      <p>{t('market.examples.intro')}</p>
      <ul className="presets">
        {lab.presets.map((preset) => (
          <Card key={preset.id} preset={preset} lab={lab} />
        ))}
      </ul>
    </div>
  );
}
