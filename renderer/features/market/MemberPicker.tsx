/** A member by name: type to find one among hundreds, or open the list. */
import { Button, ComboBox, Input, Label, ListBox, ListBoxItem, Popover } from 'react-aria-components';
import { useMessages } from '../../app/useMessages.ts';
import type { ParticipantView } from '../../workers/marketApi.ts';

/** Whether every word typed begins a word of the name: "6 Hal" finds "6 Halyard Street" and not "16 Halyard Street". */
export function namesMatch(name: string, typed: string): boolean {
  const words = (text: string): string[] => text.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const named = words(name);
  return words(typed).every((part) => named.some((word) => word.startsWith(part)));
}

interface MemberPickerProps {
  readonly label: string;
  /** Id of the member; null for none. */
  readonly value: string | null;
  readonly members: readonly Pick<ParticipantView, 'id' | 'name'>[];
  readonly onChange: (id: string) => void;
}

export function MemberPicker({ label, value, members, onChange }: MemberPickerProps) {
  const { t } = useMessages();
  return (
    <ComboBox
      className="field"
      defaultItems={members}
      selectedKey={value}
      onSelectionChange={(key) => {
        if (key !== null && key !== value) onChange(String(key));
      }}
      defaultFilter={namesMatch}
      menuTrigger="focus"
    >
      <Label className="field-label">{label}</Label>
      <div className="market-picker">
        <Input className="input" placeholder={t('market.member.find')} onFocus={(event) => event.currentTarget.select()} />
        <Button className="market-picker-open" aria-label={t('market.member.list')} />
      </div>
      <Popover className="popover menu-popover">
        <ListBox<(typeof members)[number]>
          className="menu market-picker-list"
          renderEmptyState={() => <p className="hint">{t('market.member.noneFound')}</p>}
        >
          {({ id, name }) => (
            <ListBoxItem id={id} textValue={name} className="menu-item">
              {name}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
