import { useEffect, useState } from 'react';
import { Button, Label, TextArea, TextField } from 'react-aria-components';
import { shapeFault } from '#models/district/geometry/roofs.ts';
import { QuantityField } from '../../app/controls/QuantityField.tsx';
import { useMessages } from '../../app/useMessages.ts';
import type { EditTool } from '../../state/editActions.ts';
import { useActions, useApp, useAppStore } from '../../state/useApp.ts';
import { readPairs } from './sketch/numericEntry.ts';
import { alongPath, type PlanPoint, pointAt, rectangleAt } from './sketch/plan.ts';
import { shapeOf } from './tools/HeightTool.ts';
import { addBuilding } from './tools/newBuilding.ts';
import { batteryMeasure, chargingMeasure, lineEdit, pointEdit, treeEdits } from './tools/siteEdits.ts';
import { createDesk } from './useEditTool.ts';

const NO_VIEW = { current: null };

function useDesk() {
  const store = useAppStore();
  const actions = useActions();
  const [desk] = useState(() => createDesk(store, actions, NO_VIEW));
  return desk;
}

interface NumberProps {
  readonly label: string;
  readonly unit?: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
}

function Metres({ label, unit = 'm', value, onChange }: NumberProps) {
  return <QuantityField label={label} unit={unit} value={value} min={-100_000} max={100_000} onChange={onChange} />;
}

function Place({ at, onChange }: { readonly at: PlanPoint; readonly onChange: (at: PlanPoint) => void }) {
  const { t } = useMessages();
  return (
    <>
      <Metres label={t('draw.east')} value={at[0]} onChange={(east) => onChange([east, at[1]])} />
      <Metres label={t('draw.north')} value={at[1]} onChange={(north) => onChange([at[0], north])} />
      <p className="hint">{t('draw.frame')}</p>
    </>
  );
}

function PairsField({
  label,
  text,
  onChange,
}: {
  readonly label: string;
  readonly text: string;
  readonly onChange: (text: string) => void;
}) {
  const { t } = useMessages();
  const isBad = text !== '' && readPairs(text) === null;
  return (
    <TextField className="field" value={text} onChange={onChange} isInvalid={isBad}>
      <Label className="field-label">{label}</Label>
      <TextArea className="input edit-pairs" rows={4} />
      {isBad && <span className="edit-fault">{t('draw.fault.pairs')}</span>}
    </TextField>
  );
}

function Act({ label, disabled = false, onPress }: { readonly label: string; readonly disabled?: boolean; readonly onPress: () => void }) {
  return (
    <Button className="button" isDisabled={disabled} onPress={onPress}>
      {label}
    </Button>
  );
}

/** The shape is shown in the view while its numbers change. */
function usePreview(ring: readonly PlanPoint[] | null) {
  const desk = useDesk();
  const actions = useActions();
  const options = useApp((state) => state.edit.options);
  const text = JSON.stringify(ring);
  const first = ring?.[0];
  const ground_m = first ? (desk.standing()?.groundAround(first) ?? 0) : 0;
  const fault = ring ? shapeFault(shapeOf(desk, ring, options.eaves_m, ground_m)) : null;
  const overlaps = ring !== null && fault === null && (desk.standing()?.overlapped(ring) ?? -1) >= 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the ring is compared by its numbers
  useEffect(() => {
    actions.previewShape(ring ? shapeOf(desk, ring, options.eaves_m, ground_m) : null);
    return () => actions.previewShape(null);
  }, [text, options, ground_m, desk, actions]);
  return { fault, overlaps };
}

function RectangleNumbers() {
  const { t } = useMessages();
  const desk = useDesk();
  const start = useApp((state) => state.edit.at_m);
  const eaves_m = useApp((state) => state.edit.options.eaves_m);
  const [centre, setCentre] = useState<PlanPoint>(start);
  const [size, setSize] = useState({ width: 12, depth: 10, angle: 0 });
  const ring = rectangleAt(centre, size.width, size.depth, size.angle);
  const { fault, overlaps } = usePreview(ring);
  return (
    <>
      <Place at={centre} onChange={setCentre} />
      <Metres label={t('draw.width')} value={size.width} onChange={(width) => setSize({ ...size, width })} />
      <Metres label={t('draw.depth')} value={size.depth} onChange={(depth) => setSize({ ...size, depth })} />
      <Metres label={t('draw.angle')} unit="deg" value={size.angle} onChange={(angle) => setSize({ ...size, angle })} />
      {fault && <p className="edit-fault">{t(`draw.fault.${fault}`)}</p>}
      {overlaps && <p className="edit-note">{t('draw.note.overlaps')}</p>}
      <Act label={t('draw.addBuilding')} disabled={fault !== null} onPress={() => addBuilding(desk, ring, eaves_m)} />
    </>
  );
}

function OutlineNumbers() {
  const { t } = useMessages();
  const desk = useDesk();
  const eaves_m = useApp((state) => state.edit.options.eaves_m);
  const [text, setText] = useState('');
  const points = readPairs(text);
  const ring = points && points.length >= 3 ? points : null;
  const { fault, overlaps } = usePreview(ring);
  return (
    <>
      <PairsField label={t('draw.corners')} text={text} onChange={setText} />
      <p className="hint">{t('draw.frame')}</p>
      {fault && <p className="edit-fault">{t(`draw.fault.${fault}`)}</p>}
      {overlaps && <p className="edit-note">{t('draw.note.overlaps')}</p>}
      <Act
        label={t('draw.addBuilding')}
        disabled={!ring || fault !== null}
        onPress={() => {
          if (ring) addBuilding(desk, ring, eaves_m);
        }}
      />
    </>
  );
}

/** Ids of the selected buildings that are there. */
function useSelectedIds(): readonly string[] {
  const district = useApp((state) => state.district);
  const selection = useApp((state) => state.selection);
  return selection.flatMap((row) => {
    const building = district?.buildings[row];
    return building && !building.removed ? [building.id] : [];
  });
}

function MoveNumbers() {
  const { t } = useMessages();
  const desk = useDesk();
  const ids = useSelectedIds();
  const [by, setBy] = useState({ east: 0, north: 0, up: 0, turn: 0 });
  const isNothing = by.east === 0 && by.north === 0 && by.up === 0 && by.turn === 0;
  return (
    <>
      <Metres label={t('draw.east')} value={by.east} onChange={(east) => setBy({ ...by, east })} />
      <Metres label={t('draw.north')} value={by.north} onChange={(north) => setBy({ ...by, north })} />
      <Metres label={t('draw.up')} value={by.up} onChange={(up) => setBy({ ...by, up })} />
      <Metres label={t('draw.turn')} unit="deg" value={by.turn} onChange={(turn) => setBy({ ...by, turn })} />
      <Act
        label={t('draw.moveSelected')}
        disabled={ids.length === 0 || isNothing}
        onPress={() => desk.edit([{ kind: 'move', ids, by_m: [by.east, by.north, by.up], turn_deg: by.turn }])}
      />
      {ids.length === 0 && <p className="hint">{t('draw.needsSelection')}</p>}
    </>
  );
}

function RaiseNumbers() {
  const { t } = useMessages();
  const desk = useDesk();
  const ids = useSelectedIds();
  const [by_m, setBy] = useState(3);
  return (
    <>
      <Metres label={t('draw.by')} value={by_m} onChange={setBy} />
      <Act
        label={t('draw.raiseSelected')}
        disabled={ids.length === 0 || by_m === 0}
        onPress={() => desk.edit([{ kind: 'raise', ids, by_m }])}
      />
      {ids.length === 0 && <p className="hint">{t('draw.needsSelection')}</p>}
    </>
  );
}

function SplitNumbers() {
  const row = useApp((state) => (state.selection.length === 1 ? state.selection[0] : undefined));
  const { t } = useMessages();
  if (row === undefined) return <p className="hint">{t('draw.needsSelection')}</p>;
  return <SplitFields key={row} row={row} />;
}

function SplitFields({ row }: { readonly row: number }) {
  const { t } = useMessages();
  const desk = useDesk();
  const id = useApp((state) => state.district?.buildings[row]?.id);
  const [through, setThrough] = useState<PlanPoint>(() => {
    const [x, y] = desk.standing()?.middle([row]) ?? [0, 0];
    return [Math.round(x * 100) / 100, Math.round(y * 100) / 100];
  });
  const [angle, setAngle] = useState(0);
  return (
    <>
      <Place at={through} onChange={setThrough} />
      <Metres label={t('draw.cutAngle')} unit="deg" value={angle} onChange={setAngle} />
      <Act
        label={t('draw.splitSelected')}
        disabled={id === undefined}
        onPress={() => {
          const to = pointAt(through, 1, angle);
          if (id !== undefined)
            desk.edit([{ kind: 'split', id, line_m: [through[0], through[1], to[0], to[1]], newId: desk.newId('building') }]);
        }}
      />
    </>
  );
}

function AtSelected({ tool }: { readonly tool: 'remove' | 'battery' | 'charging' }) {
  const { t } = useMessages();
  const desk = useDesk();
  const ids = useSelectedIds();
  const labels = { remove: t('draw.removeSelected'), battery: t('draw.placeBattery'), charging: t('draw.placeCharging') };
  function act(): void {
    if (tool === 'remove') desk.edit([{ kind: 'remove-buildings', ids }]);
    else {
      const make = tool === 'battery' ? batteryMeasure : chargingMeasure;
      desk.addMeasures(ids.map((id) => make(desk.options(), id, desk.newId)));
    }
  }
  return (
    <>
      <Act label={labels[tool]} disabled={ids.length === 0} onPress={act} />
      {ids.length === 0 && <p className="hint">{t('draw.needsSelection')}</p>}
    </>
  );
}

function PlaceNumbers({ tool }: { readonly tool: 'tree' | 'point' }) {
  const { t } = useMessages();
  const desk = useDesk();
  const start = useApp((state) => state.edit.at_m);
  const [at, setAt] = useState<PlanPoint>(start);
  function place(): void {
    const ground = (point: PlanPoint): number => desk.standing()?.groundAround(point) ?? 0;
    if (tool === 'tree') desk.edit(treeEdits(desk.options(), [at], ground, desk.newId));
    else desk.edit([pointEdit(desk.options(), at, ground(at), desk.newId)]);
  }
  return (
    <>
      <Place at={at} onChange={setAt} />
      <Act label={t(tool === 'tree' ? 'draw.placeTree' : 'draw.placePoint')} onPress={place} />
    </>
  );
}

function PathNumbers({ tool }: { readonly tool: 'tree' | 'line' }) {
  const { t } = useMessages();
  const desk = useDesk();
  const [text, setText] = useState('');
  const points = readPairs(text);
  function place(): void {
    if (!points) return;
    const { treeSpacing_m } = desk.options();
    const ground = (point: PlanPoint): number => desk.standing()?.groundAround(point) ?? 0;
    if (tool === 'line') desk.edit([lineEdit(desk.options(), points, desk.newId)]);
    else desk.edit(treeEdits(desk.options(), alongPath(points, treeSpacing_m ?? 8), ground, desk.newId));
  }
  return (
    <>
      <PairsField label={t('draw.path')} text={text} onChange={setText} />
      <p className="hint">{t('draw.frame')}</p>
      <Act label={t(tool === 'line' ? 'draw.placeLine' : 'draw.placeRow')} disabled={!points || points.length < 2} onPress={place} />
    </>
  );
}

function Fields({ tool }: { readonly tool: EditTool }) {
  const isRow = useApp((state) => state.edit.options.treeSpacing_m !== null);
  switch (tool) {
    case 'rectangle':
      return <RectangleNumbers />;
    case 'outline':
      return <OutlineNumbers />;
    case 'move':
      return <MoveNumbers />;
    case 'raise':
      return <RaiseNumbers />;
    case 'split':
      return <SplitNumbers />;
    case 'remove':
    case 'battery':
    case 'charging':
      return <AtSelected tool={tool} />;
    case 'tree':
      return isRow ? <PathNumbers tool="tree" /> : <PlaceNumbers tool="tree" />;
    case 'line':
      return <PathNumbers tool="line" />;
    case 'point':
      return <PlaceNumbers tool="point" />;
    case 'pv':
      return null;
  }
}

/** Every tool without a pointer. */
export function NumbersForm({ tool }: { readonly tool: EditTool }) {
  const { t } = useMessages();
  const [open, setOpen] = useState(false);
  if (tool === 'pv') return null;
  return (
    <section className="section">
      <Button className="disclosure-button" aria-expanded={open} onPress={() => setOpen(!open)}>
        {t('draw.numbers')}
      </Button>
      {open && <Fields tool={tool} />}
    </section>
  );
}
