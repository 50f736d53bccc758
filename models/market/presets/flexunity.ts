/** The two pilots of FleXunity. Their members are those of the tables in D3.1. */
import { assumed, D31, type Preset, presetConfig } from './preset.ts';
import { PRESET_TARIFFS } from './presetTariffs.ts';

/** Sundays from April to October of a year that begins on a Monday; days on which wind and sun may be too much. */
const SUMMER_SUNDAYS = Array.from({ length: 52 }, (_, week) => 6 + 7 * week).filter((day) => day >= 90 && day < 304);

export const FLEXUNITY_PRESETS: readonly Preset[] = [
  {
    id: 'corby',
    name: 'FleXunity Corby',
    place: { en: 'Corby, England', de: 'Corby, England' },
    years: '',
    story: {
      en: 'A food plant with a large chiller, a manufacturer, offices, the council’s depot and thirty homes in one town. An aggregator runs the community: it lets members use each other’s solar power first and then offers what can be shifted to the operator of the national grid.',
      de: 'Ein Lebensmittelwerk mit großer Kälteanlage, ein Fertigungsbetrieb, Büros, der Bauhof und dreißig Wohnungen in einer Stadt. Ein Aggregator führt die Gemeinschaft: Erst nutzen die Mitglieder den Solarstrom der anderen, dann bietet er dem Betreiber des Übertragungsnetzes an, was sich verschieben lässt.',
    },
    source: `${D31}, section 4, table 4`,
    facts: [
      {
        en: 'Businesses use 4.41 GWh a year, all members about 4.485 GWh.',
        de: 'Betriebe verbrauchen 4,41 GWh im Jahr, alle Mitglieder etwa 4,485 GWh.',
      },
      { en: 'The chiller has at least 600 kW.', de: 'Die Kälteanlage hat mindestens 600 kW.' },
      {
        en: 'An offer to draw more needs 1 MW, or 0.1 MW per site through an aggregator.',
        de: 'Ein Angebot, mehr zu verbrauchen, braucht 1 MW oder über einen Aggregator 0,1 MW je Standort.',
      },
    ],
    assumptions: assumed(
      ['step_min', 'tariffs', 'network.localShareByLevel', 'flexibility', 'dispatch'],
      [
        {
          what: 'community.pv',
          told: {
            en: 'Solar panels yield 900 kWh per kWp; the food plant makes 42.5 MWh, the middle of the stated 40 to 45.',
            de: 'Solarmodule bringen 900 kWh je kWp; das Lebensmittelwerk erzeugt 42,5 MWh, die Mitte der genannten 40 bis 45.',
          },
        },
        {
          what: 'community.homes',
          told: { en: 'Homes without solar power use 2,500 kWh each.', de: 'Wohnungen ohne Solarstrom verbrauchen je 2.500 kWh.' },
        },
      ],
    ),
    config: presetConfig('corby', 'FleXunity Corby', {
      design: 'community',
      clearing: 'optimum',
      priceRule: 'dual',
      step_min: 30,
      dispatch: 'market',
      tariff: PRESET_TARIFFS.england,
      flexibility: {
        name: 'Demand turn-up',
        direction: 'up',
        from_h: 12,
        to_h: 15,
        days: SUMMER_SUNDAYS,
        availability_EURPerKWh: 0.002,
        use_EURPerKWh: 0.07,
        minimum_kW: 100,
        maximum_kW: 500,
        penalty_EURPerKWh: 0.07,
        aggregatorShare: 0.2,
        isOpen: true,
      },
    }),
    community: 'corby',
    behaviour: {
      en: 'The plant always needs more than all panels make, so nothing leaves the community and the price inside is the supplier’s: sellers gain the difference to the feed-in price, buyers gain nothing. The rule by supply and demand and the mid-market rate share it with buyers.',
      de: 'Das Werk braucht immer mehr, als alle Module liefern. Darum verlässt nichts die Gemeinschaft, und der Preis innen ist der des Lieferanten: Verkäufer gewinnen den Abstand zur Einspeisevergütung, Käufer nichts. Die Regel nach Angebot und Nachfrage und der mittlere Preis teilen ihn mit den Käufern.',
    },
  },
  {
    id: 'iberia',
    name: 'FleXunity Iberia',
    place: { en: 'Spain and Portugal', de: 'Spanien und Portugal' },
    years: '',
    story: {
      en: 'Homes, offices, a town hall and a water company in two countries belong to one virtual community. No wire is theirs alone, so each traded kilowatt-hour pays the full network charge. The markets for balancing power are closed to them; what they could earn there is only simulated.',
      de: 'Wohnungen, Büros, ein Rathaus und ein Wasserbetrieb in zwei Ländern gehören zu einer virtuellen Gemeinschaft. Keine Leitung gehört ihnen allein, darum zahlt jede gehandelte Kilowattstunde das volle Netzentgelt. Die Märkte für Regelleistung stehen ihnen nicht offen; was sie dort verdienen könnten, wird nur simuliert.',
    },
    source: `${D31}, section 4, table 5`,
    facts: [
      {
        en: 'The four Spanish sites with known electricity use 275,000 kWh a year.',
        de: 'Die vier spanischen Standorte mit bekanntem Verbrauch brauchen 275.000 kWh im Jahr.',
      },
      {
        en: 'Portugal’s balancing trial took large industry of 1 MW and more only.',
        de: 'Portugals Versuch mit Regelleistung nahm nur große Industrie ab 1 MW.',
      },
    ],
    assumptions: assumed(
      ['step_min', 'tariffs', 'network.localShareByLevel', 'flexibility', 'dispatch'],
      [
        {
          what: 'community.equipment',
          told: {
            en: 'Sizes of solar power and storage, and the electricity of homes and Portuguese offices, are not given.',
            de: 'Größen von Solaranlagen und Speichern und der Stromverbrauch der Wohnungen und der portugiesischen Büros sind nicht angegeben.',
          },
        },
      ],
    ),
    config: {
      ...presetConfig('iberia', 'FleXunity Iberia', {
        design: 'hybrid',
        clearing: 'optimum',
        priceRule: 'dual',
        step_min: 60,
        dispatch: 'market',
        tariff: PRESET_TARIFFS.spain,
        flexibility: {
          name: 'Balancing (simulated)',
          direction: 'down',
          from_h: 19,
          to_h: 22,
          days: SUMMER_SUNDAYS,
          availability_EURPerKWh: 0.005,
          use_EURPerKWh: 0.1,
          minimum_kW: 10,
          maximum_kW: 200,
          penalty_EURPerKWh: 0.1,
          aggregatorShare: 0.2,
          isOpen: false,
        },
      }),
      tariffs: { default: PRESET_TARIFFS.spain, es: PRESET_TARIFFS.spain, pt: PRESET_TARIFFS.portugal },
    },
    community: 'iberia',
    behaviour: {
      en: 'Energy crosses the border only where the price gap is larger than the fees; with very high fees there are two communities. Nobody is paid for relieving a shared line, for there is none.',
      de: 'Energie überquert die Grenze nur, wo der Preisabstand größer ist als die Gebühren; bei sehr hohen Gebühren gibt es zwei Gemeinschaften. Niemand wird für die Entlastung einer gemeinsamen Leitung bezahlt, denn es gibt keine.',
    },
  },
];
