import type { BuildingModel, ThermalPath } from '#models/district/buildingModel.ts';
import { useMessages } from '../app/useMessages.ts';
import { LayerEditor } from './LayerEditor.tsx';
import { PartFacts } from './PartFacts.tsx';
import { PartTree } from './PartTree.tsx';
import { ThermalPaths } from './ThermalPaths.tsx';
import type { EnvelopeChange } from './viewTypes.ts';

export interface BuildingViewPanelProps {
  readonly model: BuildingModel;
  /** Id of an element or space. */
  readonly selected: string | null;
  readonly onSelect: (id: string | null) => void;
  readonly onZoom: (id: string) => void;
  /** Row of `District.surfaces` of the building's first face; faces of a change are counted from it. */
  readonly firstSurface: number;
  /** Null where the model is only looked at. */
  readonly onEnvelope: ((change: EnvelopeChange) => void) | null;
  /** Null until the year is simulated. */
  readonly thermalPaths: readonly ThermalPath[] | null;
}

/** Beside the picture: what is selected and how it is built, all parts, the heat paths, and what was assumed. */
export function BuildingViewPanel({ model, selected, onSelect, onZoom, firstSurface, onEnvelope, thermalPaths }: BuildingViewPanelProps) {
  const { t, label } = useMessages();
  const element = model.elements.find(({ id }) => id === selected);
  return (
    <div className="stack">
      {selected === null ? (
        <p className="hint">{t('bview.facts.none')}</p>
      ) : (
        <PartFacts model={model} selected={selected} onZoom={onZoom} />
      )}
      {/* Another element, or other values of the same one, start from what is known of it. */}
      {element && (
        <LayerEditor
          key={`${element.id} ${element.uValue_W_m2K?.value}`}
          element={element}
          firstSurface={firstSurface}
          onEnvelope={onEnvelope}
        />
      )}
      <section className="section" aria-label={t('bview.thermal')}>
        <h3>{t('bview.thermal')}</h3>
        <ThermalPaths paths={thermalPaths} />
      </section>
      <section className="section" aria-label={t('bview.parts')}>
        <h3>{t('bview.parts')}</h3>
        <PartTree model={model} selected={selected} onSelect={onSelect} onZoom={onZoom} />
      </section>
      {model.notes.length > 0 && (
        <section className="section" aria-label={t('bview.notes')}>
          <h3>{t('bview.notes')}</h3>
          <ul className="bview-notes">
            {/* Readers name their notes like their findings. */}
            {model.notes.map((note) => (
              <li key={`${note.code} ${JSON.stringify(note.values ?? {})}`}>
                {label(
                  `note.${note.code}`,
                  label(note.code, label(`finding.${note.code}`, note.code, note.values), note.values),
                  note.values,
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
