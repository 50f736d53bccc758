import { useState } from 'react';
import { Button, Checkbox, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import type { MergeOptions, MergeReport } from '#gis-data/join/mergeDistricts.ts';
import { RangeSlider } from '../../app/controls/RangeSlider.tsx';
import { useMessages } from '../../app/useMessages.ts';
import { Options } from './Options.tsx';
import { ConflictList, ReportList } from './ReportLists.tsx';
import { mergeReportCsv } from './reportCsv.ts';
import { useChecked } from './useChecked.ts';
import './join.css';

/** What the dialog decides; the signal is the engine's matter. */
export type MergeChoice = Required<Omit<MergeOptions, 'signal'>>;

export interface MergeDialogProps {
  /** File names of the district that is there and of the one that comes. */
  readonly first: string;
  readonly second: string;
  /** What a merge would do; null where no building is in both. */
  readonly onCheck: (options: MergeChoice) => Promise<MergeReport | null>;
  readonly onApply: (options: MergeChoice) => void;
  readonly onSaveReport: (fileName: string, text: string) => void;
  readonly onClose: () => void;
}

const START: MergeChoice = { match: 'auto', geometry: 'first', attributes: 'better-provenance', addMissing: false, leastOverlap: 0.5 };
/** Below a fifth neighbours would pass for the same building, above nine tenths nothing but copies would. */
const OVERLAPS = { min: 0.2, max: 0.9, step: 0.05 } as const;

/** Merges a second source into the district: who is who, whose shapes and values, and what comes of it. */
export function MergeDialog(props: MergeDialogProps) {
  return (
    <ModalOverlay className="backdrop" isOpen onOpenChange={(open) => !open && props.onClose()}>
      <Modal className="dialog-box join-box">
        <Dialog className="dialog-body join-body">
          <MergeForm {...props} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

/** The dialog's content, for a window that has its own modal. */
export function MergeForm({ first, second, onCheck, onApply, onSaveReport, onClose }: MergeDialogProps) {
  const { t } = useMessages();
  const [choice, setChoice] = useState(START);
  const set = (part: Partial<MergeChoice>) => setChoice({ ...choice, ...part });
  const { report, busy } = useChecked(JSON.stringify(choice), () => onCheck(choice));
  return (
    <>
      <Heading slot="title" className="dialog-title">
        {t('merge.title')}
      </Heading>
      <p>{t('merge.intro', { first, second })}</p>
      <Options
        label={t('merge.match')}
        value={choice.match}
        options={(['auto', 'id', 'overlap'] as const).map((id) => ({
          id,
          label: t(`merge.match.${id}`),
          help: t(`merge.match.${id}.help`),
        }))}
        onChange={(match) => set({ match })}
      />
      {choice.match !== 'id' && (
        <div className="join-slider">
          <RangeSlider
            label={t('merge.overlap')}
            value={choice.leastOverlap}
            min={OVERLAPS.min}
            max={OVERLAPS.max}
            step={OVERLAPS.step}
            format={{ style: 'percent' }}
            onChange={(leastOverlap) => set({ leastOverlap })}
          />
          <p className="hint">{t('merge.overlap.help')}</p>
        </div>
      )}
      <Options
        label={t('merge.geometry')}
        value={choice.geometry}
        options={[
          { id: 'first', label: first },
          { id: 'second', label: second },
        ]}
        onChange={(geometry) => set({ geometry })}
      />
      <Options
        label={t('merge.attributes')}
        value={choice.attributes}
        options={[
          {
            id: 'better-provenance',
            label: t('merge.attributes.better-provenance'),
            help: t('merge.attributes.better-provenance.help'),
          },
          { id: 'first-wins', label: t('merge.attributes.first-wins', { name: first }) },
          { id: 'second-wins', label: t('merge.attributes.second-wins', { name: second }) },
        ]}
        onChange={(attributes) => set({ attributes })}
      />
      <Checkbox className="check" isSelected={choice.addMissing} onChange={(addMissing) => set({ addMissing })}>
        <span className="check-mark" />
        {t('merge.add', { name: second })}
      </Checkbox>
      <section className="join-found" aria-live="polite">
        <h3 className="join-heading">{t('merge.found')}</h3>
        {report ? <Found report={report} /> : <p className="hint">{t(busy ? 'merge.found.busy' : 'merge.found.none')}</p>}
      </section>
      <p className="hint">{t('merge.undo')}</p>
      <div className="dialog-actions">
        <Button className="button" onPress={onClose}>
          {t('action.cancel')}
        </Button>
        <Button className="button" isDisabled={!report} onPress={() => report && onSaveReport('merge-report.csv', mergeReportCsv(report))}>
          {t('join.save')}
        </Button>
        <Button className="button button-primary" isDisabled={!report || busy} onPress={() => onApply(choice)}>
          {t('merge.apply')}
        </Button>
      </div>
    </>
  );
}

function Found({ report }: { readonly report: MergeReport }) {
  const { t, number, quantity, percent } = useMessages();
  const { first, second, conflicts, lift_m } = report;
  const facts: readonly (readonly [string, number])[] = [
    [t('merge.found.matched'), report.matched],
    [t('merge.found.onlyFirst', { name: first }), report.onlyFirst.count],
    [t('merge.found.onlySecond', { name: second }), report.onlySecond.count],
    [t('merge.found.shapes'), report.shapes],
    [t('merge.found.heights'), report.heights],
    [t('merge.found.added'), report.added],
  ];
  return (
    <>
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div className="join-fact" key={name}>
            <dt>{name}</dt>
            <dd>{number(value)}</dd>
          </div>
        ))}
      </dl>
      {lift_m !== null && Math.abs(lift_m) >= 0.05 && (
        <p className="hint">{t('merge.found.lift', { lift: quantity(Math.abs(lift_m), 'm'), direction: lift_m > 0 ? 'low' : 'high' })}</p>
      )}
      <ConflictList
        title={t('merge.found.conflicts')}
        one={t('merge.table.first')}
        other={t('merge.table.second')}
        list={{
          count: conflicts.count,
          first: conflicts.first.map((row) => ({ ...row, one: row.first, other: row.second, kept: t(`merge.table.kept.${row.kept}`) })),
        }}
      />
      <ReportList
        title={t('merge.list.renamed')}
        list={report.renamed}
        item={({ id, secondId, overlap }) =>
          overlap === null
            ? t('merge.list.renamed.item', { id, secondId })
            : t('merge.list.renamed.share', { id, secondId, share: percent(overlap) })
        }
      />
      <ReportList title={t('merge.found.onlyFirst', { name: first })} list={report.onlyFirst} item={(id) => id} />
      <ReportList title={t('merge.found.onlySecond', { name: second })} list={report.onlySecond} item={(id) => id} />
      <ReportList title={t('merge.list.elsewhere')} list={report.elsewhere} help={t('merge.list.elsewhere.help')} item={(id) => id} />
    </>
  );
}
