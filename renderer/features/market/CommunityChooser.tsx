import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import { Choice, type ChoiceSection } from '../../app/controls/Choice.tsx';
import { useMessages } from '../../app/useMessages.ts';
import type { CommunityView } from '../../workers/marketApi.ts';
import { Failure } from './MarketPanel.tsx';
import type { MarketLab } from './marketLab.ts';

const DISTRICT = 'district';
const SELECTION = 'selection';
const SAMPLE = 'sample:';

function Facts({ community }: { readonly community: CommunityView }) {
  const { t } = useMessages();
  const { participants } = community;
  return (
    <>
      <p className="market-facts">
        {t('market.whose.facts', {
          members: participants.length,
          solar: participants.filter(({ generation_kWh }) => generation_kWh > 0).length,
          batteries: participants.filter(({ battery_kWh }) => battery_kWh > 0).length,
        })}
      </p>
      {!community.isOnGrid && <p className="hint">{t('market.whose.island')}</p>}
      {community.source && (
        <Disclosure>
          <Heading level={3} className="market-heading">
            <Button slot="trigger" className="disclosure-button market-quiet">
              {t('market.whose.source')}
            </Button>
          </Heading>
          <DisclosurePanel>
            <p className="hint">{community.source}</p>
          </DisclosurePanel>
        </Disclosure>
      )}
    </>
  );
}

/** Which community trades: this district, the selected buildings, or a sample. */
export function CommunityChooser({ lab }: { readonly lab: MarketLab }) {
  const { t, label } = useMessages();
  const { choice, community, samples } = lab;
  const ids = choice.kind === 'district' ? (choice.buildingIds ?? lab.selectedBuildingIds) : lab.selectedBuildingIds;
  const value = choice.kind === 'sample' ? `${SAMPLE}${choice.id}` : choice.buildingIds ? SELECTION : DISTRICT;
  const here = [
    ...(lab.hasDistrict ? [{ id: DISTRICT, label: t('market.whose.district') }] : []),
    ...(lab.hasDistrict && ids.length > 0 ? [{ id: SELECTION, label: t('market.whose.selection', { count: ids.length }) }] : []),
  ];
  const sections: ChoiceSection<string>[] = [
    ...(here.length > 0 ? [{ id: 'here', label: t('market.whose.here'), items: here }] : []),
    {
      id: 'samples',
      label: t('market.whose.samples'),
      items: samples.map(({ id, name, place }) => ({
        id: `${SAMPLE}${id}`,
        label: sampleLabel(label(`market.sample.${id}`, name), place),
      })),
    },
  ];
  /** Some communities are called by their place. */
  function sampleLabel(name: string, place: string): string {
    const town = place.split(',')[0] ?? '';
    return town !== '' && name.includes(town) ? name : t('market.whose.sample', { name, place });
  }
  function choose(next: string): void {
    if (next.startsWith(SAMPLE)) lab.actions.chooseCommunity({ kind: 'sample', id: next.slice(SAMPLE.length), changes: [] });
    else lab.actions.chooseCommunity({ kind: 'district', buildingIds: next === SELECTION ? ids : null, changes: [] });
  }
  return (
    <section className="section" aria-label={t('market.whose')}>
      <Choice label={t('market.whose')} value={value} sections={sections} onChange={choose} />
      {!lab.hasDistrict && choice.kind === 'district' && <p className="empty-state">{t('market.whose.none')}</p>}
      {community.loading && (
        <p className="hint" role="status">
          {t('market.whose.loading')}
        </p>
      )}
      {community.value && <Facts community={community.value} />}
      {community.error && <Failure error={community.error} keepsLast={community.value !== null} />}
    </section>
  );
}
