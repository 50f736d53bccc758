import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { VIEWS, type ViewKind } from '../state/appState.ts';
import { useActions, useApp } from '../state/useApp.ts';
import { Icon } from './controls/Icon.tsx';
import { useMessages } from './useMessages.ts';

/** The three ways of looking at the district; each keeps its place while another is shown. */
export function ViewSwitch() {
  const { t } = useMessages();
  const view = useApp((state) => state.view);
  const hasDistrict = useApp((state) => state.district !== null);
  const actions = useActions();
  return (
    <ToggleButtonGroup
      className="view-switch"
      aria-label={t('view.switch')}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[view]}
      isDisabled={!hasDistrict}
      onSelectionChange={(keys) => {
        const chosen = VIEWS.find((item) => keys.has(item));
        if (chosen) actions.showView(chosen);
      }}
    >
      {VIEWS.map((item: ViewKind) => (
        <ToggleButton key={item} id={item} className="view-switch-item" aria-label={t(`view.${item}`)}>
          <Icon name={`view-${item}`} />
          <span className="view-switch-text">{t(`view.${item}`)}</span>
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
