import { Switch } from 'react-aria-components';
import { useMessages } from '../../app/useMessages.ts';
import { useActions, useApp } from '../../state/useApp.ts';

const LAYERS = ['buildings', 'surroundings', 'imagery', 'shadows'] as const;

export function LayerSwitches() {
  const { t } = useMessages();
  const layers = useApp((state) => state.layers);
  const actions = useActions();
  return (
    <section className="section" aria-label={t('district.layers')}>
      <h3>{t('district.layers')}</h3>
      {LAYERS.map((layer) => (
        <Switch key={layer} className="switch" isSelected={layers[layer]} onChange={(shown) => actions.setLayer(layer, shown)}>
          <span className="switch-mark" />
          {t(`district.layer.${layer}`)}
        </Switch>
      ))}
    </section>
  );
}
