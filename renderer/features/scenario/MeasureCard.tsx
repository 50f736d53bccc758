import { useMemo } from 'react';
import { Button, Menu, MenuItem, MenuTrigger, Popover, Separator, Switch } from 'react-aria-components';
import type { Measure, MeasureKind, Target } from '#models/scenario/scenario.ts';
import { targetBuildings } from '#models/scenario/selection.ts';
import { Help } from '../../app/controls/Help.tsx';
import { IconButton } from '../../app/controls/IconButton.tsx';
import { RangeSlider } from '../../app/controls/RangeSlider.tsx';
import { useMessages } from '../../app/useMessages.ts';
import type { ColourBy } from '../../state/appState.ts';
import { useActions, useApp } from '../../state/useApp.ts';
import { MeasureParameters } from './MeasureParameters.tsx';
import { TargetChips } from './TargetChips.tsx';

function useAffected(target: Target | null, measureId: string): number | null {
  const buildings = useApp((state) => state.district?.buildings);
  return useMemo(() => (buildings && target ? targetBuildings(buildings, target, measureId).length : null), [buildings, target, measureId]);
}

/** The quantity in which a measure shows most clearly. */
const SHOWN_BY: Readonly<Record<MeasureKind, ColourBy>> = {
  retrofit: { kind: 'building', column: 'heatDemand_kWh_m2' },
  windows: { kind: 'building', column: 'heatDemand_kWh_m2' },
  pv: { kind: 'building', column: 'pvYield_kWh' },
  battery: { kind: 'building', column: 'gridImport_kWh' },
  'heat-pump': { kind: 'building', column: 'co2_kg_m2' },
  setpoints: { kind: 'building', column: 'heatDemand_kWh_m2' },
  tariff: { kind: 'building', column: 'cost_EUR' },
  emissions: { kind: 'building', column: 'co2_kg_m2' },
  edit: { kind: 'building', column: 'heatDemand_kWh_m2' },
  'pv-field': { kind: 'surface', column: 'pvYield_kWh_m2' },
  envelope: { kind: 'building', column: 'heatDemand_kWh_m2' },
  'site-battery': { kind: 'building', column: 'gridImport_kWh' },
  charging: { kind: 'building', column: 'electricity_kWh_m2' },
};

interface MeasureCardProps {
  readonly measure: Measure;
  readonly first: boolean;
  readonly last: boolean;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
}

/** One measure: switch, share, buildings, and its settings where they are opened. */
export function MeasureCard({ measure, first, last, open, onOpen }: MeasureCardProps) {
  const { t } = useMessages();
  const actions = useActions();
  const name = measure.kind === 'edit' ? t(`editKind.${measure.edit.kind}`) : t(`measure.${measure.kind}`);
  const target = 'target' in measure ? measure.target : null;
  const affected = useAffected(target, measure.id);

  function setTarget(next: Target, coalesce?: string): void {
    if ('target' in measure) actions.changeMeasure({ ...measure, target: next }, coalesce);
  }
  return (
    <article className={measure.enabled ? 'measure' : 'measure measure-off'} aria-label={name}>
      <div className="measure-head">
        <Switch
          className="switch"
          aria-label={t('measure.enabled', { measure: name })}
          isSelected={measure.enabled}
          onChange={(enabled) => actions.changeMeasure({ ...measure, enabled })}
        >
          <span className="switch-mark" />
        </Switch>
        <span className="measure-name">{name}</span>
        <IconButton icon="district" small label={t('measure.showOnMap')} onPress={() => actions.colourBy(SHOWN_BY[measure.kind])} />
        <Help term={name}>{t(`measure.${measure.kind}.help`)}</Help>
        <MenuTrigger>
          <IconButton icon="more" small label={t('measure.actions', { measure: name })} />
          <Popover className="popover menu-popover">
            <Menu className="menu" aria-label={name}>
              <MenuItem className="menu-item" isDisabled={first} onAction={() => actions.moveMeasure(measure.id, -1)}>
                {t('measure.up')}
              </MenuItem>
              <MenuItem className="menu-item" isDisabled={last} onAction={() => actions.moveMeasure(measure.id, 1)}>
                {t('measure.down')}
              </MenuItem>
              <Separator className="menu-separator" />
              <MenuItem className="menu-item" onAction={() => actions.removeMeasure(measure.id)}>
                {t('measure.remove')}
              </MenuItem>
            </Menu>
          </Popover>
        </MenuTrigger>
      </div>
      {target && (
        <>
          <RangeSlider
            label={t(measure.kind === 'pv' ? 'measure.share.pv' : 'measure.share')}
            value={target.share}
            min={0}
            max={1}
            step={0.01}
            format={{ style: 'percent' }}
            onChange={(share) => setTarget({ ...target, share }, `share:${measure.id}`)}
            onEnd={actions.endDrag}
          />
          <TargetChips target={target} affected={affected} onChange={setTarget} />
        </>
      )}
      <Button className="disclosure-button measure-more" aria-expanded={open} onPress={() => onOpen(!open)}>
        {t('measure.more')}
      </Button>
      {open && <MeasureParameters measure={measure} />}
    </article>
  );
}
