/** What the community sold outside: how often it was called, what it delivered, who was paid what. */
import type { FlexibilitySummary } from '#models/market/outcome.ts';
import { useMessages } from '../../app/useMessages.ts';
import { hourWords } from '../../data-view/hourSummary.ts';

const HOURS_PER_DAY = 24;

export function OutsideReport({ outside }: { readonly outside: FlexibilitySummary }) {
  const { t, quantity, language } = useMessages();
  const served = outside.events.filter(({ offered_kW }) => offered_kW > 0);
  return (
    <div className="market-outside">
      <h5>{t('market.outside.title')}</h5>
      {outside.isSimulated && <p className="hint">{t('market.outside.simulated')}</p>}
      {served.length === 0 && outside.readyDays === 0 && <p>{t('market.outside.none')}</p>}
      {served.length > 0 && (
        <p>
          {t('market.outside.called', {
            served: served.length,
            events: outside.events.length,
            power: quantity(outside.largestOffered_kW, 'kW'),
            energy: quantity(outside.delivered_kWh, 'kWh/a'),
            members: quantity(outside.members_EUR, 'EUR/a'),
            cost: quantity(outside.cost_EUR, 'EUR/a'),
            aggregator: quantity(outside.aggregator_EUR, 'EUR/a'),
          })}
        </p>
      )}
      {outside.shortfall_kWh > 0 && (
        <p>
          {t('market.outside.shortfall', {
            energy: quantity(outside.shortfall_kWh, 'kWh/a'),
            penalty: quantity(outside.penalty_EUR, 'EUR/a'),
          })}
        </p>
      )}
      {outside.readyDays > 0 && <p>{t('market.outside.ready', { days: outside.readyDays })}</p>}
      {served.length > 0 && (
        <details className="market-findings">
          <summary>{t('market.outside.events')}</summary>
          <table className="market-table">
            <thead>
              <tr>
                <th scope="col">{t('market.outside.day')}</th>
                <th scope="col">{t('market.outside.baseline')}</th>
                <th scope="col">{t('market.outside.offered')}</th>
                <th scope="col">{t('market.outside.delivered')}</th>
                <th scope="col">{t('market.outside.payment')}</th>
              </tr>
            </thead>
            <tbody>
              {outside.events.map((event) => (
                <tr key={event.from}>
                  <th scope="row">{hourWords(event.day * HOURS_PER_DAY, language).date}</th>
                  <td>{quantity(event.baseline_kW, 'kW')}</td>
                  <td>{quantity(event.offered_kW, 'kW')}</td>
                  <td>{quantity(event.delivered_kWh, 'kWh')}</td>
                  <td>{quantity(event.payment_EUR - event.penalty_EUR, 'EUR')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </div>
  );
}
