/** One step of the market: price, bids and offers, who gave to whom; moves with the timeline. */
import { useCallback } from 'react';
import { Button } from 'react-aria-components';
import type { MarketOrder, MarketStep } from '#models/market/outcome.ts';
import { hasOrders } from '#models/market/validCombinations.ts';
import { IconButton } from '../../app/controls/IconButton.tsx';
import { useMessages } from '../../app/useMessages.ts';
import { useNarrow } from '../../app/useTheme.ts';
import { Chart } from '../../charts/Chart.tsx';
import type { ChartTheme } from '../../charts/chartTheme.ts';
import { orderBookSpec } from '../../charts/specs/orderBook.ts';
import { Pending } from './MarketSheet.tsx';
import { priceText, stepText } from './marketFormat.ts';
import type { MarketColumn, MarketLab } from './marketLab.ts';

const YEAR_HOURS = 8760;
/** Rows of a table that a person still reads. */
const LISTED = 60;

function Player({ lab, step_min }: { readonly lab: MarketLab; readonly step_min: number }) {
  const { t, language } = useMessages();
  const perYear = (YEAR_HOURS * 60) / step_min;
  function move(steps: number): void {
    const minute = ((lab.shownStep + steps + perYear) % perYear) * step_min;
    lab.actions.setTime(Math.floor(minute / 60), minute % 60);
  }
  const narrow = useNarrow();
  function showOnMap(): void {
    lab.actions.showOnMap();
    if (narrow) lab.actions.openView(null);
  }
  const hasMap = lab.choice.kind === 'district' && lab.community.value?.hasPlaces === true;
  return (
    <div className="market-player">
      <IconButton icon="collapseLeft" label={t('market.hour.back')} onPress={() => move(-1)} />
      <IconButton
        icon={lab.isPlaying ? 'pause' : 'play'}
        label={t(lab.isPlaying ? 'market.hour.pause' : 'market.hour.play')}
        onPress={lab.actions.togglePlay}
      />
      <IconButton icon="collapseRight" label={t('market.hour.forward')} onPress={() => move(1)} />
      <span className="market-sentence" aria-live={lab.isPlaying ? 'off' : 'polite'}>
        {stepText(lab.shownStep, step_min, language)}
      </span>
      {hasMap && !lab.isOnMap && (
        <Button className="button button-small market-on-map" onPress={showOnMap}>
          {t('market.hour.map')}
        </Button>
      )}
    </div>
  );
}

function Facts({ step }: { readonly step: MarketStep }) {
  const messages = useMessages();
  const { t, quantity } = messages;
  return (
    <dl className="market-step-facts">
      <div>
        <dt>{t('market.hour.price')}</dt>
        <dd>{step.price_EURPerKWh === null ? t('market.hour.noPrice') : priceText(step.price_EURPerKWh, messages)}</dd>
      </div>
      <div>
        <dt>{t('market.hour.retail')}</dt>
        <dd>{priceText(step.retail_EURPerKWh, messages)}</dd>
      </div>
      <div>
        <dt>{t('market.hour.feedIn')}</dt>
        <dd>{priceText(step.feedIn_EURPerKWh, messages)}</dd>
      </div>
      <div>
        <dt>{t('market.hour.import')}</dt>
        <dd>{quantity(step.import_kWh, 'kWh')}</dd>
      </div>
      <div>
        <dt>{t('market.hour.export')}</dt>
        <dd>{quantity(step.export_kWh, 'kWh')}</dd>
      </div>
    </dl>
  );
}

function Curves({ step }: { readonly step: MarketStep }) {
  const messages = useMessages();
  const { t, number } = messages;
  const build = useCallback(
    (theme: ChartTheme) =>
      orderBookSpec(
        step.bids.map((order) => ({ price: order.price_EURPerKWh * 100, energy: order.energy_kWh })),
        step.offers.map((order) => ({ price: order.price_EURPerKWh * 100, energy: order.energy_kWh })),
        {
          price: step.price_EURPerKWh === null ? null : step.price_EURPerKWh * 100,
          bounds: step.priceBounds_EURPerKWh ? [step.priceBounds_EURPerKWh[0] * 100, step.priceBounds_EURPerKWh[1] * 100] : null,
        },
        {
          demand: t('market.hour.demand'),
          supply: t('market.hour.supply'),
          energy: t('market.hour.energyAxis'),
          price: t('market.hour.price'),
          summary: t('market.hour.curves.summary', {
            bids: step.bids.length,
            offers: step.offers.length,
            price: step.price_EURPerKWh === null ? t('market.hour.noPrice') : priceText(step.price_EURPerKWh, messages),
          }),
        },
        theme,
        number,
      ),
    [step, t, number, messages],
  );
  return <Chart title={t('market.hour.curves')} fileName={`order-book-step-${step.step}`} size="tall" build={build} />;
}

interface OrdersProps {
  readonly kind: 'bids' | 'offers';
  readonly orders: readonly MarketOrder[];
  readonly nameOf: (member: number) => string;
}

function Orders({ kind, orders, nameOf }: OrdersProps) {
  const messages = useMessages();
  const { t, quantity } = messages;
  return (
    <section className="section market-grow" aria-label={t(`market.hour.${kind}`)}>
      <h3>{t(`market.hour.${kind}`)}</h3>
      <table className="market-orders">
        <thead>
          <tr>
            <th scope="col">{t('market.hour.member')}</th>
            <th scope="col">{t('market.hour.unitPrice')}</th>
            <th scope="col">{t(kind === 'bids' ? 'market.hour.wanted' : 'market.hour.offered')}</th>
            <th scope="col">{t('market.hour.traded')}</th>
          </tr>
        </thead>
        <tbody>
          {orders.slice(0, LISTED).map((order, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: one member may place several orders; their place is their rank
            <tr key={place} className={order.traded_kWh > 0 ? undefined : 'is-idle'}>
              <td>{nameOf(order.participant)}</td>
              <td>{quantity(order.price_EURPerKWh * 100, 'ct/kWh', { decimals: 1 })}</td>
              <td>{quantity(order.energy_kWh, 'kWh')}</td>
              <td>{quantity(order.traded_kWh, 'kWh')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {orders.length > LISTED && <p className="hint">{t('market.hour.more', { count: orders.length - LISTED })}</p>}
    </section>
  );
}

function Trades({ step, nameOf }: { readonly step: MarketStep; readonly nameOf: (member: number) => string }) {
  const messages = useMessages();
  const { t, quantity } = messages;
  if (step.trades.length === 0) return <p className="hint">{t('market.hour.noTrades')}</p>;
  return (
    <section className="section market-grow" aria-label={t('market.hour.trades')}>
      <h3>{t('market.hour.trades')}</h3>
      {step.arePaired && <p className="hint">{t('market.hour.paired')}</p>}
      <table className="market-orders">
        <thead>
          <tr>
            <th scope="col">{t('market.hour.seller')}</th>
            <th scope="col">{t('market.hour.buyer')}</th>
            <th scope="col">{t('market.hour.energy')}</th>
            <th scope="col">{t('market.hour.unitPrice')}</th>
          </tr>
        </thead>
        <tbody>
          {step.trades.slice(0, LISTED).map((trade, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a pair may trade twice; trades have no other id than their place
            <tr key={place}>
              <td>{nameOf(trade.seller)}</td>
              <td>{nameOf(trade.buyer)}</td>
              <td>{quantity(trade.energy_kWh, 'kWh')}</td>
              <td>{quantity(trade.price_EURPerKWh * 100, 'ct/kWh', { decimals: 1 })}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {step.trades.length > LISTED && <p className="hint">{t('market.hour.more', { count: step.trades.length - LISTED })}</p>}
    </section>
  );
}

function Step({ step, lab, column }: { readonly step: MarketStep; readonly lab: MarketLab; readonly column: MarketColumn }) {
  const messages = useMessages();
  const { t, label } = messages;
  const { design, clearing } = column.config;
  const withOrders = hasOrders(design, clearing);
  const participants = lab.community.value?.participants;
  const nameOf = (member: number): string => (member < 0 ? t('market.hour.pool') : (participants?.[member]?.name ?? String(member + 1)));
  const bounds = step.priceBounds_EURPerKWh;
  return (
    <>
      <Facts step={step} />
      {bounds && bounds[1] > bounds[0] && (
        <p className="hint">{t('market.hour.bounds', { low: priceText(bounds[0], messages), high: priceText(bounds[1], messages) })}</p>
      )}
      {!withOrders && (
        <p className="hint">
          {design === 'supplier'
            ? label('market.design.supplier.short')
            : t('market.hour.noOrders', { rule: label(`market.clearing.${clearing}.short`) })}
        </p>
      )}
      {step.bids.length + step.offers.length > 0 && <Curves step={step} />}
      <div className="market-columns">
        {step.bids.length > 0 && <Orders kind="bids" orders={step.bids} nameOf={nameOf} />}
        {step.offers.length > 0 && <Orders kind="offers" orders={step.offers} nameOf={nameOf} />}
        {design !== 'supplier' && <Trades step={step} nameOf={nameOf} />}
      </div>
    </>
  );
}

export function HourView({ lab, column }: { readonly lab: MarketLab; readonly column: MarketColumn }) {
  const { step_min } = column.config;
  return (
    <div className="market-block">
      <Player lab={lab} step_min={step_min} />
      <Pending of={lab.step}>{(step) => <Step step={step} lab={lab} column={column} />}</Pending>
    </div>
  );
}
