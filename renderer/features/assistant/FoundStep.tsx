import { Fragment, type ReactNode } from 'react';
import { Help } from '../../app/controls/Help.tsx';
import { useMessages } from '../../app/useMessages.ts';
import type { Counted, FoundInFile } from '../../workers/engine/importReport.ts';
import type { LoadedDistrict } from '../../workers/engineApi.ts';
import { Step } from './Step.tsx';

interface FoundStepProps {
  readonly found: FoundInFile;
  readonly district: LoadedDistrict;
}

/** What the file holds, and what became of it. */
export function FoundStep({ found, district }: FoundStepProps) {
  const { t, label, number, quantity } = useMessages();
  const { counts } = found;
  const { reference, terrain, context } = district;
  const many = (count: number): string => number(count, { significant: 9 });
  const listed = (items: readonly Counted[], nameOf: (name: string) => string = (name) => name): string =>
    items.map(([name, count]) => `${many(count)} ${nameOf(name)}`).join(', ');
  const elements = [
    ...(found.trees > 0 ? [t('assistant.found.trees', { count: found.trees })] : []),
    ...[...found.lines, ...found.points].map(([kind, count]) => `${many(count)} ${label(`siteElement.${kind}`)}`),
  ].join(', ');
  const accuracy =
    reference.accuracy_m !== null && reference.accuracy === 'several-metres' ? ` (${quantity(reference.accuracy_m, 'm')})` : '';
  const system = reference.code ? `${reference.name} (${reference.code})` : reference.name || t('district.reference.unknown');
  const rows: readonly (readonly [string, ReactNode, string?])[] = [
    ...(counts ? [[t('assistant.found.objects'), listed(counts.objects)] as const] : []),
    ...(counts ? [[t('assistant.found.lods'), listed(counts.lods, (lod) => `× LoD ${lod}`), t('assistant.found.lods.help')] as const] : []),
    [
      t('district.reference'),
      <Fragment key="reference">
        {system}
        <span className="fact-note">
          {t(`district.accuracy.${reference.accuracy}`)}
          {accuracy}
        </span>
      </Fragment>,
      t('district.reference.help'),
    ],
    [t('assistant.found.buildings'), many(found.buildings)],
    ...(found.unknownType > 0 ? [[t('assistant.found.unknownType'), many(found.unknownType)] as const] : []),
    ...(found.withoutGeometry > 0 ? [[t('assistant.found.withoutGeometry'), many(found.withoutGeometry)] as const] : []),
    ...(found.removed > 0 ? [[t('assistant.found.removed'), many(found.removed)] as const] : []),
    [t('assistant.found.closed'), many(found.closed), t('assistant.found.closed.help')],
    [t('assistant.found.surfaces'), found.surfaces.map(([kind, count]) => `${label(`surface.${kind}`)} ${many(count)}`).join(', ')],
    ...(counts && counts.droppedFaces > 0 ? [[t('assistant.found.dropped'), many(counts.droppedFaces)] as const] : []),
    [t('assistant.found.elements'), elements || t('assistant.found.none')],
    [
      t('assistant.found.surroundings'),
      counts && counts.surroundings.length > 0
        ? listed(counts.surroundings)
        : t(context ? 'assistant.found.surroundings.yes' : 'assistant.found.none'),
    ],
    [
      t('assistant.found.terrain'),
      terrain
        ? t('assistant.found.terrain.grid', { columns: terrain.columns, rows: terrain.rows, cell: terrain.cell_m })
        : t('assistant.found.none'),
    ],
    ...(counts && counts.ignored.length > 0 ? [[t('assistant.found.ignored'), listed(counts.ignored)] as const] : []),
  ];
  return (
    <Step title={t('assistant.found')} digest={t('assistant.typology.count', { count: found.buildings })}>
      <dl className="facts assistant-facts">
        {rows.map(([term, value, help]) => (
          <Fragment key={term}>
            <dt>
              {help === undefined ? (
                term
              ) : (
                <span className="inline-help">
                  {term}
                  <Help term={term}>{help}</Help>
                </span>
              )}
            </dt>
            <dd>{value}</dd>
          </Fragment>
        ))}
      </dl>
    </Step>
  );
}
