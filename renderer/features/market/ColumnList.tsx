/** The markets that are compared: choose, add, duplicate, rename, order, remove. */
import { useState } from 'react';
import { Button, Input, Menu, MenuItem, MenuTrigger, Popover, Radio, RadioGroup, Text, TextField } from 'react-aria-components';
import { IconButton } from '../../app/controls/IconButton.tsx';
import { useMessages } from '../../app/useMessages.ts';
import { COLUMN_STARTS, newColumn } from './defaultColumns.ts';
import { activeColumn, type MarketColumn, type MarketLab } from './marketLab.ts';

function Rename({ column, lab, onDone }: { readonly column: MarketColumn; readonly lab: MarketLab; readonly onDone: () => void }) {
  const { t } = useMessages();
  const [name, setName] = useState(column.config.name);
  function finish(): void {
    const trimmed = name.trim();
    if (trimmed !== '' && trimmed !== column.config.name) lab.actions.changeColumn({ ...column.config, name: trimmed });
    onDone();
  }
  return (
    <TextField className="market-rename" aria-label={t('market.column.name')} value={name} onChange={setName} autoFocus>
      <Input
        className="input"
        onBlur={finish}
        onKeyDown={(event) => {
          if (event.key === 'Enter') finish();
          if (event.key === 'Escape') onDone();
        }}
      />
    </TextField>
  );
}

interface RowMenuProps {
  readonly column: MarketColumn;
  readonly place: number;
  readonly lab: MarketLab;
  readonly onRename: () => void;
}

function RowMenu({ column, place, lab, onRename }: RowMenuProps) {
  const { t } = useMessages();
  const { config } = column;
  const { actions } = lab;
  return (
    <MenuTrigger>
      <IconButton icon="more" small label={t('market.column.actions', { name: config.name })} />
      <Popover className="popover menu-popover">
        <Menu className="menu" aria-label={config.name}>
          <MenuItem
            className="menu-item"
            onAction={() => actions.addColumn({ ...config, id: actions.newId(), name: t('market.column.copyOf', { name: config.name }) })}
          >
            {t('market.column.duplicate')}
          </MenuItem>
          <MenuItem className="menu-item" onAction={onRename}>
            {t('market.column.rename')}
          </MenuItem>
          <MenuItem className="menu-item" isDisabled={place === 0} onAction={() => actions.moveColumn(config.id, -1)}>
            {t('market.column.up')}
          </MenuItem>
          <MenuItem className="menu-item" isDisabled={place === lab.columns.length - 1} onAction={() => actions.moveColumn(config.id, 1)}>
            {t('market.column.down')}
          </MenuItem>
          <MenuItem className="menu-item" onAction={() => actions.removeColumn(config.id)}>
            {t('market.column.remove')}
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

function AddMenu({ lab }: { readonly lab: MarketLab }) {
  const { t } = useMessages();
  return (
    <MenuTrigger>
      <Button className="button button-small">{t('market.columns.add')}</Button>
      <Popover className="popover menu-popover">
        <Menu className="menu market-add" aria-label={t('market.columns.add')}>
          {COLUMN_STARTS.map((start) => (
            <MenuItem
              key={start}
              className="menu-item"
              textValue={t(`market.start.${start}`)}
              onAction={() =>
                lab.actions.addColumn(newColumn(start, lab.actions.newId(), t(`market.start.${start}`), activeColumn(lab)?.config))
              }
            >
              <Text slot="label">{t(`market.start.${start}`)}</Text>
              <Text slot="description">{t(`market.start.${start}.what`)}</Text>
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

function stateOf({ outcome, stale, error }: MarketColumn): 'failed' | 'pending' | 'stale' | 'done' {
  if (error) return 'failed';
  if (!outcome) return 'pending';
  return stale ? 'stale' : 'done';
}

export function ColumnList({ lab }: { readonly lab: MarketLab }) {
  const { t } = useMessages();
  const [renaming, setRenaming] = useState<string | null>(null);
  const active = activeColumn(lab);
  return (
    <section className="section" aria-label={t('market.columns')}>
      <div className="section-head">
        <h3>{t('market.columns')}</h3>
        <AddMenu lab={lab} />
      </div>
      {lab.columns.length === 0 && <p className="empty-state">{t('market.columns.empty')}</p>}
      <RadioGroup
        className="market-list"
        aria-label={t('market.columns')}
        value={active?.config.id ?? ''}
        onChange={lab.actions.showColumn}
      >
        {lab.columns.map((column, place) => (
          <div className="market-row" key={column.config.id}>
            {renaming === column.config.id ? (
              <Rename column={column} lab={lab} onDone={() => setRenaming(null)} />
            ) : (
              <Radio
                value={column.config.id}
                className="market-item"
                onKeyDown={(event) => {
                  if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
                  event.preventDefault();
                  lab.actions.moveColumn(column.config.id, event.key === 'ArrowUp' ? -1 : 1);
                }}
              >
                <span className="market-dot" />
                <span className="market-name">{column.config.name}</span>
                <span className={`market-state market-state-${stateOf(column)}`}>{t(`market.column.${stateOf(column)}`)}</span>
              </Radio>
            )}
            <RowMenu column={column} place={place} lab={lab} onRename={() => setRenaming(column.config.id)} />
          </div>
        ))}
      </RadioGroup>
      <Button className="link-button" onPress={() => lab.actions.openView('examples')}>
        {t('market.columns.examples')}
      </Button>
    </section>
  );
}
