/** Systems in which a platform or a utility brings producers and consumers together. */
import { NO_FEES } from '../tariff.ts';
import { assumed, D31, type Preset, presetConfig } from './preset.ts';
import { PRESET_TARIFFS } from './presetTariffs.ts';

const SOURCE = `${D31}, section 3.2`;

export const PLATFORM_PRESETS: readonly Preset[] = [
  {
    id: 'lumenaza',
    name: 'Lumenaza',
    place: { en: 'Germany', de: 'Deutschland' },
    years: '2013–',
    story: {
      en: 'Software that lets a regional utility sell the power of the region in the region, and balance as much of it as it can before the rest comes from afar.',
      de: 'Software, mit der ein regionaler Versorger Strom aus der Region in der Region verkauft und so viel wie möglich dort ausgleicht, bevor der Rest von weit her kommt.',
    },
    source: SOURCE,
    facts: [
      {
        en: 'The platform manages the balance group of producers and consumers.',
        de: 'Die Plattform führt den Bilanzkreis von Erzeugern und Verbrauchern.',
      },
      {
        en: 'Energy that stays in the region saves charges of the networks above.',
        de: 'Energie, die in der Region bleibt, spart Entgelte der oberen Netze.',
      },
    ],
    assumptions: assumed(['step_min', 'priceRule', 'tariffs', 'network.localShareByLevel', 'dispatch', 'community']),
    config: presetConfig('lumenaza', 'Lumenaza', {
      design: 'community',
      clearing: 'pool',
      priceRule: 'fixed',
      fixedPrice_EURPerKWh: 0.13,
      step_min: 15,
      dispatch: 'market',
      tariff: PRESET_TARIFFS.germany,
    }),
    community: 'lumenaza',
    behaviour: {
      en: 'With control of the batteries less power is exchanged with the networks above, their charges fall, and so does the deviation of the balance group.',
      de: 'Mit gesteuerten Batterien wird weniger mit den oberen Netzen getauscht, deren Entgelte sinken und ebenso die Abweichung des Bilanzkreises.',
    },
  },
  {
    id: 'piclo',
    name: 'Piclo',
    place: { en: 'United Kingdom', de: 'Vereinigtes Königreich' },
    years: '2015–2016',
    story: {
      en: 'Every half hour companies see which wind farm or solar park their power came from, ranked by their own list of favourites. The supplier tops up what is missing.',
      de: 'Jede halbe Stunde sehen Betriebe, aus welchem Wind- oder Solarpark ihr Strom kam, nach ihrer eigenen Rangliste. Der Lieferant ergänzt, was fehlt.',
    },
    source: SOURCE,
    facts: [
      {
        en: '37 commercial consumers and generators; matched every 30 minutes.',
        de: '37 gewerbliche Verbraucher und Erzeuger; Zuordnung alle 30 Minuten.',
      },
      {
        en: 'The supplier was Good Energy; network charges were itemised.',
        de: 'Lieferant war Good Energy; Netzentgelte wurden einzeln ausgewiesen.',
      },
    ],
    assumptions: assumed(
      ['tariffs', 'preferences', 'community'],
      [
        {
          what: 'tariffs.topUp',
          told: {
            en: 'The price of what the supplier tops up is ours.',
            de: 'Der Preis dessen, was der Lieferant ergänzt, ist von uns gewählt.',
          },
        },
      ],
    ),
    config: presetConfig('piclo', 'Piclo', {
      design: 'community',
      clearing: 'bilateral',
      priceRule: 'k-double',
      // The generator's contract price.
      k: 0,
      step_min: 30,
      dispatch: 'none',
      tariff: PRESET_TARIFFS.cornwall,
    }),
    community: 'piclo',
    behaviour: {
      en: 'Matched and topped-up power add up to consumption in every half hour. Another list of favourites changes who is matched, not how much. Wind and sun together match more than either alone.',
      de: 'Zugeordneter und ergänzter Strom ergeben in jeder halben Stunde den Verbrauch. Eine andere Rangliste ändert, wer wem zugeordnet wird, nicht wie viel. Wind und Sonne zusammen decken mehr als jedes allein.',
    },
  },
  {
    id: 'vandebron',
    name: 'Vandebron',
    place: { en: 'Netherlands', de: 'Niederlande' },
    years: '2014–',
    story: {
      en: 'A family picks the farmer whose turbine it likes, and pays him his price. The platform earns a flat subscription and nothing on the energy.',
      de: 'Eine Familie sucht sich die Landwirtin aus, deren Windrad ihr gefällt, und zahlt deren Preis. Die Plattform verdient ein festes Abonnement und nichts an der Energie.',
    },
    source: SOURCE,
    facts: [
      { en: 'Contracts for one or three years.', de: 'Verträge für ein oder drei Jahre.' },
      {
        en: 'Both sides pay a flat subscription; there is no margin on energy.',
        de: 'Beide Seiten zahlen ein festes Abonnement; auf Energie gibt es keinen Aufschlag.',
      },
    ],
    assumptions: assumed(['step_min', 'priceRule', 'tariffs', 'preferences', 'community']),
    config: presetConfig('vandebron', 'Vandebron', {
      design: 'community',
      clearing: 'bilateral',
      priceRule: 'k-double',
      k: 0,
      step_min: 60,
      dispatch: 'none',
      tariff: PRESET_TARIFFS.netherlands,
      fees: { ...NO_FEES, platform_EURPerMonth: 6 },
    }),
    community: 'vandebron',
    behaviour: {
      en: 'Twice the energy brings the platform the same income. Producers get more than feed-in pays, consumers pay less than the supplier asks. A producer that is sold out passes the customer on to the next choice.',
      de: 'Doppelt so viel Energie bringt der Plattform gleich viel ein. Erzeuger bekommen mehr als die Einspeisevergütung, Verbraucher zahlen weniger als beim Lieferanten. Ist ein Erzeuger ausverkauft, kommt die nächste Wahl zum Zug.',
    },
  },
  {
    id: 'peerenergycloud',
    name: 'PeerEnergyCloud',
    place: { en: 'Saarlouis, Germany', de: 'Saarlouis' },
    years: '2012–2014',
    story: {
      en: 'A small program in every home guesses what it will need and what its panels will make, and trades on that guess. What turns out differently costs extra.',
      de: 'Ein kleines Programm in jedem Haus schätzt, was es brauchen und was seine Module liefern werden, und handelt damit. Was anders kommt, kostet extra.',
    },
    source: SOURCE,
    facts: [{ en: 'About 500 homes.', de: 'Etwa 500 Wohnungen.' }],
    assumptions: assumed(
      ['clearing', 'step_min', 'k', 'fees', 'manager', 'tariffs', 'community'],
      [
        {
          what: 'forecastError',
          told: {
            en: 'Forecasts err by 15 % and errors last for hours.',
            de: 'Schätzungen liegen um 15 % daneben, und Fehler halten Stunden an.',
          },
        },
      ],
    ),
    config: presetConfig('peerenergycloud', 'PeerEnergyCloud', {
      design: 'community',
      clearing: 'call',
      priceRule: 'k-price',
      step_min: 15,
      forecastError: 0.15,
      imbalance_EURPerKWh: 0.03,
      tariff: PRESET_TARIFFS.germany,
    }),
    community: 'peerenergycloud',
    behaviour: {
      en: 'With perfect forecasts nothing needs balancing. The worse the forecasts, the higher the mean cost.',
      de: 'Bei perfekten Schätzungen muss nichts ausgeglichen werden. Je schlechter sie sind, desto höher die mittleren Kosten.',
    },
  },
  {
    id: 'smart-watts',
    name: 'Smart Watts',
    place: { en: 'Germany', de: 'Deutschland' },
    years: '2008–2012',
    story: {
      en: 'A virtual power plant ties turbines, batteries and heat pumps together and sells them as one. It plans for many possible tomorrows at once, not for the average one.',
      de: 'Ein virtuelles Kraftwerk verbindet Windräder, Batterien und Wärmepumpen und verkauft sie wie eine Anlage. Es plant für viele mögliche Tage zugleich, nicht für den mittleren.',
    },
    source: SOURCE,
    facts: [
      { en: 'The portfolio is planned by stochastic optimisation.', de: 'Die Anlagen werden mit stochastischer Optimierung geplant.' },
    ],
    assumptions: assumed(['step_min', 'priceRule', 'fees', 'tariffs', 'network.localShareByLevel', 'community']),
    config: presetConfig('smart-watts', 'Smart Watts', {
      design: 'community',
      clearing: 'optimum',
      priceRule: 'dual',
      step_min: 60,
      dispatch: 'market',
      tariff: PRESET_TARIFFS.germanyDynamic,
    }),
    community: 'smart-watts',
    behaviour: {
      en: 'Planning for many days never does worse on them than planning for the mean day, and the plans are the same until the days can be told apart.',
      de: 'Für viele Tage zu planen ist auf ihnen nie schlechter als für den mittleren Tag, und die Pläne sind gleich, bis sich die Tage unterscheiden lassen.',
    },
  },
];
