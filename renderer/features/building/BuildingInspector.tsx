import { BASELINE } from '#models/scenario/scenario.ts';
import { IconButton } from '../../app/controls/IconButton.tsx';
import { ErrorBoundary } from '../../app/ErrorBoundary.tsx';
import { Panel } from '../../app/Panel.tsx';
import { useMessages } from '../../app/useMessages.ts';
import { activeScenario } from '../../state/store.ts';
import { useActions, useApp } from '../../state/useApp.ts';
import { SelectionTools } from '../selection/SelectionTools.tsx';
import { BuildingDetails } from './BuildingDetails.tsx';
import { SelectionSummary } from './SelectionSummary.tsx';
import './building.css';

/** What is selected: one building, several together, or a hint how to select. */
export function BuildingInspector() {
  const { t, language } = useMessages();
  const selection = useApp((state) => state.selection);
  const district = useApp((state) => state.district);
  const open = useApp((state) => state.inspectorOpen);
  const width = useApp((state) => state.settings.inspectorWidth_px);
  const scenarioId = useApp((state) => activeScenario(state).scenario.id);
  const actions = useActions();
  if (!district) return null;
  if (!open) {
    return (
      <div className="panel-show floating">
        <IconButton icon="collapseLeft" label={t('panel.show')} onPress={() => actions.toggleInspector(true)} />
      </div>
    );
  }
  const [first] = selection;
  const one = selection.length === 1 && first !== undefined ? district.buildings[first] : undefined;
  const title = one
    ? (one.name ?? one.id)
    : selection.length === 0
      ? t('building.none')
      : t('building.several', { count: selection.length });
  return (
    <Panel
      title={title}
      side="right"
      fit={selection.length === 0}
      className={selection.length === 0 ? 'panel-inspector panel-idle' : 'panel-inspector'}
      width={selection.length === 0 ? 280 : width}
      onWidth={(next) => actions.setSettings({ inspectorWidth_px: next })}
      onClose={() => actions.toggleInspector(false)}
      actions={
        selection.length > 0 && (
          <>
            <IconButton icon="target" label={t('command.flyToSelection')} keys="F" onPress={() => actions.flyTo(selection)} />
            <IconButton icon="close" label={t('command.clearSelection')} keys="Esc" onPress={() => actions.select([])} />
          </>
        )
      }
    >
      <ErrorBoundary key={`${scenarioId === BASELINE.id}:${selection.length}`} language={language}>
        {selection.length === 0 && <SelectionTools />}
        {one && first !== undefined && <BuildingDetails building={one} row={first} />}
        {selection.length > 1 && <SelectionSummary rows={selection} />}
      </ErrorBoundary>
    </Panel>
  );
}
