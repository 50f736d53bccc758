import { type CSSProperties, useEffect, useMemo, useRef, useState } from 'react';
import { CameraLink } from '../district-view/cameraLink.ts';
import type { Insets } from '../district-view/cameraRig.ts';
import { DistrictView, type DistrictViewHandle } from '../district-view/DistrictView.tsx';
import { useScenarioName } from '../features/scenario/useScenarioName.ts';
import { secondMap } from '../state/comparison.ts';
import { activeScenario } from '../state/store.ts';
import { useActions, useApp } from '../state/useApp.ts';
import { useCovered } from './useCovered.ts';
import { useMessages } from './useMessages.ts';
import { useNarrow, useTheme } from './useTheme.ts';
import type { ViewColours } from './useViewColours.ts';
import './viewHost.css';

/** What a half keeps free for the name of its scenario and the legend [px]. */
const HALF_INSETS: Insets = { left: 0, right: 0, top: 44, bottom: 56 };
/** On a small screen the maps are too low for that. */
const LOW_HALF_INSETS: Insets = { left: 0, right: 0, top: 8, bottom: 8 };

/** What both maps show alike, from the store, and what they tell it. */
function useSharedProps() {
  const actions = useActions();
  const { t } = useMessages();
  const theme = useTheme();
  const district = useApp((state) => state.district);
  const selection = useApp((state) => state.selection);
  const hovered = useApp((state) => state.hovered);
  const selectedSurface = useApp((state) => state.selectedSurface);
  const hour = useApp((state) => state.hour);
  const timeZone_h = useApp((state) => state.weather?.timeZone_h ?? 0);
  const layers = useApp((state) => state.layers);
  const pointerTool = useApp((state) => state.pointerTool);
  const labels = useMemo(
    () => ({ canvas: t('view.canvas'), unplaced: t('district.accuracy.unknown'), noGraphics: t('view.noGraphics') }),
    [t],
  );
  return {
    theme,
    district,
    selection,
    hovered,
    selectedSurface,
    hour,
    timeZone_h,
    layers,
    pointerTool,
    labels,
    onPick(building: number, surface: number, additive: boolean): void {
      actions.select([building], additive ? 'toggle' : 'replace');
      if (!additive) actions.selectSurface(surface);
      actions.toggleInspector(true);
    },
    onClear: () => actions.select([]),
    onHover: actions.hover,
    onBoxSelect(buildings: readonly number[], additive: boolean): void {
      actions.select(buildings, additive ? 'add' : 'replace');
      actions.setPointerTool('navigate');
    },
    onError: actions.viewFailed,
  };
}

/** The district view as an adapter of the store; two of them with one camera where scenarios stand side by side. */
export function ViewHost({ shown, second }: Pick<ViewColours, 'shown' | 'second'>) {
  const { t } = useMessages();
  const actions = useActions();
  const nameOf = useScenarioName();
  const active = useApp(activeScenario);
  const other = useApp(secondMap);
  const flyHome = useApp((state) => state.flyHome);
  const focus = useApp((state) => state.focus);
  const covered = useCovered();
  const halfInsets = useNarrow() ? LOW_HALF_INSETS : HALF_INSETS;
  const props = useSharedProps();
  const view = useRef<DistrictViewHandle>(null);
  const [cameras] = useState(() => new CameraLink());

  useEffect(() => {
    actions.setCapture(async () => {
      const picture = await view.current?.renderPng();
      if (!picture) throw new Error(t('view.loading'));
      return picture;
    });
    return () => actions.setCapture(null);
  }, [actions, t]);

  const labelled = (name: string) => ({ ...props.labels, canvas: `${name}. ${props.labels.canvas}` });
  const activeName = nameOf(active.scenario);
  const otherName = other ? nameOf(other.scenario) : '';
  const style: CSSProperties & Record<`--covered-${'left' | 'right' | 'bottom'}`, string> = {
    '--covered-left': `${covered.left}px`,
    '--covered-right': `${covered.right}px`,
    '--covered-bottom': `${covered.bottom}px`,
  };
  return (
    <div className={other ? 'view-host is-split' : 'view-host'} style={style}>
      <div className="view-halves">
        {other && (
          <section className="view-half" aria-label={otherName}>
            <DistrictView
              {...props}
              colours={second?.rgba ?? null}
              flyHome={0}
              follows
              cameras={cameras}
              insets={halfInsets}
              labels={labelled(otherName)}
              onReady={ignore}
            />
            <p className="view-name">{otherName}</p>
          </section>
        )}
        <section className="view-half" aria-label={other ? activeName : undefined}>
          <DistrictView
            {...props}
            ref={view}
            colours={shown?.rgba ?? null}
            flyHome={flyHome}
            focus={focus}
            cameras={cameras}
            insets={other ? halfInsets : covered}
            labels={other ? labelled(activeName) : props.labels}
            onReady={actions.viewReady}
          />
          {other && <p className="view-name">{activeName}</p>}
        </section>
      </div>
    </div>
  );
}

function ignore(): void {}
