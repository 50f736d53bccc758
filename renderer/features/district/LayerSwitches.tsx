import { Button, Switch } from 'react-aria-components';
import { useMessages } from '../../app/useMessages.ts';
import type { Layers } from '../../state/appState.ts';
import { useActions, useApp } from '../../state/useApp.ts';

const ALWAYS = ['buildings', 'surroundings', 'imagery', 'shadows'] as const;

/** What can be shown of the district and around it: only what there is. */
export function LayerSwitches() {
  const { t } = useMessages();
  const actions = useActions();
  const terrain = useApp((state) => state.district?.terrain !== null && state.district?.terrain !== undefined);
  const elements = useApp(({ district }) => {
    if (!district) return false;
    const { trees, lines, points } = district.elements;
    return trees.length + lines.length + points.length > 0;
  });
  const tiles = useApp((state) => state.tileset !== null);
  return (
    <section className="section" aria-label={t('district.layers')}>
      <h3>{t('district.layers')}</h3>
      {ALWAYS.map((layer) => (
        <LayerSwitch key={layer} layer={layer} />
      ))}
      {terrain && <LayerSwitch layer="terrain" />}
      {elements && <LayerSwitch layer="elements" />}
      {tiles && (
        <div className="layer-row">
          <LayerSwitch layer="tiles" />
          <Button className="button button-small" aria-label={t('district.layer.tiles.remove')} onPress={actions.dropTileset}>
            {t('district.layer.remove')}
          </Button>
        </div>
      )}
    </section>
  );
}

function LayerSwitch({ layer }: { readonly layer: keyof Layers }) {
  const { t } = useMessages();
  const shown = useApp((state) => state.layers[layer]);
  const actions = useActions();
  return (
    <Switch className="switch" isSelected={shown} onChange={(next) => actions.setLayer(layer, next)}>
      <span className="switch-mark" />
      {t(`district.layer.${layer}`)}
    </Switch>
  );
}
