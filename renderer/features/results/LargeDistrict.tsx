/** Stands where the key figures would, while a district is still read or is too large to be simulated unasked. */
import { Button } from 'react-aria-components';
import { useMessages } from '../../app/useMessages.ts';
import { isPartlyRead } from '../../state/partlyRead.ts';
import { activeScenario } from '../../state/store.ts';
import { useActions, useApp } from '../../state/useApp.ts';
import { SIMULATED_UNASKED } from '../../workers/largeDistrict.ts';
import './results.css';

/** What there is to say about the shown district, if anything. */
export function LargeDistrict() {
  const { t, number } = useMessages();
  const actions = useActions();
  const district = useApp((state) => state.district);
  const stale = useApp((state) => activeScenario(state).stale);
  const busy = useApp((state) => state.jobs.length > 0);
  if (!district) return null;
  const count = number(district.buildings.length, { significant: 9 });
  if (isPartlyRead(district)) {
    return (
      <p className="large-district floating" role="status">
        {t('large.reading', { count })}
      </p>
    );
  }
  if (!stale || district.buildings.length <= SIMULATED_UNASKED) return null;
  const seconds = actions.simulationEstimate_s();
  return (
    <section className="large-district floating" aria-label={t('large.title')}>
      <p>
        {t('large.text', { count })}{' '}
        {seconds === null ? t('large.noEstimate') : t('large.estimate', { minutes: Math.max(1, Math.ceil(seconds / 60)) })}
      </p>
      <Button className="button button-primary" isDisabled={busy} onPress={actions.simulateShown}>
        {t('large.simulate')}
      </Button>
    </section>
  );
}
