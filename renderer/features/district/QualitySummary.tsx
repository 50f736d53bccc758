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

interface Summary {
  readonly rows: readonly Row[];
  /** Buildings they are about. */
  readonly known: number;
}

/** Of objects that may be no buildings nothing is said. Each building is looked at once: there may be very many. */
function summarise(buildings: readonly Building[]): Summary {
  const counts = PROPERTIES.map(() => new Map<Provenance, number>());
  let known = 0;
  for (const building of buildings) {
    if (building.unknownType !== undefined) continue;
    known++;
    for (const [index, property] of PROPERTIES.entries()) {
      const { provenance } = building[property];
      counts[index]!.set(provenance, (counts[index]!.get(provenance) ?? 0) + 1);
    }
  }
  const rows = PROPERTIES.map((property, index) => ({
    property,
    parts: PROVENANCES.flatMap((provenance) => {
      const count = counts[index]!.get(provenance);
      return count ? [{ provenance, count }] : [];
    }),
  }));
  return { rows, known };
}

/** Per property, which part of the buildings has its value from where. */
export function QualitySummary({ buildings }: { readonly buildings: readonly Building[] }) {
  const { t, percent } = useMessages();
  const { rows, known } = useMemo(() => summarise(buildings), [buildings]);
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
                  {parts.length > 1 && `${percent(count / known, { significant: 2 })} `}
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
