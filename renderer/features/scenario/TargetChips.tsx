import { useState } from 'react';
import { Button, Menu, MenuItem, MenuTrigger, Popover, Tag, TagGroup, TagList } from 'react-aria-components';
import type { Selector, Target } from '#models/scenario/scenario.ts';
import { Icon } from '../../app/controls/Icon.tsx';
import { type Messages, useMessages } from '../../app/useMessages.ts';
import { useApp, useAppStore } from '../../state/useApp.ts';
import { ConditionForm, type ConditionKind } from '../selection/ConditionForm.tsx';
import { operatorText } from '../selection/operators.ts';

interface Condition {
  readonly id: string;
  readonly text: string;
  /** The selector without this condition. */
  readonly without: Selector;
}

function conditionsOf(selector: Selector, { t, label }: Messages): readonly Condition[] {
  const { ids, uses, builtFrom, builtTo, queries } = selector;
  const conditions: Condition[] = [];
  if (ids) conditions.push({ id: 'ids', text: t('target.ids', { count: ids.length }), without: omit(selector, ['ids']) });
  if (uses) {
    const text = uses.map((use) => t(`use.${use}`)).join(', ');
    conditions.push({ id: 'uses', text, without: omit(selector, ['uses']) });
  }
  if (builtFrom !== undefined || builtTo !== undefined) {
    const from = String(builtFrom ?? '');
    const to = String(builtTo ?? '');
    const text =
      builtFrom === undefined
        ? t('target.builtTo', { to })
        : builtTo === undefined
          ? t('target.builtFrom', { from })
          : t('target.builtBetween', { from, to });
    conditions.push({ id: 'built', text, without: omit(selector, ['builtFrom', 'builtTo']) });
  }
  queries?.forEach((query, index) => {
    const others = queries.filter((_, other) => other !== index);
    const without = others.length > 0 ? { ...selector, queries: others } : omit(selector, ['queries']);
    const text = `${label(`property.${query.attribute}`, query.attribute)} ${operatorText(query.operator, t('query.contains'))} ${query.value}`;
    conditions.push({ id: `query-${index}`, text, without });
  });
  return conditions;
}

function omit(selector: Selector, keys: readonly (keyof Selector)[]): Selector {
  return Object.fromEntries(Object.entries(selector).filter(([key]) => !keys.includes(key as keyof Selector)));
}

interface TargetChipsProps {
  readonly target: Target;
  readonly affected: number | null;
  readonly onChange: (target: Target) => void;
}

/** Which buildings a measure may touch, as conditions that can be added and taken away. */
export function TargetChips({ target, affected, onChange }: TargetChipsProps) {
  const messages = useMessages();
  const { t } = messages;
  const store = useAppStore();
  const selected = useApp((state) => state.selection.length);
  const [asking, setAsking] = useState<ConditionKind | null>(null);
  const conditions = conditionsOf(target.selector, messages);

  function narrow(more: Selector): void {
    const queries = more.queries ? [...(target.selector.queries ?? []), ...more.queries] : target.selector.queries;
    onChange({ ...target, selector: { ...target.selector, ...more, ...(queries ? { queries } : {}) } });
  }
  function takeSelection(): void {
    const { district, selection } = store.getState();
    const ids = selection.flatMap((row) => district?.buildings[row]?.id ?? []);
    onChange({ selector: { ids }, share: 1 });
  }
  return (
    <div className="target">
      <div className="target-head">
        <span className="field-label">{t('target.label')}</span>
        {affected !== null && <span className="target-count">{t('measure.affects', { count: affected })}</span>}
      </div>
      <div className="chips">
        {conditions.length === 0 && <span className="chip">{t('target.all')}</span>}
        {conditions.length > 0 && (
          <TagGroup
            aria-label={t('target.label')}
            onRemove={(keys) => {
              const gone = conditions.find((condition) => keys.has(condition.id));
              if (gone) onChange({ ...target, selector: gone.without });
            }}
          >
            <TagList className="chips">
              {conditions.map((condition) => (
                <Tag key={condition.id} id={condition.id} className="chip" textValue={condition.text}>
                  {condition.text}
                  <Button slot="remove" className="icon-button chip-remove" aria-label={t('target.remove', { condition: condition.text })}>
                    <Icon name="close" />
                  </Button>
                </Tag>
              ))}
            </TagList>
          </TagGroup>
        )}
        <span className="target-add">
          <MenuTrigger>
            <Button className="chip chip-add">{t('target.add')}</Button>
            <Popover className="popover menu-popover">
              <Menu className="menu" aria-label={t('target.add')}>
                <MenuItem className="menu-item" isDisabled={selected === 0} onAction={takeSelection}>
                  {t('target.selection', { count: selected })}
                </MenuItem>
                <MenuItem className="menu-item" onAction={() => setAsking('use')}>
                  {t('target.addUse')}
                </MenuItem>
                <MenuItem className="menu-item" onAction={() => setAsking('age')}>
                  {t('target.addAge')}
                </MenuItem>
                <MenuItem className="menu-item" onAction={() => setAsking('query')}>
                  {t('target.addQuery')}
                </MenuItem>
                {conditions.length > 0 && (
                  <MenuItem className="menu-item" onAction={() => onChange({ ...target, selector: {} })}>
                    {t('target.all')}
                  </MenuItem>
                )}
              </Menu>
            </Popover>
          </MenuTrigger>
        </span>
      </div>
      {asking && (
        <ConditionForm
          kind={asking}
          applyLabel={t('query.apply')}
          onCancel={() => setAsking(null)}
          onApply={(selector) => {
            setAsking(null);
            narrow(selector);
          }}
        />
      )}
    </div>
  );
}
