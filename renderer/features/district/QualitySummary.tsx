import { useMemo } from 'react';
import type { Building } from '#models/district/district.ts';
import { PROVENANCES, type Provenance } from '#models/district/provenance.ts';
import { Help } from '../../app/controls/Help.tsx';
import { useMessages } from '../../app/useMessages.ts';

const PROPERTIES = ['height_m', 'storeys', 'floorArea_m2', 'use', 'constructionYear', 'heatSource'] as const;
/** From most to least trusted. */

interface Row {
  readonly property: (typeof PROPERTIES)[number];
  readonly parts: readonly { readonly provenance: Provenance; readonly count: number }[];
}

function summarise(buildings: readonly Building[]): readonly Row[] {
  return PROPERTIES.map((property) => {
    const counts = new Map<Provenance, number>();
    for (const building of buildings) {
      const { provenance } = building[property];
      counts.set(provenance, (counts.get(provenance) ?? 0) + 1);
    }
    const parts = PROVENANCES.flatMap((provenance) => {
      const count = counts.get(provenance);
      return count ? [{ provenance, count }] : [];
    });
    return { property, parts };
  });
}

/** Per property, which part of the buildings has its value from where. */
export function QualitySummary({ buildings }: { readonly buildings: readonly Building[] }) {
  const { t, percent } = useMessages();
  // Of objects that may be no buildings nothing is said.
  const known = useMemo(() => buildings.filter((building) => building.unknownType === undefined), [buildings]);
  const rows = useMemo(() => summarise(known), [known]);
  return (
    <section className="section" aria-label={t('district.quality')}>
      <div className="section-head">
        <h3>{t('district.quality')}</h3>
        <Help term={t('district.quality')}>{t('district.quality.help')}</Help>
      </div>
      <dl className="quality">
        {rows.map(({ property, parts }) => (
          <div key={property} className="quality-row">
            <dt>{t(`property.${property}`)}</dt>
            <dd>
              {parts.map(({ provenance, count }) => (
                <span key={provenance} className="quality-part">
                  {parts.length > 1 && `${percent(count / known.length, { significant: 2 })} `}
                  {t(`provenance.${provenance}`)}
                </span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
