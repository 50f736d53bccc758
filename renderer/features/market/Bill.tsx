/** The bill of a month as a person reads it: few words, every amount explained, what it would have been otherwise. Prints on one page. */
import { Fragment } from 'react';
import { Button, Disclosure, DisclosurePanel } from 'react-aria-components';
import type { BillLine, MonthBill } from '#models/market/outcome.ts';
import { hasMessage } from '../../app/messages/translate.ts';
import { type Messages, useMessages } from '../../app/useMessages.ts';
import type { ParticipantView } from '../../workers/marketApi.ts';
import { shownCents } from './billCents.ts';
import { BILL_GROUPS, billGroups } from './billGroups.ts';
import { billEnergy_kWh, billPrice, centText, monthName, roundedCents } from './marketFormat.ts';

const MICRO_PER_CENT = 10_000;

function itemName({ item }: BillLine, { t, label }: Messages): string {
  return label(`bill.line.${item}`, t('bill.line.unknown'));
}

/** The reason the settlement names with its values, else the general one of the item. */
function whyText({ item, why }: BillLine, { t, label }: Messages): string {
  const general = label(`bill.why.${item}`, t('bill.why.unknown'));
  const key = why.key.startsWith('bill.why.') ? why.key : `bill.why.${why.key}`;
  return hasMessage(key) ? label(key, general, why.values) : general;
}

function Line({ line, cents }: { readonly line: BillLine; readonly cents: number }) {
  const messages = useMessages();
  const { t, number } = messages;
  const energy = line.energy_mWh === null ? null : number(billEnergy_kWh(line.energy_mWh), { decimals: 1 });
  const price = line.price_EURPerKWh === null ? null : billPrice(line.price_EURPerKWh, messages);
  const amount = centText(cents * MICRO_PER_CENT, messages);
  return (
    <tr>
      <td className="bill-item">
        <Disclosure className="bill-disclosure">
          <span>{itemName(line, messages)}</span>
          <Button slot="trigger" className="link-button bill-why-button" aria-label={`${t('bill.why')}: ${itemName(line, messages)}`}>
            {t('bill.why')}
          </Button>
          <DisclosurePanel className="bill-why">
            <p>{whyText(line, messages)}</p>
            {energy !== null && price !== null && <p className="market-number">{t('bill.arithmetic', { energy, price, amount })}</p>}
          </DisclosurePanel>
        </Disclosure>
      </td>
      <td className="bill-number bill-wide">{energy}</td>
      <td className="bill-number bill-wide">{price}</td>
      <td className="bill-number">{amount}</td>
    </tr>
  );
}

function Comparison({ bill }: { readonly bill: MonthBill }) {
  const messages = useMessages();
  const difference = roundedCents(bill.total_microEUR) - roundedCents(bill.reference_microEUR);
  const key = difference === 0 ? 'same' : difference < 0 ? 'less' : 'more';
  return (
    <p className={`bill-compare bill-compare-${key}`}>
      {messages.t(`bill.compare.${key}`, {
        reference: centText(bill.reference_microEUR, messages),
        difference: centText(Math.abs(difference) * MICRO_PER_CENT, messages),
      })}
    </p>
  );
}

interface BillProps {
  readonly bill: MonthBill;
  readonly participant: ParticipantView;
  readonly market: string;
  readonly onPrint: () => void;
}

export function Bill({ bill, participant, market, onPrint }: BillProps) {
  const messages = useMessages();
  const { t, language } = messages;
  const groups = billGroups(bill.lines);
  const shown = BILL_GROUPS.flatMap((group) => groups[group]);
  const cents = shownCents(
    shown.map(({ amount_microEUR }) => amount_microEUR),
    bill.total_microEUR,
  );
  const isPaid = bill.total_microEUR < 0;
  return (
    <article className="bill" aria-label={t('bill.title', { month: monthName(bill.month, language) })}>
      <header className="bill-head">
        <div>
          <h3>{t('bill.title', { month: monthName(bill.month, language) })}</h3>
          <p>{t('bill.of', { name: participant.name, meter: participant.meter })}</p>
          <p className="hint">{t('bill.rules', { market })}</p>
        </div>
        <Button className="button button-small market-screen-only" onPress={onPrint}>
          {t('bill.print')}
        </Button>
      </header>
      <table className="bill-table">
        <thead>
          <tr>
            <th scope="col">{t('bill.item')}</th>
            <th scope="col" className="bill-number bill-wide">
              {t('bill.energy')}
            </th>
            <th scope="col" className="bill-number bill-wide">
              {t('bill.price')}
            </th>
            <th scope="col" className="bill-number">
              {t('bill.amount')}
            </th>
          </tr>
        </thead>
        <tbody>
          {BILL_GROUPS.filter((group) => groups[group].length > 0).map((group) => (
            <Fragment key={group}>
              <tr>
                <th scope="rowgroup" colSpan={4} className="bill-group">
                  {t(`bill.group.${group}`)}
                </th>
              </tr>
              {groups[group].map((line, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: an item may come twice; lines have no other id than their place
                <Line key={`${line.item} ${place}`} line={line} cents={cents[shown.indexOf(line)] ?? 0} />
              ))}
            </Fragment>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t(isPaid ? 'bill.total.get' : 'bill.total.pay')}</th>
            <td className="bill-wide" />
            <td className="bill-wide" />
            <td className="bill-number bill-total">{centText(Math.abs(bill.total_microEUR), messages)}</td>
          </tr>
        </tfoot>
      </table>
      <Comparison bill={bill} />
      <p className="hint">{t('bill.kWh')}</p>
    </article>
  );
}
