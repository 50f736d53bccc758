import { Button, Disclosure, DisclosurePanel, Heading, Tooltip, TooltipTrigger } from 'react-aria-components';
import type { BuildingElement, BuildingModel, BuildingSpace } from '#models/district/buildingModel.ts';
import type { Sourced } from '#models/district/provenance.ts';
import { Help } from '../app/controls/Help.tsx';
import { IconButton } from '../app/controls/IconButton.tsx';
import { useMessages } from '../app/useMessages.ts';
import { elementName, spaceName, storeyName } from './partNames.ts';

interface FactsProps {
  readonly model: BuildingModel;
  readonly selected: string;
  readonly onZoom: (id: string) => void;
}

/** Where a value came from, with its note in a tooltip. */
function Source({ of }: { readonly of: Sourced<unknown> }) {
  const { label } = useMessages();
  return (
    <TooltipTrigger delay={200}>
      <Button className="badge">{label(`provenance.${of.provenance}`, of.provenance)}</Button>
      <Tooltip className="tooltip">
        {label(`provenance.${of.provenance}.help`, of.provenance)}
        {of.note ? ` ${of.note}` : ''}
      </Tooltip>
    </TooltipTrigger>
  );
}

function ElementFacts({ element }: { readonly element: BuildingElement }) {
  const { t, quantity } = useMessages();
  const { uValue_W_m2K: uValue, gValue, isExternal } = element;
  const thermal = element.kind !== 'furniture' && element.kind !== 'railing';
  return (
    <dl className="facts bview-facts">
      {Number.isFinite(element.area_m2) && (
        <>
          <dt>{t(isExternal.value ? 'bview.area.external' : 'bview.area')}</dt>
          <dd>{quantity(element.area_m2, 'm2')}</dd>
        </>
      )}
      {thermal && (
        <>
          <dt>
            {t('bview.uValue')} <Help term={t('bview.uValue')}>{t('bview.uValue.help')}</Help>
          </dt>
          <dd>
            {uValue ? quantity(uValue.value, 'W/(m2 K)') : t('bview.uValue.none')} {uValue && <Source of={uValue} />}
          </dd>
        </>
      )}
      {uValue?.note && <dd className="bview-note">{uValue.note}</dd>}
      {gValue && (
        <>
          <dt>{t('bview.gValue')}</dt>
          <dd>
            {quantity(gValue.value, '-')} <Source of={gValue} />
          </dd>
        </>
      )}
      <dt>{t('bview.external')}</dt>
      <dd>
        {t(isExternal.value ? 'bview.external.yes' : 'bview.external.no')} <Source of={isExternal} />
      </dd>
      {isExternal.note && <dd className="bview-note">{isExternal.note}</dd>}
      {Number.isFinite(element.tilt_deg) && (
        <>
          <dt>{t('bview.tilt')}</dt>
          <dd>{quantity(element.tilt_deg, 'deg')}</dd>
        </>
      )}
      {Number.isFinite(element.azimuth_deg) && (
        <>
          <dt>{t('bview.azimuth')}</dt>
          <dd>{quantity(element.azimuth_deg, 'deg')}</dd>
        </>
      )}
    </dl>
  );
}

function SpaceFacts({ space }: { readonly space: BuildingSpace }) {
  const { t, quantity } = useMessages();
  return (
    <dl className="facts bview-facts">
      <dt>{t('bview.area')}</dt>
      <dd>
        {quantity(space.area_m2.value, 'm2')} <Source of={space.area_m2} />
      </dd>
      {space.area_m2.note && <dd className="bview-note">{space.area_m2.note}</dd>}
      {Number.isFinite(space.volume_m3) && (
        <>
          <dt>{t('bview.volume')}</dt>
          <dd>{quantity(space.volume_m3, 'm3')}</dd>
        </>
      )}
    </dl>
  );
}

function Properties({ properties }: { readonly properties: BuildingElement['properties'] }) {
  const { t } = useMessages();
  const sets = [...new Set(properties.map(([set]) => set))];
  return (
    <Disclosure>
      <Heading level={4}>
        <Button slot="trigger" className="disclosure-button">
          {t('bview.properties')}
          <span className="disclosure-count">{properties.length}</span>
        </Button>
      </Heading>
      <DisclosurePanel>
        {sets.map((set) => (
          <div key={set} className="bview-properties">
            <h5>{set}</h5>
            <dl className="facts">
              {properties
                .filter(([of]) => of === set)
                .map(([, name, value]) => (
                  <div className="fact-row" key={name}>
                    <dt>{name}</dt>
                    <dd>{value}</dd>
                  </div>
                ))}
            </dl>
          </div>
        ))}
      </DisclosurePanel>
    </Disclosure>
  );
}

/** What is known of the selected element or space. */
export function PartFacts({ model, selected, onZoom }: FactsProps) {
  const { t } = useMessages();
  const element = model.elements.find(({ id }) => id === selected);
  const space = element ? undefined : model.spaces.find(({ id }) => id === selected);
  const part = element ?? space;
  if (!part) return null;
  const name = element ? elementName(model, element, t) : space ? spaceName(model, space, t) : '';
  const kind = element ? t(`bview.kind.${element.kind}`) : t(model.origin === 'district' ? 'bview.kind.zone' : 'bview.rooms');
  return (
    <section className="section" aria-label={t('bview.facts')}>
      <div className="section-head">
        <h3>{name}</h3>
        <IconButton small icon="target" label={t('bview.parts.zoom')} onPress={() => onZoom(part.id)} />
      </div>
      <p className="hint">
        {kind} · {storeyName(model, part.storey, t)}
      </p>
      {element && <ElementFacts element={element} />}
      {space && <SpaceFacts space={space} />}
      {element && element.properties.length > 0 && <Properties properties={element.properties} />}
    </section>
  );
}
