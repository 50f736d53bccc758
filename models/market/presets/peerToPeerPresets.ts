/** Systems in which members trade with each other. */
import { NO_FEES } from '../tariff.ts';
import { assumed, D31, type Preset, presetConfig } from './preset.ts';
import { PRESET_TARIFFS } from './presetTariffs.ts';

const SOURCE = `${D31}, section 3.2`;

export const PEER_TO_PEER_PRESETS: readonly Preset[] = [
  {
    id: 'brooklyn',
    name: 'Brooklyn Microgrid',
    place: { en: 'New York, United States', de: 'New York, USA' },
    years: '2016–',
    story: {
      en: 'Neighbours with panels on their roofs sell to neighbours without, over the wires that are there, and a ledger keeps the contracts. After a storm the neighbourhood could run on its own: then clinics and shelters come first.',
      de: 'Nachbarn mit Modulen auf dem Dach verkaufen an Nachbarn ohne, über die vorhandenen Leitungen; ein Register führt die Verträge. Nach einem Sturm könnte das Viertel allein laufen: Dann kommen Krankenstation und Notunterkunft zuerst.',
    },
    source: SOURCE,
    facts: [
      { en: 'Three distribution networks take part.', de: 'Drei Verteilnetze sind beteiligt.' },
      {
        en: 'As an island, medical and public sites are served at a fixed rate; homes and businesses compete for the rest.',
        de: 'Als Insel werden medizinische und öffentliche Einrichtungen zu festem Preis versorgt; Wohnungen und Betriebe konkurrieren um den Rest.',
      },
    ],
    assumptions: assumed(['clearing', 'step_min', 'k', 'tariffs', 'network.localShareByLevel', 'preferences', 'community']),
    config: presetConfig('brooklyn', 'Brooklyn Microgrid', {
      design: 'p2p',
      clearing: 'call',
      priceRule: 'k-price',
      step_min: 15,
      tariff: PRESET_TARIFFS.newYork,
    }),
    community: 'brooklyn',
    behaviour: {
      en: 'Cut off from the grid, critical sites get all they need at the fixed rate; whoever goes short is a home or a business, and the price rises to what the last of them bid.',
      de: 'Vom Netz getrennt, bekommen wichtige Einrichtungen alles zu festem Preis; knapp wird es nur für Wohnungen und Betriebe, und der Preis steigt bis zum letzten Gebot, das noch bedient wird.',
    },
  },
  {
    id: 'enexa',
    name: 'Enexa',
    place: { en: 'Riverland, South Australia', de: 'Riverland, Südaustralien' },
    years: '',
    story: {
      en: 'Growers with more sun than they use sell to growers and homes nearby. Power from afar is dear there, so power from next door pays.',
      de: 'Obstbetriebe mit mehr Sonne, als sie brauchen, verkaufen an Betriebe und Wohnungen in der Nähe. Strom von weit her ist dort teuer, darum lohnt sich der von nebenan.',
    },
    source: SOURCE,
    facts: [
      {
        en: 'Commercial members first, homes later; members choose a pricing scheme.',
        de: 'Erst Betriebe, später Wohnungen; Mitglieder wählen ein Preismodell.',
      },
    ],
    assumptions: assumed(['clearing', 'priceRule', 'step_min', 'tariffs', 'network.localShareByLevel', 'community']),
    config: presetConfig('enexa', 'Enexa', {
      design: 'p2p',
      clearing: 'call',
      priceRule: 'k-double',
      // Pay as offered.
      k: 0,
      step_min: 30,
      tariff: PRESET_TARIFFS.southAustralia,
    }),
    community: 'enexa',
    behaviour: {
      en: 'The dearer the supplier, the more each traded kilowatt-hour saves; the traded amount never falls.',
      de: 'Je teurer der Lieferant, desto mehr spart jede gehandelte Kilowattstunde; die gehandelte Menge sinkt nie.',
    },
  },
  {
    id: 'exergy-texas',
    name: 'Exergy Texas',
    place: { en: 'Texas, United States', de: 'Texas, USA' },
    years: '',
    story: {
      en: 'Companies buy at a price that jumps by the hour. They agree on fixed prices for blocks of an hour with those who think otherwise, and pay or get the difference. No electron flows differently.',
      de: 'Betriebe kaufen zu einem Preis, der stündlich springt. Für Blöcke einer Stunde vereinbaren sie feste Preise mit anderen, die es anders sehen, und zahlen oder bekommen den Unterschied. Kein Strom fließt anders.',
    },
    source: SOURCE,
    facts: [
      { en: 'Blocks of one hour.', de: 'Blöcke von einer Stunde.' },
      {
        en: 'Orders are made automatically and matched with the best offer; a retailer is partner.',
        de: 'Aufträge entstehen automatisch und treffen auf das beste Angebot; ein Lieferant ist Partner.',
      },
    ],
    assumptions: assumed(['fees', 'tariffs', 'preferences', 'community']),
    config: presetConfig('exergy-texas', 'Exergy Texas', {
      design: 'p2p',
      clearing: 'call',
      priceRule: 'k-double',
      k: 0,
      step_min: 60,
      tariff: PRESET_TARIFFS.texas,
      fees: { ...NO_FEES, platform_EURPerKWh: 0.0005 },
    }),
    community: 'exergy-texas',
    behaviour: {
      en: 'Flows are the same with and without hedges; payments between partners add up to zero; bills swing less as long as a company hedges less than it uses.',
      de: 'Die Flüsse sind mit und ohne Absicherung gleich; Zahlungen zwischen den Partnern ergeben null; Rechnungen schwanken weniger, solange ein Betrieb weniger absichert, als er verbraucht.',
    },
  },
  {
    id: 'allgaeu',
    name: 'Allgäu',
    place: { en: 'Allgäu, Germany', de: 'Allgäu' },
    years: '',
    story: {
      en: 'After twenty years the guaranteed price for solar power ends. The utility lets these homes sell to neighbours who like to know where their power comes from.',
      de: 'Nach zwanzig Jahren endet die garantierte Vergütung für Solarstrom. Der Versorger lässt diese Haushalte an Nachbarn verkaufen, die gern wissen, woher ihr Strom kommt.',
    },
    source: SOURCE,
    facts: [
      {
        en: 'Homes with an ending feed-in tariff; the utility hosts the market.',
        de: 'Haushalte mit auslaufender Einspeisevergütung; der Versorger betreibt den Markt.',
      },
    ],
    assumptions: assumed(['clearing', 'step_min', 'k', 'tariffs', 'network.localShareByLevel', 'preferences', 'community']),
    config: presetConfig('allgaeu', 'Allgäu', {
      design: 'p2p',
      clearing: 'call',
      priceRule: 'k-price',
      step_min: 15,
      tariff: PRESET_TARIFFS.allgaeu,
    }),
    community: 'allgaeu',
    behaviour: {
      en: 'While the guaranteed price is above what neighbours can pay, nothing is traded. After its end trade begins, and it grows with what neighbours pay extra for local power.',
      de: 'Solange die Vergütung über dem liegt, was Nachbarn zahlen können, wird nichts gehandelt. Danach beginnt der Handel, und er wächst mit dem Aufpreis, den Nachbarn für Strom aus der Nähe zahlen.',
    },
  },
  {
    id: 'solshare',
    name: 'SOLshare',
    place: { en: 'Shariatpur, Bangladesh', de: 'Shariatpur, Bangladesch' },
    years: '2015–',
    story: {
      en: 'In a village without a public grid some homes own a panel and a battery. A small direct-current grid joins them with homes that own neither; whoever has power over sells it, paid by mobile phone.',
      de: 'In einem Dorf ohne öffentliches Netz besitzen manche Häuser ein Solarmodul und eine Batterie. Ein kleines Gleichstromnetz verbindet sie mit Häusern ohne beides; wer Strom übrig hat, verkauft ihn, bezahlt wird mit dem Telefon.',
    },
    source: SOURCE,
    facts: [
      { en: 'Up to 30 % of the solar power was wasted before.', de: 'Bis zu 30 % des Solarstroms gingen vorher verloren.' },
      {
        en: 'The grid stands alone, on low-voltage direct current; meters count both ways.',
        de: 'Das Netz steht für sich, mit Gleichstrom kleiner Spannung; Zähler messen in beide Richtungen.',
      },
    ],
    assumptions: assumed(['step_min', 'priceRule', 'fees', 'tariffs', 'dispatch', 'community']),
    config: presetConfig('solshare', 'SOLshare', {
      design: 'p2p',
      clearing: 'bilateral',
      priceRule: 'k-double',
      // The operator's tariff of about 0.35: a little above the middle between nothing and a private diesel set.
      k: 0.6,
      step_min: 15,
      tariff: PRESET_TARIFFS.bangladesh,
      fees: { ...NO_FEES, platform_EURPerKWh: 0.05 },
    }),
    community: 'solshare',
    behaviour: {
      en: 'Nothing comes in or goes out. Less solar power is wasted, homes without panels have light, and no line carries more than it may.',
      de: 'Nichts kommt von außen, nichts geht nach außen. Weniger Solarstrom geht verloren, Häuser ohne Modul haben Licht, und keine Leitung trägt mehr, als sie darf.',
    },
  },
  {
    id: 'medellin',
    name: 'Transactive Energy Colombia',
    place: { en: 'Medellín, Colombia', de: 'Medellín, Kolumbien' },
    years: '2019–',
    story: {
      en: 'Fourteen homes and a community centre in rich and poor parts of the city trade solar power. Buyers say what counts for them: green, close by, or a family that needs the income.',
      de: 'Vierzehn Wohnungen und ein Gemeindezentrum in reichen und armen Vierteln handeln mit Solarstrom. Käufer sagen, was ihnen wichtig ist: grün, in der Nähe oder eine Familie, die das Einkommen braucht.',
    },
    source: SOURCE,
    facts: [
      {
        en: 'Fourteen homes and a community centre with solar power and storage.',
        de: 'Vierzehn Wohnungen und ein Gemeindezentrum mit Solarstrom und Speicher.',
      },
      {
        en: 'Preferences for green power, social impact, ownership and place.',
        de: 'Vorlieben für grünen Strom, soziale Wirkung, Eigentum und Ort.',
      },
    ],
    assumptions: assumed(['clearing', 'priceRule', 'step_min', 'tariffs', 'network.localShareByLevel', 'preferences', 'community']),
    config: presetConfig('medellin', 'Transactive Energy Colombia', {
      design: 'p2p',
      clearing: 'bilateral',
      priceRule: 'k-double',
      step_min: 60,
      tariff: PRESET_TARIFFS.colombia,
    }),
    community: 'medellin',
    behaviour: {
      en: 'Without preferences it is one pool. The more social impact counts, the more is bought from families with low income; they never earn less, and the traded energy stays the same.',
      de: 'Ohne Vorlieben ist es ein gemeinsamer Topf. Je mehr soziale Wirkung zählt, desto mehr wird bei Familien mit kleinem Einkommen gekauft; sie verdienen nie weniger, und die gehandelte Energie bleibt gleich.',
    },
  },
  {
    id: 'elecbay',
    name: 'Elecbay',
    place: { en: 'A platform for microgrids', de: 'Eine Plattform für kleine Netze' },
    years: '',
    story: {
      en: 'Like an auction site for electricity: an order names a period, an amount, a price, a seller and a buyer. The platform only checks whether the wires can carry it, and says no with a reason where they cannot.',
      de: 'Wie ein Auktionshaus für Strom: Ein Auftrag nennt Zeitraum, Menge, Preis, Verkäufer und Käufer. Die Plattform prüft nur, ob die Leitungen ihn tragen, und lehnt sonst mit Begründung ab.',
    },
    source: SOURCE,
    facts: [
      {
        en: 'Orders are accepted or rejected; what is delivered may differ from what was ordered.',
        de: 'Aufträge werden angenommen oder abgelehnt; geliefert werden kann anderes als bestellt.',
      },
    ],
    assumptions: assumed(
      ['clearing', 'step_min', 'fees', 'tariffs', 'community'],
      [
        {
          what: 'design',
          told: {
            en: 'The source does not say which class of market it is; we count it as peer to peer.',
            de: 'Die Quelle nennt die Marktform nicht; wir zählen sie als Handel unter Gleichen.',
          },
        },
      ],
    ),
    config: presetConfig('elecbay', 'Elecbay', {
      design: 'p2p',
      clearing: 'cda',
      priceRule: 'maker',
      step_min: 30,
      forecastError: 0.1,
      imbalance_EURPerKWh: 0.02,
      tariff: PRESET_TARIFFS.england,
    }),
    community: 'elecbay',
    behaviour: {
      en: 'A rejected order moves no money and names the limit it would break. Whoever delivers other than ordered pays for the difference.',
      de: 'Ein abgelehnter Auftrag bewegt kein Geld und nennt die Grenze, die er verletzt hätte. Wer anderes liefert als bestellt, zahlt für den Unterschied.',
    },
  },
];
