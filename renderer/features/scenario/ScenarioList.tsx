import { useState } from 'react';
import { Button, Input, Menu, MenuItem, MenuTrigger, Popover, Radio, RadioGroup, TextField } from 'react-aria-components';
import { BASELINE } from '#models/scenario/scenario.ts';
import { IconButton } from '../../app/controls/IconButton.tsx';
import { useMessages } from '../../app/useMessages.ts';
import type { ScenarioState } from '../../state/appState.ts';
import { useActions, useApp } from '../../state/useApp.ts';
import { useScenarioName } from './useScenarioName.ts';

function Rename({ entry, onDone }: { readonly entry: ScenarioState; readonly onDone: () => void }) {
  const { t } = useMessages();
  const actions = useActions();
  const [name, setName] = useState(entry.scenario.name);
  function finish(): void {
    if (name.trim() !== entry.scenario.name) actions.renameScenario(entry.scenario.id, name);
    onDone();
  }
  return (
    <TextField className="scenario-rename" aria-label={t('scenario.name')} value={name} onChange={setName} autoFocus>
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

function ScenarioMenu({ entry, onRename }: { readonly entry: ScenarioState; readonly onRename: () => void }) {
  const { t } = useMessages();
  const nameOf = useScenarioName();
  const actions = useActions();
  const { scenario } = entry;
  const isBaseline = scenario.id === BASELINE.id;
  return (
    <MenuTrigger>
      <IconButton icon="more" small label={t('measure.actions', { measure: nameOf(scenario) })} />
      <Popover className="popover menu-popover">
        <Menu className="menu" aria-label={nameOf(scenario)}>
          <MenuItem
            className="menu-item"
            onAction={() => actions.duplicateScenario(scenario.id, t('scenario.copyOf', { name: nameOf(scenario) }))}
          >
            {t('scenario.duplicate')}
          </MenuItem>
          {!isBaseline && (
            <>
              <MenuItem className="menu-item" onAction={onRename}>
                {t('scenario.rename')}
              </MenuItem>
              <MenuItem className="menu-item" onAction={() => actions.removeScenario(scenario.id)}>
                {t('scenario.delete')}
              </MenuItem>
            </>
          )}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

/** All scenarios; the chosen one is shown everywhere. */
export function ScenarioList() {
  const { t } = useMessages();
  const nameOf = useScenarioName();
  const scenarios = useApp((state) => state.scenarios);
  const active = useApp((state) => state.activeScenarioId);
  const actions = useActions();
  const [renaming, setRenaming] = useState<string | null>(null);
  return (
    <section className="section" aria-label={t('scenario.list')}>
      <div className="section-head">
        <h3>{t('scenario.list')}</h3>
        <Button className="button button-small" onPress={() => actions.addScenario(t('scenario.unnamed', { number: scenarios.length }))}>
          {t('scenario.add')}
        </Button>
      </div>
      <RadioGroup className="scenario-list" aria-label={t('scenario.list')} value={active} onChange={actions.showScenario}>
        {scenarios.map((entry) => (
          <div className="scenario-row" key={entry.scenario.id}>
            {renaming === entry.scenario.id ? (
              <Rename entry={entry} onDone={() => setRenaming(null)} />
            ) : (
              <Radio value={entry.scenario.id} className="scenario-item">
                <span className="scenario-dot" />
                <span className="scenario-name">{nameOf(entry.scenario)}</span>
                <span className="scenario-note">
                  {entry.stale && entry.outcome
                    ? t('scenario.recalculating')
                    : t('scenario.measureCount', { count: entry.scenario.measures.length })}
                </span>
              </Radio>
            )}
            <ScenarioMenu entry={entry} onRename={() => setRenaming(entry.scenario.id)} />
          </div>
        ))}
      </RadioGroup>
    </section>
  );
}
