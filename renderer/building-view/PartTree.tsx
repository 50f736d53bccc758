import { useEffect, useMemo, useRef, useState } from 'react';
import { Button, Collection, Input, Label, SearchField, Tree, TreeItem, TreeItemContent } from 'react-aria-components';
import type { BuildingModel } from '#models/district/buildingModel.ts';
import { Icon } from '../app/controls/Icon.tsx';
import { useMessages } from '../app/useMessages.ts';
import { elementName, spaceName, storeyName } from './partNames.ts';

interface TreeProps {
  readonly model: BuildingModel;
  readonly selected: string | null;
  readonly onSelect: (id: string | null) => void;
  readonly onZoom: (id: string) => void;
}

interface Leaf {
  readonly id: string;
  readonly name: string;
  readonly detail: string;
}
interface Branch {
  readonly key: string;
  readonly name: string;
  readonly leaves: readonly Leaf[];
}

/** Storeys with their rooms and elements, from the top storey down; a text narrows the list. */
export function PartTree({ model, selected, onSelect, onZoom }: TreeProps) {
  const { t, quantity, language } = useMessages();
  const [text, setText] = useState('');
  const [opened, setOpened] = useState<ReadonlySet<string | number>>(new Set());
  const all = useMemo((): readonly Branch[] => {
    const inOrder = new Intl.Collator(language, { numeric: true });
    const storeys = [...model.storeys.keys()].reverse();
    return [...storeys, -1].flatMap((storey) => {
      const spaces = model.spaces
        .filter((space) => space.storey === storey)
        .map((space) => ({ id: space.id, name: spaceName(model, space, t), detail: quantity(space.area_m2.value, 'm2') }));
      const elements = model.elements
        .filter((element) => element.storey === storey)
        .map((element) => ({ id: element.id, name: elementName(model, element, t), detail: quantity(element.area_m2, 'm2') }))
        .sort((a, b) => inOrder.compare(a.name, b.name));
      const leaves = [...spaces, ...elements];
      return leaves.length === 0 ? [] : [{ key: `storey ${storey}`, name: storeyName(model, storey, t), leaves }];
    });
  }, [model, language, t, quantity]);
  const wanted = text.trim().toLocaleLowerCase(language);
  const shown = useMemo(
    () =>
      wanted === ''
        ? all
        : all.flatMap((branch) => {
            const leaves = branch.leaves.filter(({ name, id }) => `${name} ${id}`.toLocaleLowerCase(language).includes(wanted));
            return leaves.length === 0 ? [] : [{ ...branch, leaves }];
          }),
    [all, wanted, language],
  );
  const home = selected === null ? undefined : all.find(({ leaves }) => leaves.some(({ id }) => id === selected))?.key;
  const tree = useRef<HTMLDivElement>(null);
  // What is selected in the picture shows in the list.
  useEffect(() => {
    if (home !== undefined) setOpened((before) => new Set([...before, home]));
  }, [home]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs once the storey has opened.
  useEffect(() => {
    const list = tree.current;
    const row = selected === null ? null : list?.querySelector<HTMLElement>(`[data-key="${CSS.escape(selected)}"]`);
    if (!list || !row) return;
    const above = row.offsetTop - list.scrollTop;
    if (above < 0 || above > list.clientHeight - row.offsetHeight) list.scrollTop = row.offsetTop - list.clientHeight / 2;
  }, [selected, opened]);
  const expanded = wanted === '' ? opened : new Set(shown.map(({ key }) => key));
  function act(key: string | number): void {
    const id = String(key);
    if (!shown.some((branch) => branch.key === id)) onZoom(id);
    else setOpened((before) => new Set(before.has(id) ? [...before].filter((other) => other !== id) : [...before, id]));
  }
  return (
    <div className="section">
      <SearchField className="field" value={text} onChange={setText}>
        <Label className="field-label">{t('bview.parts.find')}</Label>
        <Input className="input" />
      </SearchField>
      <Tree
        ref={tree}
        className="bview-tree"
        aria-label={t('bview.parts')}
        selectionMode="single"
        selectionBehavior="replace"
        selectedKeys={selected === null ? [] : [selected]}
        expandedKeys={expanded}
        onExpandedChange={setOpened}
        onSelectionChange={(keys) => {
          const key = keys === 'all' ? undefined : [...keys][0];
          if (key !== undefined && !String(key).startsWith('storey ')) onSelect(String(key));
        }}
        onAction={act}
        renderEmptyState={() => <p className="hint">{t('bview.parts.none')}</p>}
      >
        {shown.map((branch) => (
          <TreeItem key={branch.key} id={branch.key} textValue={branch.name} className="bview-branch">
            <TreeItemContent>
              <div className="bview-tree-row">
                <Button slot="chevron" className="icon-button icon-button-small bview-chevron">
                  <Icon name="collapseRight" />
                </Button>
                <span className="bview-tree-name">{branch.name}</span>
                <span className="bview-tree-detail">{branch.leaves.length}</span>
              </div>
            </TreeItemContent>
            <Collection items={branch.leaves}>
              {(leaf) => (
                <TreeItem id={leaf.id} textValue={leaf.name} className="bview-leaf">
                  <TreeItemContent>
                    <div className="bview-tree-row">
                      <span className="bview-tree-name">{leaf.name}</span>
                      <span className="bview-tree-detail">{leaf.detail}</span>
                    </div>
                  </TreeItemContent>
                </TreeItem>
              )}
            </Collection>
          </TreeItem>
        ))}
      </Tree>
    </div>
  );
}
