/** What a member prefers, who bids for it, and whether it takes part. */
import { Button, Disclosure, DisclosurePanel, Heading, Input, Label, Switch, TextField } from 'react-aria-components';
import type { Preferences } from '#models/market/participant.ts';
import { hasOrders } from '#models/market/validCombinations.ts';
import { Choice } from '../../app/controls/Choice.tsx';
import { Help } from '../../app/controls/Help.tsx';
import { IconButton } from '../../app/controls/IconButton.tsx';
import { QuantityField } from '../../app/controls/QuantityField.tsx';
import { useMessages } from '../../app/useMessages.ts';
import type { ParticipantView } from '../../workers/marketApi.ts';
import { CentField } from './CentField.tsx';
import { MemberPicker } from './MemberPicker.tsx';
import type { MarketColumn, MarketLab } from './marketLab.ts';

const ADDED = [
  { key: 'local_EURPerKWh', word: 'prefs.local' },
  { key: 'green_EURPerKWh', word: 'prefs.green' },
  { key: 'social_EURPerKWh', word: 'prefs.social' },
  { key: 'partner_EURPerKWh', word: 'prefs.partner' },
] as const;
const LIMITS = [
  { key: 'buyLimit_EURPerKWh', use: 'prefs.buyLimit.use', word: 'prefs.buyLimit', first_EURPerKWh: 0.3 },
  { key: 'sellLimit_EURPerKWh', use: 'prefs.sellLimit.use', word: 'prefs.sellLimit', first_EURPerKWh: 0.1 },
] as const;

interface FormProps {
  readonly participant: ParticipantView;
  readonly lab: MarketLab;
}

function Partners({ participant, lab }: FormProps) {
  const { t } = useMessages();
  const { preferences } = participant;
  const all = lab.community.value?.participants ?? [];
  const nameOf = (id: string): string => all.find((other) => other.id === id)?.name ?? id;
  const free = all.filter(({ id }) => id !== participant.id && !preferences.partners.includes(id));
  const set = (partners: readonly string[]): void =>
    lab.actions.changeMember({ participant: participant.id, preferences: { ...preferences, partners } });
  return (
    <div className="market-group">
      <p className="field-label">{t('prefs.partners')}</p>
      {preferences.partners.length > 0 && (
        <ol className="market-members">
          {preferences.partners.map((id) => (
            <li key={id}>
              {nameOf(id)}
              <IconButton
                icon="remove"
                small
                label={t('prefs.partners.remove', { name: nameOf(id) })}
                onPress={() => set(preferences.partners.filter((own) => own !== id))}
              />
            </li>
          ))}
        </ol>
      )}
      {free.length > 0 && (
        <MemberPicker
          key={preferences.partners.join()}
          label={t('prefs.partners.add')}
          value={null}
          members={free}
          onChange={(id) => set([...preferences.partners, id])}
        />
      )}
    </div>
  );
}

function TraderFields({ participant, lab }: FormProps) {
  const { t } = useMessages();
  const { trader } = participant;
  return (
    <div className="market-group">
      <Choice
        label={t('prefs.trader')}
        value={trader.kind}
        items={[
          { id: 'self', label: t('prefs.trader.self') },
          { id: 'broker', label: t('prefs.trader.broker') },
        ]}
        onChange={(kind) =>
          lab.actions.changeMember({
            participant: participant.id,
            trader: kind === 'self' ? { kind } : { kind, id: 'broker', name: t('prefs.trader.broker'), commission_EURPerKWh: 0.005 },
          })
        }
      />
      {trader.kind === 'broker' && (
        <>
          <TextField
            className="field"
            value={trader.name}
            onChange={(name) => lab.actions.changeMember({ participant: participant.id, trader: { ...trader, name } })}
          >
            <Label className="field-label">{t('prefs.trader.name')}</Label>
            <Input className="input" />
          </TextField>
          <CentField
            label={t('prefs.trader.commission')}
            value={trader.commission_EURPerKWh}
            min={0}
            onChange={(commission_EURPerKWh) =>
              lab.actions.changeMember({ participant: participant.id, trader: { ...trader, commission_EURPerKWh } })
            }
          />
        </>
      )}
    </div>
  );
}

function Fields({ participant, lab }: FormProps) {
  const { t } = useMessages();
  const { preferences } = participant;
  const change = (next: Partial<Preferences>): void =>
    lab.actions.changeMember({ participant: participant.id, preferences: { ...preferences, ...next } });
  return (
    <div className="market-columns">
      <div className="market-fields">
        {ADDED.map(({ key, word }) => (
          <CentField key={key} label={t(word)} value={preferences[key]} min={0} onChange={(value) => change({ [key]: value })} />
        ))}
        {LIMITS.map(({ key, use, word, first_EURPerKWh }) => (
          <div key={key} className="market-fields">
            <Switch
              className="switch"
              isSelected={preferences[key] !== null}
              onChange={(on) => change({ [key]: on ? first_EURPerKWh : null })}
            >
              <span className="switch-mark" />
              {t(use)}
            </Switch>
            {preferences[key] !== null && (
              <CentField label={t(word)} value={preferences[key]} min={0} onChange={(value) => change({ [key]: value })} />
            )}
          </div>
        ))}
      </div>
      <div className="market-fields">
        <Partners participant={participant} lab={lab} />
        <TraderFields participant={participant} lab={lab} />
        <div className="market-rule-head">
          <QuantityField
            label={t('prefs.social.weight')}
            unit=""
            value={participant.socialWeight}
            min={0}
            step={0.1}
            onChange={(socialWeight) => lab.actions.changeMember({ participant: participant.id, socialWeight })}
          />
          <Help term={t('prefs.social.weight')}>{t('prefs.social.weight.help')}</Help>
        </div>
        <Switch
          className="switch"
          isSelected={!participant.optedOut}
          onChange={(takesPart) => lab.actions.changeMember({ participant: participant.id, optedOut: !takesPart })}
        >
          <span className="switch-mark" />
          {t('prefs.leave')}
        </Switch>
        <p className="hint">{t('prefs.leave.help')}</p>
      </div>
    </div>
  );
}

export function PreferencesForm({ participant, lab, column }: FormProps & { readonly column: MarketColumn }) {
  const { t } = useMessages();
  const { design, clearing } = column.config;
  return (
    <Disclosure className="market-part market-screen-only" defaultExpanded>
      <Heading level={3} className="market-heading">
        <Button slot="trigger" className="disclosure-button">
          {t('prefs.title', { name: participant.name })}
        </Button>
      </Heading>
      <DisclosurePanel>
        <p className="hint">{t(hasOrders(design, clearing) ? 'prefs.intro' : 'prefs.noEffect')}</p>
        <Fields participant={participant} lab={lab} />
      </DisclosurePanel>
    </Disclosure>
  );
}
