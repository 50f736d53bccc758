import { useState } from 'react';
import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import type { JoinOptions, JoinReport } from '#gis-data/join/joinEdit.ts';
import type { BuildingKey, ByKey, ByPlace } from '#gis-data/join/joinTable.ts';
import type { JoinProposal } from '#gis-data/join/proposeJoin.ts';
import type { Issue } from '#models/core/issue.ts';
import type { AttributeValue } from '#models/district/district.ts';
import { Choice } from '../../app/controls/Choice.tsx';
import { findingText } from '../../app/messages/problemTexts.ts';
import { useMessages } from '../../app/useMessages.ts';
import { JoinColumns } from './JoinColumns.tsx';
import { Options } from './Options.tsx';
import { ConflictList, ReportList } from './ReportLists.tsx';
import { joinReportCsv } from './reportCsv.ts';
import { useChecked } from './useChecked.ts';
import './join.css';

export interface JoinDialogProps {
  /** Table as it was read. */
  readonly name: string;
  readonly rowCount: number;
  /** The first rows (three are shown), in the order of `proposal.columns`. */
  readonly firstRows: readonly (readonly AttributeValue[])[];
  readonly issues: readonly Issue[];
  readonly proposal: JoinProposal;
  /** Attributes of the buildings that can be a key. */
  readonly attributes: readonly string[];
  /** What a join would do; null where no row belongs to a building. */
  readonly onCheck: (options: JoinOptions) => Promise<JoinReport | null>;
  readonly onApply: (options: JoinOptions) => void;
  readonly onSaveReport: (fileName: string, text: string) => void;
  readonly onClose: () => void;
}

/** Columns that are listed: a person does not look through more. */
const MOST_COLUMNS = 100;

function keyId(key: BuildingKey): string {
  return typeof key === 'string' ? key : `@${key.attribute}`;
}

function keyOf(id: string): BuildingKey {
  if (id === 'id' || id === 'name') return id;
  return { attribute: id.slice(1) };
}

/** Joins a table to the buildings: key, columns, rule, and what comes of it before anything is changed. */
export function JoinDialog(props: JoinDialogProps) {
  return (
    <ModalOverlay className="backdrop" isOpen onOpenChange={(open) => !open && props.onClose()}>
      <Modal className="dialog-box join-box">
        <Dialog className="dialog-body join-body">
          <JoinForm {...props} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

/** The dialog's content, for a window that has its own modal. */
export function JoinForm({
  name,
  rowCount,
  firstRows,
  issues,
  proposal,
  attributes,
  onCheck,
  onApply,
  onSaveReport,
  onClose,
}: JoinDialogProps) {
  const { t, percent, number, language } = useMessages();
  const { keys, place, buildingCount } = proposal;
  const known = proposal.columns.filter(({ meaning }) => meaning !== null);
  const rest = proposal.columns.filter(({ meaning }) => meaning === null);
  const columns = [...known, ...rest].slice(0, MOST_COLUMNS);
  const [byPlace, setByPlace] = useState(keys.length === 0 && place !== null);
  const [key, setKey] = useState<ByKey>(keys[0] ?? { column: proposal.columns[0]?.name ?? '', key: 'id' });
  const [conflict, setConflict] = useState<JoinOptions['conflict']>('table-wins');
  const [taken, setTaken] = useState<ReadonlySet<string>>(new Set(columns.map((column) => column.name)));
  const by: ByKey | ByPlace =
    byPlace && place ? { x: place.x, y: place.y, reference: place.reference } : { column: key.column, key: key.key };
  const keyColumns = 'column' in by ? [by.column] : [by.x, by.y];
  const options: JoinOptions = {
    by,
    conflict,
    columns: columns.flatMap((column) => (taken.has(column.name) && !keyColumns.includes(column.name) ? [column.name] : [])),
  };
  const { report, busy } = useChecked(JSON.stringify(options), () => onCheck(options));
  const rateOf = (column: string): string | undefined => {
    const best = keys.find((one) => one.column === column);
    return best && t('join.column.rate', { rate: percent(best.rate) });
  };
  const valueAt = (row: readonly AttributeValue[]) =>
    Object.fromEntries(proposal.columns.map((column, i) => [column.name, row[i] ?? null]));

  function chooseColumn(column: string): void {
    setKey({ column, key: keys.find((one) => one.column === column)?.key ?? key.key });
  }
  return (
    <>
      <Heading slot="title" className="dialog-title">
        {t('join.title')}
      </Heading>
      <p>{t('join.intro', { name, rows: rowCount, columns: proposal.columns.length })}</p>
      <ReportList
        title={t('join.notes')}
        list={{ count: issues.length, first: issues }}
        item={(issue) => {
          const { message, action } = findingText(language, issue);
          return `${message} ${action}`;
        }}
      />
      {place && (
        <Options
          label={t('join.by')}
          value={byPlace ? 'place' : 'key'}
          options={[
            { id: 'key', label: t('join.by.key'), help: t('join.by.key.help') },
            { id: 'place', label: t('join.by.place'), help: t('join.by.place.help', { x: place.x, y: place.y }) },
          ]}
          onChange={(id) => setByPlace(id === 'place')}
        />
      )}
      {!byPlace && (
        <div className="join-keys">
          <Choice
            label={t('join.column')}
            value={key.column}
            items={proposal.columns.slice(0, 1000).map((column) => {
              const description = rateOf(column.name);
              return { id: column.name, label: column.name, ...(description ? { description } : {}) };
            })}
            onChange={chooseColumn}
          />
          <Choice
            label={t('join.key')}
            value={keyId(key.key)}
            items={[
              { id: 'id', label: t('join.key.id') },
              { id: 'name', label: t('join.key.name') },
              ...attributes.map((attribute) => ({ id: `@${attribute}`, label: attribute })),
            ]}
            onChange={(id) => setKey({ column: key.column, key: keyOf(id) })}
          />
        </div>
      )}
      <div className="join-rate" aria-live="polite">
        <div className="join-rate-head">
          <span>{t('join.rate')}</span>
          <strong>{report ? `${number(rowCount - report.unmatchedRows.count)} / ${number(rowCount)}` : busy ? '…' : '0'}</strong>
        </div>
        <meter
          className="join-meter"
          aria-label={t('join.rate')}
          min={0}
          max={Math.max(1, rowCount)}
          value={report ? rowCount - report.unmatchedRows.count : 0}
        />
        <p className="hint">
          {report
            ? t('join.rate.text', { matched: report.matched, buildings: buildingCount, unmatched: report.unmatchedRows.count })
            : t(busy ? 'join.rate.busy' : 'join.rate.none')}
        </p>
      </div>
      <JoinColumns
        columns={columns}
        hidden={proposal.columns.length - columns.length}
        firstRows={firstRows.map(valueAt)}
        keys={keyColumns}
        taken={taken}
        onChange={setTaken}
      />
      <Options
        label={t('join.conflict')}
        value={conflict}
        options={(['table-wins', 'file-wins'] as const).map((id) => ({
          id,
          label: t(`join.conflict.${id}`),
          help: t(`join.conflict.${id}.help`),
        }))}
        onChange={setConflict}
      />
      {report && <JoinReportLists report={report} />}
      <p className="hint">{t('join.undo')}</p>
      <div className="dialog-actions">
        <Button className="button" onPress={onClose}>
          {t('action.cancel')}
        </Button>
        <Button
          className="button"
          isDisabled={!report}
          onPress={() => report && onSaveReport(`${name.replace(/\.\w+$/, '')}-report.csv`, joinReportCsv(report))}
        >
          {t('join.save')}
        </Button>
        <Button
          className="button button-primary"
          isDisabled={!report || busy || options.columns?.length === 0}
          onPress={() => onApply(options)}
        >
          {t('join.apply', { count: report?.matched ?? 0 })}
        </Button>
      </div>
    </>
  );
}

function JoinReportLists({ report }: { readonly report: JoinReport }) {
  const { t } = useMessages();
  const { conflicts, unmatchedRows, buildingsWithout, duplicates } = report;
  const isHeightKept = conflicts.first.some(({ attribute, kept }) => attribute === 'height_m' && kept === 'file');
  return (
    <div className="join-lists">
      <ConflictList
        title={t('join.list.conflicts')}
        one={t('join.table.there')}
        other={t('join.table.new')}
        {...(isHeightKept ? { help: t('join.heightsKept') } : {})}
        list={{
          count: conflicts.count,
          first: conflicts.first.map(({ id, attribute, before, after, kept }) => ({
            id,
            attribute,
            one: before,
            other: after,
            kept: t(`join.table.kept.${kept}`),
          })),
        }}
      />
      <ReportList
        title={t('join.list.unmatched')}
        list={unmatchedRows}
        item={({ row, key }) => t('join.list.row', { row, key: key === '' ? t('join.list.emptyKey') : key })}
      />
      <ReportList title={t('join.list.without')} list={buildingsWithout} item={(id) => id} />
      <ReportList
        title={t('join.list.duplicates')}
        list={duplicates}
        help={t('join.list.duplicates.help')}
        item={({ id, rows }) => t('join.list.rows', { id, rows: rows.join(', ') })}
      />
    </div>
  );
}
