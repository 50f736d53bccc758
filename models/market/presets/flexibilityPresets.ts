/** Systems that live from flexibility and from the limits of the network. */
import { NO_FEES } from '../tariff.ts';
import { assumed, D31, type Preset, presetConfig } from './preset.ts';
import { PRESET_TARIFFS } from './presetTariffs.ts';

const SOURCE = `${D31}, section 3.2`;
const EVERY_WORKDAY = Array.from({ length: 365 }, (_, day) => day).filter((day) => day % 7 < 5);
const EVERY_DAY = Array.from({ length: 365 }, (_, day) => day);

export const FLEXIBILITY_PRESETS: readonly Preset[] = [
  {
    id: 'cornwall',
    name: 'Cornwall Local Energy Market',
    place: { en: 'Cornwall, England', de: 'Cornwall, England' },
    years: '',
    story: {
      en: 'Homes with batteries and companies with cold stores offer to draw less or more for an hour. Network and system operators buy what is cheapest, on one neutral platform.',
      de: 'Häuser mit Batterie und Betriebe mit Kühlräumen bieten an, eine Stunde lang weniger oder mehr zu verbrauchen. Netz- und Systembetreiber kaufen auf einer neutralen Plattform, was am günstigsten ist.',
    },
    source: SOURCE,
    facts: [
      {
        en: '200 customers; generation and storage are sold to grid and wholesale market.',
        de: '200 Kunden; Erzeugung und Speicher werden an Netz und Großhandel verkauft.',
      },
      {
        en: 'The auction respects limits of the network and of each asset.',
        de: 'Die Auktion beachtet die Grenzen des Netzes und jeder Anlage.',
      },
    ],
    assumptions: assumed(['step_min', 'priceRule', 'fees', 'flexibility', 'tariffs', 'preferences', 'community']),
    config: presetConfig('cornwall', 'Cornwall Local Energy Market', {
      design: 'p2p',
      clearing: 'call',
      priceRule: 'k-price',
      step_min: 30,
      priority: 'external-first',
      tariff: PRESET_TARIFFS.cornwall,
      fees: { ...NO_FEES, platform_EURPerKWh: 0.001 },
      flexibility: {
        name: 'Evening relief',
        direction: 'down',
        from_h: 17,
        to_h: 19,
        days: EVERY_WORKDAY,
        availability_EURPerKWh: 0.01,
        use_EURPerKWh: 0.25,
        minimum_kW: 10,
        maximum_kW: 100,
        penalty_EURPerKWh: 0.25,
        aggregatorShare: 0,
        isOpen: true,
      },
    }),
    community: 'cornwall',
    behaviour: {
      en: 'The cheapest offers that fit the lines win, no kilowatt is sold twice, and pay follows what was delivered against the baseline.',
      de: 'Die günstigsten Angebote, die auf die Leitungen passen, gewinnen; kein Kilowatt wird zweimal verkauft; bezahlt wird, was gegenüber dem gewohnten Verlauf geliefert wurde.',
    },
  },
  {
    id: 'trader',
    name: 'TraDER',
    place: { en: 'Orkney, Scotland', de: 'Orkney, Schottland' },
    years: '2020–',
    story: {
      en: 'On a windy island turbines stand still when the cable to the mainland is full. Heaters, a distillery and a battery take that wind at a price the turbine’s owner is glad to pay.',
      de: 'Auf einer windigen Insel stehen Windräder still, wenn das Kabel zum Festland voll ist. Heizungen, eine Brennerei und eine Batterie nehmen diesen Wind zu einem Preis, den der Betreiber gern zahlt.',
    },
    source: SOURCE,
    facts: [
      {
        en: 'One access to several products; the first trial was on Orkney in 2020.',
        de: 'Ein Zugang zu mehreren Produkten; der erste Versuch lief 2020 auf Orkney.',
      },
      {
        en: 'It sells turning up and turning down, and takes up wind that would be curtailed.',
        de: 'Verkauft wird mehr und weniger Verbrauch; genutzt wird Wind, der sonst abgeregelt würde.',
      },
    ],
    assumptions: assumed(['step_min', 'priceRule', 'fees', 'flexibility', 'tariffs', 'community']),
    config: presetConfig('trader', 'TraDER', {
      design: 'hybrid',
      clearing: 'call',
      priceRule: 'pay-as-bid',
      step_min: 30,
      priority: 'best-price',
      tariff: PRESET_TARIFFS.orkney,
      flexibility: {
        name: 'Take up wind',
        direction: 'up',
        // While the village sleeps. Of these days the operator calls those on which the cable is full.
        from_h: 2,
        to_h: 5,
        days: EVERY_DAY,
        availability_EURPerKWh: 0,
        use_EURPerKWh: 0.04,
        minimum_kW: 1,
        maximum_kW: 600,
        penalty_EURPerKWh: 0.04,
        aggregatorShare: 0,
        isOpen: true,
      },
    }),
    community: 'trader',
    behaviour: {
      en: 'While the cable is not full nothing is sold. When it is, curtailed wind falls by one kilowatt-hour for each one taken up, at a price not above what the wind is worth to its owner.',
      de: 'Solange das Kabel nicht voll ist, wird nichts verkauft. Ist es voll, sinkt der abgeregelte Wind um jede aufgenommene Kilowattstunde, zu einem Preis, der nie höher ist als ihr Wert für den Betreiber.',
    },
  },
  {
    id: 'empower',
    name: 'EMPOWER',
    place: { en: 'Norway, Malta, Germany', de: 'Norwegen, Malta, Deutschland' },
    years: '2015–2017',
    story: {
      en: 'A service provider runs a market for a neighbourhood: energy, flexibility and services in one app. It may be a network company, a cooperative or the town.',
      de: 'Ein Dienstleister führt den Markt eines Viertels: Energie, Flexibilität und Dienste in einer App. Er kann Netzbetreiber, Genossenschaft oder die Stadt sein.',
    },
    source: SOURCE,
    facts: [
      {
        en: 'The provider is a network operator, an energy service company, a cooperative or a municipality.',
        de: 'Der Dienstleister ist Netzbetreiber, Energiedienstleister, Genossenschaft oder Gemeinde.',
      },
      {
        en: 'Fixed and mobile storage and demand response take part.',
        de: 'Feste und fahrende Speicher und verschiebbarer Verbrauch nehmen teil.',
      },
    ],
    assumptions: assumed(['step_min', 'priceRule', 'fees', 'tariffs', 'network.localShareByLevel', 'flexibility', 'dispatch', 'community']),
    config: presetConfig('empower', 'EMPOWER', {
      design: 'community',
      clearing: 'optimum',
      priceRule: 'dual',
      step_min: 15,
      tariff: PRESET_TARIFFS.norway,
      fees: { ...NO_FEES, community_EURPerKWh: 0.002 },
      // The provider's service to the network.
      flexibility: {
        name: 'Evening peak',
        direction: 'down',
        from_h: 17,
        to_h: 20,
        days: EVERY_WORKDAY,
        availability_EURPerKWh: 0,
        use_EURPerKWh: 0.1,
        minimum_kW: 5,
        maximum_kW: 60,
        penalty_EURPerKWh: 0.1,
        aggregatorShare: 0.1,
        isOpen: true,
      },
    }),
    community: 'empower',
    behaviour: {
      en: 'Whoever the provider is, energy flows the same. Its books close to its fee. Shifted demand lowers the peak.',
      de: 'Wer auch der Dienstleister ist, die Energie fließt gleich. Seine Bücher schließen auf seine Gebühr. Verschobener Verbrauch senkt die Spitze.',
    },
  },
  {
    id: 'p2p-smarttest',
    name: 'P2P-SmartTest',
    place: { en: 'Finland, Belgium, United Kingdom, Spain', de: 'Finnland, Belgien, Vereinigtes Königreich, Spanien' },
    years: '2015–2017',
    story: {
      en: 'Trade comes first, then the network’s control checks voltage and current, and only then the outside market. No trade may break a limit.',
      de: 'Erst kommt der Handel, dann prüft die Netzführung Spannung und Strom, und erst danach der Markt außerhalb. Kein Handel darf eine Grenze verletzen.',
    },
    source: SOURCE,
    facts: [{ en: 'Three planes: trade, control, external market.', de: 'Drei Ebenen: Handel, Steuerung, äußerer Markt.' }],
    assumptions: assumed(['step_min', 'priceRule', 'fees', 'manager', 'tariffs', 'community']),
    config: presetConfig('p2p-smarttest', 'P2P-SmartTest', {
      design: 'community',
      clearing: 'optimum',
      priceRule: 'dual',
      step_min: 15,
      dispatch: 'market',
      tariff: PRESET_TARIFFS.germany,
    }),
    community: 'p2p-smarttest',
    behaviour: {
      en: 'After trade and control no limit is broken. The common gain is never above that without limits, and equal to it where no limit binds.',
      de: 'Nach Handel und Steuerung ist keine Grenze verletzt. Der gemeinsame Gewinn ist nie höher als ohne Grenzen und gleich, wo keine greift.',
    },
  },
];
