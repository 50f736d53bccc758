import { Button, Header, Label, ListBox, ListBoxItem, ListBoxSection, Popover, Select, SelectValue, Text } from 'react-aria-components';

export interface ChoiceItem<T extends string> {
  readonly id: T;
  readonly label: string;
  readonly description?: string;
}
export interface ChoiceSection<T extends string> {
  readonly id: string;
  readonly label: string;
  readonly items: readonly ChoiceItem<T>[];
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  /** The label is read aloud but not shown: what stands around says it. */
  readonly labelHidden?: boolean;
  readonly value: T;
  readonly items?: readonly ChoiceItem<T>[];
  readonly sections?: readonly ChoiceSection<T>[];
  /** `title` looks like a heading that opens. */
  readonly look?: 'field' | 'title';
  readonly onChange: (value: T) => void;
}

function Item<T extends string>({ item }: { readonly item: ChoiceItem<T> }) {
  return (
    <ListBoxItem id={item.id} textValue={item.label} className="menu-item">
      <Text slot="label">{item.label}</Text>
      {item.description && <Text slot="description">{item.description}</Text>}
    </ListBoxItem>
  );
}

/** One of several, in a list that opens. */
export function Choice<T extends string>({ label, labelHidden, value, items, sections, look = 'field', onChange }: ChoiceProps<T>) {
  return (
    <Select
      className="field"
      selectedKey={value}
      onSelectionChange={(key) => {
        if (key !== null) onChange(String(key) as T);
      }}
      {...(labelHidden ? { 'aria-label': label } : {})}
    >
      {!labelHidden && <Label className="field-label">{label}</Label>}
      <Button className={look === 'title' ? 'title-select' : 'select-button'}>
        <SelectValue />
      </Button>
      <Popover className="popover menu-popover">
        <ListBox className="menu">
          {items?.map((item) => (
            <Item key={item.id} item={item} />
          ))}
          {sections?.map((section) => (
            <ListBoxSection key={section.id} id={section.id}>
              <Header className="menu-heading">{section.label}</Header>
              {section.items.map((item) => (
                <Item key={item.id} item={item} />
              ))}
            </ListBoxSection>
          ))}
        </ListBox>
      </Popover>
    </Select>
  );
}
