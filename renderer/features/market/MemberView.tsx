/** One member's year under one market: its months, the bill of one of them, a week of it, and what it prefers. */
import { useCallback, useState } from 'react';
import type { MonthBill, ParticipantYear } from '#models/market/outcome.ts';
import { Choice } from '../../app/controls/Choice.tsx';
import { useMessages } from '../../app/useMessages.ts';
import { Chart } from '../../charts/Chart.tsx';
import type { ChartTheme } from '../../charts/chartTheme.ts';
import { monthsSpec } from '../../charts/specs/months.ts';
import type { ParticipantView } from '../../workers/marketApi.ts';
import { Bill } from './Bill.tsx';
import { Pending } from './MarketSheet.tsx';
import { MemberPicker } from './MemberPicker.tsx';
import { centText, monthName } from './marketFormat.ts';
import type { MarketColumn, MarketLab } from './marketLab.ts';
import { PreferencesForm } from './PreferencesForm.tsx';
import { WeekChart } from './WeekChart.tsx';

const MICRO = 1e6;
const WITH = '#0072b2';
const WITHOUT = '#8a949e';
/** Smaller differences of a year are none [micro-euro]. */
const LEAST_microEUR = 5_000;

function sumOf(bills: readonly MonthBill[], part: 'total_microEUR' | 'reference_microEUR'): number {
  return bills.reduce((sum, bill) => sum + bill[part], 0);
}

function YearSentence({ name, bills }: { readonly name: string; readonly bills: readonly MonthBill[] }) {
  const messages = useMessages();
  const cost = sumOf(bills, 'total_microEUR');
  const difference = cost - sumOf(bills, 'reference_microEUR');
  const key = Math.abs(difference) < LEAST_microEUR ? 'same' : difference < 0 ? 'less' : 'more';
  return (
    <p className="market-sentence">
      {messages.t(cost < 0 ? `bill.year.paid.${key}` : `bill.year.sentence.${key}`, {
        name,
        cost: centText(Math.abs(cost), messages),
        difference: centText(Math.abs(difference), messages),
      })}
    </p>
  );
}

function MonthsChart({ bills, onMonth }: { readonly bills: readonly MonthBill[]; readonly onMonth: (month: number) => void }) {
  const messages = useMessages();
  const { t, language, number } = messages;
  const build = useCallback(
    (theme: ChartTheme) => {
      const inEuro = (part: 'total_microEUR' | 'reference_microEUR'): number[] =>
        Array.from({ length: 12 }, (_, month) => (bills.find((bill) => bill.month === month)?.[part] ?? 0) / MICRO);
      const largest = bills.reduce<MonthBill | null>(
        (most, bill) => (most && most.total_microEUR >= bill.total_microEUR ? most : bill),
        null,
      );
      return monthsSpec(
        [
          { name: t('bill.year.without'), colour: WITHOUT, values: inEuro('reference_microEUR'), kind: 'bar' },
          { name: t('bill.year.with'), colour: WITH, values: inEuro('total_microEUR'), kind: 'bar' },
        ],
        {
          month: t('bill.year.month'),
          summary: largest
            ? t('bill.year.summary', { month: monthName(largest.month, language), amount: centText(largest.total_microEUR, messages) })
            : '',
        },
        language,
        theme,
        number,
        '\u20ac',
      );
    },
    [bills, t, language, number, messages],
  );
  return <Chart title={t('bill.year.chart')} fileName="bill-by-month" build={build} onPoint={onMonth} />;
}

interface YearProps {
  readonly year: ParticipantYear;
  readonly participant: ParticipantView;
  readonly lab: MarketLab;
  readonly column: MarketColumn;
}

/** Month of a day of the year 0..364. */
function monthOfDay(day: number): number {
  return new Date(Date.UTC(2021, 0, 1 + day)).getUTCMonth();
}

function Year({ year, participant, lab, column }: YearProps) {
  const { t, language } = useMessages();
  const [picked, setPicked] = useState(() => monthOfDay(Math.floor(lab.hour / 24)));
  const bill = year.bills.find(({ month }) => month === picked) ?? year.bills[0];
  return (
    <>
      <YearSentence name={participant.name} bills={year.bills} />
      <div className="market-member-year">
        {bill && (
          <div className="market-grow">
            <div className="market-tools market-screen-only">
              <Choice
                label={t('bill.month')}
                value={String(bill.month)}
                items={year.bills.map(({ month }) => ({ id: String(month), label: monthName(month, language) }))}
                onChange={(month) => setPicked(Number(month))}
              />
            </div>
            <Bill bill={bill} participant={participant} market={column.config.name} onPrint={lab.actions.print} />
          </div>
        )}
        <div className="market-grow market-screen-only">
          <MonthsChart bills={year.bills} onMonth={setPicked} />
        </div>
      </div>
      <WeekChart year={year} step_min={column.config.step_min} hour={lab.hour} onTime={lab.actions.setTime} />
    </>
  );
}

export function MemberView({ lab, column }: { readonly lab: MarketLab; readonly column: MarketColumn }) {
  const { t } = useMessages();
  const participants = lab.community.value?.participants ?? [];
  const participant = lab.member === null ? undefined : participants[lab.member];
  return (
    <div className="market-block">
      <div className="market-tools market-screen-only">
        <MemberPicker
          key={`${lab.community.value?.id ?? ''} ${participant?.id ?? ''}`}
          label={t('bill.choose')}
          value={participant?.id ?? null}
          members={participants}
          onChange={(id) => lab.actions.selectMember(participants.findIndex((one) => one.id === id))}
        />
      </div>
      {!participant && <p className="empty-state">{t('bill.none')}</p>}
      {participant && (
        <>
          <Pending of={lab.memberYear}>
            {(year) => <Year key={participant.id} year={year} participant={participant} lab={lab} column={column} />}
          </Pending>
          <PreferencesForm key={participant.id} participant={participant} lab={lab} column={column} />
        </>
      )}
    </div>
  );
}
