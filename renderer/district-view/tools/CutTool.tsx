import { Button, Switch } from 'react-aria-components';
import { RangeSlider } from '../../app/controls/RangeSlider.tsx';
import { useMessages } from '../../app/useMessages.ts';
import type { Bounds } from '../cameraRig.ts';
import type { Cut } from '../cut.ts';
import { ToolPopover } from './ToolButton.tsx';

const NO_CUT: Cut = { height_m: null, plane: null };

interface CutToolProps {
  readonly cut: Cut | null;
  /** Of the district [m]. */
  readonly bounds_m: Bounds;
  readonly onCut: (cut: Cut | null) => void;
}

/** Offset of a plane from the middle of the district, across its direction [m]. */
function offsetOf(plane: NonNullable<Cut['plane']>, bounds: Bounds): number {
  const bearing = (plane.bearing_deg * Math.PI) / 180;
  const [east, north] = [(bounds[0] + bounds[3]) / 2, (bounds[1] + bounds[4]) / 2];
  return (plane.through_m[0] - east) * Math.cos(bearing) - (plane.through_m[1] - north) * Math.sin(bearing);
}

function planeAt(bearing_deg: number, offset_m: number, bounds: Bounds): NonNullable<Cut['plane']> {
  const bearing = (bearing_deg * Math.PI) / 180;
  const [east, north] = [(bounds[0] + bounds[3]) / 2, (bounds[1] + bounds[4]) / 2];
  return { bearing_deg, through_m: [east + offset_m * Math.cos(bearing), north - offset_m * Math.sin(bearing)] };
}

/** Cuts at a height and along a plane. */
export function CutTool({ cut, bounds_m, onCut }: CutToolProps) {
  const { t } = useMessages();
  const { height_m, plane } = cut ?? NO_CUT;
  const top = Math.max(3, Math.ceil(bounds_m[5] - bounds_m[2]));
  const reach = Math.ceil(Math.hypot(bounds_m[3] - bounds_m[0], bounds_m[4] - bounds_m[1]) / 2);
  const offset = plane ? offsetOf(plane, bounds_m) : 0;
  const change = (next: Cut): void => onCut(next.height_m === null && next.plane === null ? null : next);
  return (
    <ToolPopover icon="cut" label={t('viewTool.cut')} active={cut !== null}>
      <Switch
        className="switch"
        isSelected={height_m !== null}
        onChange={(on) => change({ height_m: on ? Math.round(top / 3) : null, plane })}
      >
        <span className="switch-mark" />
        {t('viewTool.cut.level')}
      </Switch>
      {height_m !== null && (
        <RangeSlider
          label={t('viewTool.cut.height')}
          value={height_m}
          min={0}
          max={top}
          step={0.5}
          unit="m"
          onChange={(next) => change({ height_m: next, plane })}
        />
      )}
      <Switch
        className="switch"
        isSelected={plane !== null}
        onChange={(on) => change({ height_m, plane: on ? planeAt(0, 0, bounds_m) : null })}
      >
        <span className="switch-mark" />
        {t('viewTool.cut.side')}
      </Switch>
      {plane !== null && (
        <>
          <RangeSlider
            label={t('viewTool.cut.bearing')}
            value={plane.bearing_deg}
            min={0}
            max={355}
            step={5}
            unit="deg"
            onChange={(next) => change({ height_m, plane: planeAt(next, offset, bounds_m) })}
          />
          <RangeSlider
            label={t('viewTool.cut.offset')}
            value={Math.round(offset)}
            min={-reach}
            max={reach}
            step={1}
            unit="m"
            onChange={(next) => change({ height_m, plane: planeAt(plane.bearing_deg, next, bounds_m) })}
          />
        </>
      )}
      <Button className="button button-small" isDisabled={cut === null} onPress={() => onCut(null)}>
        {t('viewTool.cut.none')}
      </Button>
    </ToolPopover>
  );
}
