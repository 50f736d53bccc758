import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import { DEGREE, EARTH_RADIUS_m } from '#models/core/units.ts';
import { Help } from '../../app/controls/Help.tsx';
import { noteTexts } from '../../app/messages/problemTexts.ts';
import { useMessages } from '../../app/useMessages.ts';
import { useActions, useApp } from '../../state/useApp.ts';
import type { LoadedDistrict, LoadedWeather } from '../../workers/engineApi.ts';
import { ImportAssistant } from '../assistant/ImportAssistant.tsx';
import { ColourChooser } from './ColourChooser.tsx';
import { IssueList } from './IssueList.tsx';
import { LayerSwitches } from './LayerSwitches.tsx';
import { QualitySummary } from './QualitySummary.tsx';
import './district.css';

function SourceFacts({ district }: { readonly district: LoadedDistrict }) {
  const { t, number, quantity } = useMessages();
  const { source, reference, buildings, surfaces } = district;
  const floorArea = buildings.reduce((sum, building) => sum + building.floorArea_m2.value, 0);
  const isSynthetic = source.format === 'synthetic';
  return (
    <dl className="facts">
      <dt>{t('district.file')}</dt>
      <dd>
        {isSynthetic ? (
          <span className="inline-help">
            {t('district.synthetic')}
            <Help term={t('district.synthetic')}>{t('district.synthetic.help')}</Help>
          </span>
        ) : (
          source.fileName
        )}
      </dd>
      <dt>{t('district.buildings')}</dt>
      <dd>{number(buildings.length, { significant: 9 })}</dd>
      <dt>{t('district.surfaces')}</dt>
      <dd>{number(surfaces.count, { significant: 9 })}</dd>
      <dt>{t('district.floorArea')}</dt>
      <dd>{quantity(floorArea, 'm2')}</dd>
      <dt>
        <span className="inline-help">
          {t('district.reference')}
          <Help term={t('district.reference')}>{t('district.reference.help')}</Help>
        </span>
      </dt>
      <dd>
        {reference.code ? `${reference.name} (${reference.code})` : reference.name || t('district.reference.unknown')}
        <span className="fact-note">
          {t(`district.accuracy.${reference.accuracy}`)}
          {reference.accuracy_m !== null && reference.accuracy === 'several-metres' ? ` (${quantity(reference.accuracy_m, 'm')})` : ''}
        </span>
      </dd>
      {source.attribution && (
        <>
          <dt>{t('district.attribution')}</dt>
          <dd>{source.attribution}</dd>
        </>
      )}
    </dl>
  );
}

/** Weather from farther away than this is pointed out [km]. */
const FAR_km = 100;

/** Distance between weather and district [km] (haversine); null where the place of the district is unknown. */
function weatherDistance_km(weather: LoadedWeather, origin: LoadedDistrict['origin']): number | null {
  if (!origin) return null;
  const half = (from: number, to: number): number => Math.sin(((to - from) * DEGREE) / 2) ** 2;
  const parallel = Math.cos(weather.lat_deg * DEGREE) * Math.cos(origin.lat_deg * DEGREE);
  const chord = half(weather.lat_deg, origin.lat_deg) + parallel * half(weather.lon_deg, origin.lon_deg);
  return (2 * EARTH_RADIUS_m * Math.asin(Math.min(1, Math.sqrt(chord)))) / 1000;
}

interface WeatherFactsProps {
  readonly weather: LoadedWeather | null;
  readonly origin: LoadedDistrict['origin'];
}

function WeatherFacts({ weather, origin }: WeatherFactsProps) {
  const { t, quantity } = useMessages();
  const distance_km = weather && weatherDistance_km(weather, origin);
  return (
    <dl className="facts">
      <dt>{t('district.weather')}</dt>
      <dd>
        {weather ? weather.name : t('district.weather.none')}
        {weather && <span className="fact-note">{t(`district.weather.${weather.origin}`)}</span>}
        {distance_km !== null && distance_km > FAR_km && (
          <span className="fact-warning">{t('district.weather.far', { distance: quantity(distance_km, 'km', { significant: 2 }) })}</span>
        )}
      </dd>
    </dl>
  );
}

/** What the weather year was made of or mended with. */
function WeatherNotes({ weather }: { readonly weather: LoadedWeather }) {
  const { t, language } = useMessages();
  if (weather.notes.length === 0) return null;
  return (
    <Disclosure className="issue">
      <Heading level={4} className="issue-heading">
        <Button slot="trigger" className="disclosure-button">
          {t('district.weather.notes')}
          <span className="disclosure-count">{weather.notes.length}</span>
        </Button>
      </Heading>
      <DisclosurePanel className="issue-panel">
        {noteTexts(language, weather.notes, weather.noteDetails).map((text) => (
          <p key={text} className="hint">
            {text}
          </p>
        ))}
      </DisclosurePanel>
    </Disclosure>
  );
}

/** What was loaded, how well it is known, what was found wrong, and what the colours show. */
export function DistrictPanel() {
  const { t } = useMessages();
  const district = useApp((state) => state.district);
  const weather = useApp((state) => state.weather);
  const reading = useApp((state) => state.jobs.length > 0);
  const assistant = useApp((state) => state.assistant.open);
  const actions = useActions();
  if (!district) {
    if (reading) return <p className="empty-state">{t('progress.sample')}</p>;
    return (
      <div className="empty-state">
        <p className="popover-text">{t('district.empty')}</p>
        <Button className="button button-primary" onPress={() => void actions.loadSample()}>
          {t('district.loadSample')}
        </Button>
      </div>
    );
  }
  return (
    <div className="stack">
      {assistant && <ImportAssistant district={district} />}
      <ColourChooser />
      <section className="section" aria-label={t('district.loaded')}>
        <div className="section-head">
          <h3>{district.name}</h3>
          <Button className="button button-small" onPress={() => actions.toggleTable(true)}>
            {t('table.title')}
          </Button>
          <Button className="button button-small" onPress={() => void actions.pickFile()}>
            {t('district.openFile')}
          </Button>
        </div>
        <SourceFacts district={district} />
        <WeatherFacts weather={weather} origin={district.origin} />
        {weather && <WeatherNotes weather={weather} />}
        {district.origin === null && (
          <Button className="button" onPress={actions.askReference}>
            {t('district.reference.ask')}
          </Button>
        )}
      </section>
      {!assistant && (
        <>
          <Button className="button" onPress={() => actions.openAssistant(true)}>
            {t('assistant.open')}
          </Button>
          <QualitySummary buildings={district.buildings} />
          <IssueList issues={district.issues} buildings={district.buildings} />
        </>
      )}
      <LayerSwitches />
    </div>
  );
}
