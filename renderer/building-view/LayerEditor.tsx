import { type ReactNode, useState } from 'react';
import { Button, Input, Menu, MenuItem, MenuTrigger, NumberField, Popover, Text } from 'react-aria-components';
import {
  startingLayers,
  totalThickness_m,
  uValueOfLayers,
  withLayer,
  withMovedLayer,
  withoutLayer,
} from '#models/district/building/layers.ts';
import { MATERIALS, materialLayer } from '#models/district/building/materials.ts';
import type { BuildingElement, MaterialLayer } from '#models/district/buildingModel.ts';
import { Icon } from '../app/controls/Icon.tsx';
import { QuantityField } from '../app/controls/QuantityField.tsx';
import { useMessages } from '../app/useMessages.ts';
import { envelopePart } from './envelopePart.ts';
import type { EnvelopeChange } from './viewTypes.ts';

interface EditorProps {
  readonly element: BuildingElement;
  /** Row of the surface table that faces are counted from. */
  readonly firstSurface: number;
  /** Null where the model is only looked at. */
  readonly onEnvelope: ((change: EnvelopeChange) => void) | null;
}

interface CellProps {
  readonly label: string;
  readonly value: number;
  readonly digits: number;
  readonly onChange: (value: number) => void;
}

function NumberCell({ label, value, digits, onChange }: CellProps) {
  return (
    <NumberField
      aria-label={label}
      value={value}
      minValue={0}
      formatOptions={{ maximumFractionDigits: digits, useGrouping: false }}
      onChange={(next) => {
        if (Number.isFinite(next) && next !== value) onChange(next);
      }}
    >
      <Input className="input bview-number" />
    </NumberField>
  );
}

function SmallButton({
  label,
  disabled,
  onPress,
  children,
}: {
  readonly label: string;
  readonly disabled?: boolean;
  readonly onPress: () => void;
  readonly children: ReactNode;
}) {
  return (
    <Button className="icon-button icon-button-small" aria-label={label} isDisabled={disabled ?? false} onPress={onPress}>
      {children}
    </Button>
  );
}

/** The materials to choose from; stands beside the button that opens it. */
function MaterialMenu({ onChoose }: { readonly onChoose: (id: string) => void }) {
  const { t, label, quantity } = useMessages();
  return (
    <Popover className="popover menu-popover">
      <Menu className="menu" onAction={(id) => onChoose(String(id))}>
        {MATERIALS.map((material) => {
          const name = label(`bview.material.${material.id}`, material.id);
          return (
            <MenuItem key={material.id} id={material.id} textValue={name} className="menu-item">
              <Text slot="label">{name}</Text>
              <Text slot="description">
                {quantity(material.conductivity_W_mK, 'W/(m K)')} · {t(`bview.source.${material.source}`)}
              </Text>
            </MenuItem>
          );
        })}
      </Menu>
    </Popover>
  );
}

function AddLayer({ onAdd }: { readonly onAdd: (layer: MaterialLayer) => void }) {
  const { t } = useMessages();
  return (
    <MenuTrigger>
      <Button className="button button-small">
        <Icon name="add" />
        {t('bview.layers.add')}
      </Button>
      <MaterialMenu onChoose={(id) => onAdd(materialLayer(id))} />
    </MenuTrigger>
  );
}

interface TableProps {
  readonly layers: readonly MaterialLayer[];
  readonly onChange: (layers: readonly MaterialLayer[]) => void;
}

function LayerTable({ layers, onChange }: TableProps) {
  const { t, label, number } = useMessages();
  return (
    <table className="bview-layers">
      <caption className="hint">{t('bview.layers.order')}</caption>
      <thead>
        <tr>
          <th scope="col" className="bview-head-cell">
            {t('bview.layers.name')}
          </th>
          <th scope="col" className="bview-head-cell">
            {t('bview.layers.thickness')}
          </th>
          <th scope="col" className="bview-head-cell">
            {t('bview.layers.conductivity')}
          </th>
          <td />
        </tr>
      </thead>
      <tbody>
        {layers.map((layer, index) => {
          const name = label(`bview.material.${layer.name}`, layer.name);
          return (
            // Layers have no identity besides their place.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            <tr key={index}>
              <th scope="row">
                <MenuTrigger>
                  <Button className="bview-material" aria-label={t('bview.layers.material', { name })}>
                    {name}
                  </Button>
                  <MaterialMenu onChoose={(id) => onChange(withLayer(layers, index, materialLayer(id, layer.thickness_m)))} />
                </MenuTrigger>
              </th>
              <td>
                <NumberCell
                  label={t('bview.layers.thicknessOf', { name })}
                  value={Number((layer.thickness_m * 1000).toFixed(1))}
                  digits={1}
                  onChange={(mm) => onChange(withLayer(layers, index, { thickness_m: mm / 1000 }))}
                />
              </td>
              <td>
                <NumberCell
                  label={t('bview.layers.conductivityOf', { name })}
                  value={layer.conductivity_W_mK}
                  digits={3}
                  onChange={(conductivity_W_mK) => onChange(withLayer(layers, index, { conductivity_W_mK }))}
                />
              </td>
              <td className="bview-layer-tools bview-small-icon">
                <SmallButton
                  label={t('bview.layers.up', { name })}
                  disabled={index === 0}
                  onPress={() => onChange(withMovedLayer(layers, index, -1))}
                >
                  <Icon name="up" />
                </SmallButton>
                <SmallButton
                  label={t('bview.layers.down', { name })}
                  disabled={index === layers.length - 1}
                  onPress={() => onChange(withMovedLayer(layers, index, 1))}
                >
                  <Icon name="down" />
                </SmallButton>
                <SmallButton label={t('bview.layers.remove', { name })} onPress={() => onChange(withoutLayer(layers, index))}>
                  <Icon name="remove" />
                </SmallButton>
              </td>
            </tr>
          );
        })}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" className="bview-sum">
            {t('bview.layers.total')}
          </th>
          <td className="bview-sum bview-total">{number(totalThickness_m(layers) * 1000, { decimals: 0 })}</td>
          <td className="bview-sum" />
          <td className="bview-sum" />
        </tr>
      </tfoot>
    </table>
  );
}

interface ApplyProps extends EditorProps {
  readonly part: EnvelopeChange['part'];
  readonly uValue_W_m2K: number;
  readonly layers: readonly MaterialLayer[];
}

function Apply({ element, part, firstSurface, uValue_W_m2K, layers, onEnvelope }: ApplyProps) {
  const { t } = useMessages();
  if (!onEnvelope) return <p className="hint">{t('bview.apply.notHere')}</p>;
  const isValid = Number.isFinite(uValue_W_m2K) && uValue_W_m2K > 0;
  return (
    <div className="bview-apply">
      <Button
        className="button button-primary button-wide"
        isDisabled={!isValid}
        onPress={() => onEnvelope({ part, uValue_W_m2K, layers })}
      >
        {t(`bview.apply.${part}`)}
      </Button>
      {/* The engine knows windows by their area only, the same kind in all walls. */}
      {part !== 'window' && element.surface >= 0 && (
        <Button
          className="button button-wide"
          isDisabled={!isValid}
          onPress={() => onEnvelope({ part, faces: [element.surface - firstSurface], uValue_W_m2K, layers })}
        >
          {t('bview.apply.face')}
        </Button>
      )}
    </div>
  );
}

function WindowEditor(props: EditorProps) {
  const { t } = useMessages();
  const known = props.element.uValue_W_m2K?.value ?? 1.3;
  const [uValue, setUValue] = useState(known);
  return (
    <>
      <QuantityField label={t('bview.layers.windowU')} unit="W/(m2 K)" value={uValue} min={0.3} max={6} step={0.05} onChange={setUValue} />
      <Apply {...props} part="window" uValue_W_m2K={uValue} layers={[]} />
    </>
  );
}

function ConstructionEditor({ part, ...props }: EditorProps & { readonly part: EnvelopeChange['part'] }) {
  const { t, quantity } = useMessages();
  const { element } = props;
  const known = element.uValue_W_m2K?.value ?? Number.NaN;
  const [layers, setLayers] = useState<readonly MaterialLayer[]>(element.layers);
  const [proposed, setProposed] = useState(false);
  const uValue = uValueOfLayers(layers, element.kind);
  const changed = layers !== element.layers;
  return (
    <>
      {layers.length === 0 && <p className="hint">{t('bview.layers.unknown')}</p>}
      {proposed && layers.length > 0 && <p className="hint">{t('bview.layers.proposal')}</p>}
      {layers.length > 0 && Number.isNaN(uValueOfLayers(element.layers, element.kind)) && (
        <p className="hint">{t('bview.layers.incomplete')}</p>
      )}
      {layers.length > 0 && <LayerTable layers={layers} onChange={setLayers} />}
      <div className="bview-layer-actions bview-small-icon">
        {layers.length === 0 && Number.isFinite(known) && (
          <Button
            className="button button-small"
            onPress={() => {
              setLayers(startingLayers(element.kind, known));
              setProposed(true);
            }}
          >
            {t('bview.layers.start')}
          </Button>
        )}
        <AddLayer onAdd={(layer) => setLayers([...layers, layer])} />
        {changed && (
          <Button
            className="button button-small"
            onPress={() => {
              setLayers(element.layers);
              setProposed(false);
            }}
          >
            {t('bview.layers.reset')}
          </Button>
        )}
      </div>
      {layers.length > 0 && (
        <>
          <p className="bview-result" aria-live="polite">
            <span>{t('bview.layers.result')}</span>
            <strong>{quantity(uValue, 'W/(m2 K)')}</strong>
            {Number.isFinite(known) && <span className="hint">{t('bview.layers.before', { value: quantity(known, 'W/(m2 K)') })}</span>}
          </p>
          <p className="hint">{Number.isFinite(uValue) ? t('bview.layers.standard') : t('bview.layers.invalid')}</p>
          <Apply {...props} part={part} uValue_W_m2K={uValue} layers={layers} />
        </>
      )}
    </>
  );
}

/** The layers of an element, to be changed with the U-value in sight, and applied to it or to all of its part. */
export function LayerEditor(props: EditorProps) {
  const { t } = useMessages();
  const part = envelopePart(props.element);
  if (!part) return null;
  return (
    <section className="section" aria-label={t('bview.layers')}>
      <h3>{t('bview.layers')}</h3>
      {part === 'window' ? <WindowEditor {...props} /> : <ConstructionEditor {...props} part={part} />}
    </section>
  );
}
