import { useMemo, useState } from 'react';
import { Button, Checkbox, CheckboxGroup, Input, Label, TextField } from 'react-aria-components';
import { BUILDING_USES, type Building, type BuildingUse } from '#models/district/district.ts';
import type { Selector } from '#models/scenario/scenario.ts';
import { QUERY_PROPERTIES } from '#models/scenario/selection.ts';
import { Choice } from '../../app/controls/Choice.tsx';
import { useMessages } from '../../app/useMessages.ts';
import { useApp } from '../../state/useApp.ts';
import { OPERATORS, type Operator, operatorText } from './operators.ts';

export type ConditionKind = 'use' | 'age' | 'query';

interface ConditionProps {
  readonly kind: ConditionKind;
  readonly applyLabel: string;
  readonly onApply: (selector: Selector) => void;
  readonly onCancel: () => void;
}

interface PartProps {
  readonly buildings: readonly Building[];
  readonly onSelector: (selector: Selector | null) => void;
}

function UsePart({ buildings, onSelector }: PartProps) {
  const { t } = useMessages();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const counts = useMemo(() => {
    const found = new Map<BuildingUse, number>();
    for (const { use } of buildings) found.set(use.value, (found.get(use.value) ?? 0) + 1);
    return found;
  }, [buildings]);
  const present = BUILDING_USES.filter((use) => counts.has(use));
  return (
    <CheckboxGroup
      className="condition-uses"
      aria-label={t('target.addUse')}
      value={[...chosen]}
      onChange={(next) => {
        setChosen(next);
        const uses = present.filter((use) => next.includes(use));
        onSelector(uses.length > 0 ? { uses } : null);
      }}
    >
      {present.map((use) => (
        <Checkbox key={use} value={use} className="check">
          <span className="check-mark" />
          <span className="check-label">{t(`use.${use}`)}</span>
          <span className="disclosure-count">{counts.get(use)}</span>
        </Checkbox>
      ))}
    </CheckboxGroup>
  );
}

function yearOf(text: string): number | undefined {
  const year = Number.parseInt(text, 10);
  return Number.isFinite(year) ? year : undefined;
}

function AgePart({ onSelector }: PartProps) {
  const { t } = useMessages();
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  function change(nextFrom: string, nextTo: string): void {
    setFrom(nextFrom);
    setTo(nextTo);
    const builtFrom = yearOf(nextFrom);
    const builtTo = yearOf(nextTo);
    const selector = { ...(builtFrom === undefined ? {} : { builtFrom }), ...(builtTo === undefined ? {} : { builtTo }) };
    onSelector(Object.keys(selector).length > 0 ? selector : null);
  }
  return (
    <div className="field-row">
      <TextField className="field" value={from} onChange={(value) => change(value, to)} inputMode="numeric" autoFocus>
        <Label className="field-label">{t('query.from')}</Label>
        <Input className="input" />
      </TextField>
      <TextField className="field" value={to} onChange={(value) => change(from, value)} inputMode="numeric">
        <Label className="field-label">{t('query.to')}</Label>
        <Input className="input" />
      </TextField>
    </div>
  );
}

/** Attributes looked at to offer names; files with many have the same ones on every building. */
const SAMPLED_BUILDINGS = 500;

function QueryPart({ buildings, onSelector }: PartProps) {
  const { t, label } = useMessages();
  const attributes = useMemo(() => {
    const names = new Set<string>(QUERY_PROPERTIES);
    for (const building of buildings.slice(0, SAMPLED_BUILDINGS)) for (const name of Object.keys(building.attributes)) names.add(name);
    return [...names];
  }, [buildings]);
  const [attribute, setAttribute] = useState(attributes[0] ?? 'height_m');
  const [operator, setOperator] = useState<Operator>('>=');
  const [value, setValue] = useState('');
  function change(next: { attribute?: string; operator?: Operator; value?: string }): void {
    const query = { attribute, operator, value, ...next };
    setAttribute(query.attribute);
    setOperator(query.operator);
    setValue(query.value);
    const text = query.value.trim();
    const number = Number(text);
    onSelector(text === '' ? null : { queries: [{ ...query, value: Number.isFinite(number) ? number : text }] });
  }
  return (
    <div className="field-row condition-query">
      <Choice
        label={t('query.attribute')}
        value={attribute}
        items={attributes.map((id) => ({ id, label: label(`property.${id}`, id) }))}
        onChange={(next) => change({ attribute: next })}
      />
      <Choice
        label={t('query.operator')}
        value={operator}
        items={OPERATORS.map((id) => ({ id, label: operatorText(id, t('query.contains')) }))}
        onChange={(next) => change({ operator: next })}
      />
      <TextField className="field" value={value} onChange={(next) => change({ value: next })}>
        <Label className="field-label">{t('query.value')}</Label>
        <Input className="input" />
      </TextField>
    </div>
  );
}

const PARTS: Readonly<Record<ConditionKind, (props: PartProps) => React.ReactNode>> = { use: UsePart, age: AgePart, query: QueryPart };

/** Asks for one condition on buildings, in place. */
export function ConditionForm({ kind, applyLabel, onApply, onCancel }: ConditionProps) {
  const { t } = useMessages();
  const buildings = useApp((state) => state.district?.buildings);
  const [selector, setSelector] = useState<Selector | null>(null);
  const Part = PARTS[kind];
  if (!buildings) return null;
  return (
    <form
      key={kind}
      className="condition"
      onSubmit={(event) => {
        event.preventDefault();
        if (selector) onApply(selector);
      }}
    >
      <Part buildings={buildings} onSelector={setSelector} />
      <div className="condition-actions">
        <Button className="button button-small" onPress={onCancel}>
          {t('action.cancel')}
        </Button>
        <Button className="button button-small button-primary" type="submit" isDisabled={selector === null}>
          {applyLabel}
        </Button>
      </div>
    </form>
  );
}
