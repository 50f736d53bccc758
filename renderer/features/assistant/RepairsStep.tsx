import { Button } from 'react-aria-components';
import type { Building } from '#models/district/district.ts';
import type { RepairOffer } from '#models/district/edits/repairs/repairsFor.ts';
import type { DistrictEdit } from '#models/district/edits.ts';
import { Help } from '../../app/controls/Help.tsx';
import { useMessages } from '../../app/useMessages.ts';
import { rowOfBuilding } from '../../state/buildingRows.ts';
import { useActions } from '../../state/useApp.ts';
import type { RepairDone } from '../../workers/engine/importReport.ts';
import { Step } from './Step.tsx';

/** Numbers that the text of any repair may name. */
const NO_NUMBERS = { buildings: 0, count: 0, complete: 0, fromStoreys: 0, fromNeighbours: 0 } as const;

function editOf({ repair, ids }: RepairOffer): DistrictEdit {
  return { kind: 'repair', repair, ids };
}

/** `close-volume` as messages write it: `closeVolume`. */
function wordOf(repair: RepairOffer['repair']): string {
  return repair.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function DoneLine({ done, waiting }: { readonly done: RepairDone; readonly waiting: boolean }) {
  const { t, quantity } = useMessages();
  const actions = useActions();
  const { what, buildings, closed, notDone } = done;
  const sizes = {
    before_m3: quantity(done.before_m3, 'm3'),
    after_m3: quantity(done.after_m3, 'm3'),
    before_m2: quantity(done.before_m2, 'm2'),
    after_m2: quantity(done.after_m2, 'm2'),
  };
  return (
    <li className="assistant-offer">
      <div className="section-head">
        <h5>{t('assistant.done.what', { what, buildings })}</h5>
        <Button className="button button-small" isDisabled={waiting} onPress={() => actions.removeBaseEdit(done.edit - 1)}>
          {t('assistant.repairs.back')}
        </Button>
      </div>
      {buildings > 0 && (
        <p className="hint">
          {t('assistant.done.sizes', sizes)} {t('assistant.done.closed', { closed })}
        </p>
      )}
      {notDone > 0 && <p className="hint">{t('assistant.done.notDone', { count: notDone })}</p>}
    </li>
  );
}

interface RepairsStepProps {
  readonly repairs: readonly RepairOffer[];
  readonly done: readonly RepairDone[];
  readonly buildings: readonly Building[];
  /** The offers are of a district that has changed meanwhile. */
  readonly waiting: boolean;
}

/** What can be mended and what was: each one step, each can be taken back. */
export function RepairsStep({ repairs, done, buildings, waiting }: RepairsStepProps) {
  const { t } = useMessages();
  const actions = useActions();
  const faults = repairs.reduce((sum, { count }) => sum + count, 0);

  function show(ids: readonly string[]): void {
    const rows = ids.flatMap((id) => rowOfBuilding(buildings, id) ?? []);
    actions.select(rows);
    actions.flyTo(rows);
  }
  function mend(offers: readonly RepairOffer[]): void {
    const [first] = offers;
    if (!first) return;
    const what = offers.length === 1 ? wordOf(first.repair) : 'all';
    actions.editDistrict(offers.map(editOf), 'base', { key: 'edit.assistant.repair', values: { what } });
  }
  return (
    <Step title={t('assistant.repairs')} digest={t('assistant.repairs.digest', { count: faults })} expanded={faults + done.length > 0}>
      <div className="assistant-actions">
        {repairs.length > 0 && (
          <Button className="button button-primary button-small" isDisabled={waiting} onPress={() => mend(repairs)}>
            {t('assistant.repairs.all')}
          </Button>
        )}
        <Help term={t('assistant.repairs')}>{t('assistant.repairs.help')}</Help>
      </div>
      {repairs.length === 0 && <p className="hint">{t('assistant.repairs.none')}</p>}
      <ul className="assistant-offers">
        {repairs.map((offer) => (
          <li key={offer.repair} className="assistant-offer">
            <h5>{t(`repair.${offer.repair}.title`)}</h5>
            <p className="hint">{t(`repair.${offer.repair}`, { ...NO_NUMBERS, ...offer.values })}</p>
            <div className="assistant-actions">
              <Button className="button button-small" onPress={() => show(offer.ids)}>
                {t('assistant.repairs.preview')}
              </Button>
              <Button
                className="button button-small"
                isDisabled={waiting}
                aria-label={`${t('assistant.repairs.one')}: ${t(`repair.${offer.repair}.title`)}`}
                onPress={() => mend([offer])}
              >
                {t('assistant.repairs.one')}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {done.length > 0 && (
        <>
          <h5>{t('assistant.repairs.done')}</h5>
          <ul className="assistant-offers">
            {done.map((line) => (
              <DoneLine key={`${line.edit} ${line.what}`} done={line} waiting={waiting} />
            ))}
          </ul>
        </>
      )}
    </Step>
  );
}
