import { Button } from 'react-aria-components';
import { useMessages } from '../../app/useMessages.ts';
import { useActions, useApp } from '../../state/useApp.ts';

/** Changes of the district: what is selected can be taken away, in this scenario. */
export function EditPanel() {
  const { t } = useMessages();
  const district = useApp((state) => state.district);
  const selection = useApp((state) => state.selection);
  const actions = useActions();
  if (!district) return <p className="empty-state">{t('district.empty')}</p>;
  const ids = selection.flatMap((row) => district.buildings[row]?.id ?? []);
  return (
    <div className="stack">
      <Button
        className="button button-wide"
        isDisabled={ids.length === 0}
        onPress={() => actions.editDistrict([{ kind: 'remove-buildings', ids }], 'scenario')}
      >
        {t('editKind.remove-buildings')}
      </Button>
    </div>
  );
}
