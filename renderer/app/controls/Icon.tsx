/** Line icons on a 20-pixel grid; always beside a label or inside a labelled button, so hidden from readers. */
const PATHS = {
  district: 'M3 17V8l5-3 5 3v9M13 17V11h4v6M6 10h.01M10 10h.01M6 13h.01M10 13h.01M2 17h16',
  scenario: 'M4 6h5M13 6h3M11 4v4M4 10h2M10 10h6M8 8v4M4 14h7M15 14h1M13 12v4',
  results: 'M3 17h14M5 17v-5M9 17V6M13 17v-8M17 17V4',
  compare: 'M3 5h6v11H3zM11 5h6v11h-6zM5 12h2M13 9h2',
  market: 'M3 8l7-5 7 5M5 8v8h10V8M8 16v-4h4v4M2 16h16',
  edit: 'M4 16l1-4 8-8 3 3-8 8zM12 5l3 3M3 18h14',
  'view-district': 'M2 15 10 18l8-3M2 15V9l8-3 8 3v6M10 18v-6M2 9l8 3 8-3',
  'view-building': 'M5 17V5l5-2 5 2v12M3 17h14M8 8h.01M12 8h.01M8 11h.01M12 11h.01M9 17v-3h2v3',
  'view-data': 'M4 15a9 9 0 0 1 12 0M4 15h.01M16 15h.01M7 12a5 5 0 0 1 6-6M13 6h.01M3 18h14',
  undo: 'M7 5 3 9l4 4M3 9h9a4 4 0 0 1 0 8H9',
  redo: 'm13 5 4 4-4 4M17 9H8a4 4 0 0 0 0 8h3',
  search: 'M9 15A6 6 0 1 0 9 3a6 6 0 0 0 0 12ZM13.5 13.5 17 17',
  save: 'M4 3h10l3 3v11H3V4a1 1 0 0 1 1-1ZM6 3v5h7V3M6 17v-5h8v5',
  folder: 'M3 5h5l2 2h7v9H3z',
  export: 'M10 3v10M6 7l4-4 4 4M4 13v4h12v-4',
  settings: 'M3 6h8M15 6h2M13 4v4M3 14h2M9 14h8M7 12v4',
  close: 'm5 5 10 10M15 5 5 15',
  collapseLeft: 'm12 5-5 5 5 5',
  collapseRight: 'm8 5 5 5-5 5',
  play: 'M7 4v12l9-6z',
  pause: 'M7 4v12M13 4v12',
  help: 'M10 18a8 8 0 1 0 0-16 8 8 0 0 0 0 16ZM7.8 7.7a2.3 2.3 0 1 1 3.4 2c-.8.5-1.2 1-1.2 1.8M10 14.2h.01',
  more: 'M4.5 10h.01M10 10h.01M15.5 10h.01',
  add: 'M10 4v12M4 10h12',
  home: 'M3 9.5 10 4l7 5.5M5 8.5V16h10V8.5',
  hand: 'M10 3v14M3 10h14M10 3 8 5M10 3l2 2M10 17l-2-2M10 17l2-2M3 10l2-2M3 10l2 2M17 10l-2-2M17 10l-2 2',
  box: 'M3 3h2M8 3h4M15 3h2v2M17 8v4M17 15v2h-2M12 17H8M5 17H3v-2M3 12V8M3 5V3',
  target: 'M10 15a5 5 0 1 0 0-10 5 5 0 0 0 0 10ZM10 2v3M10 15v3M2 10h3M15 10h3',
  up: 'M10 16V4M5 9l5-5 5 5',
  down: 'M10 4v12M5 11l5 5 5-5',
  remove: 'M4 6h12M8 6V4h4v2M6 6l1 11h6l1-11',
} as const;
export type IconName = keyof typeof PATHS;

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg
      width="20"
      height="20"
      viewBox="0 0 20 20"
      fill={name === 'play' ? 'currentColor' : 'none'}
      stroke="currentColor"
      strokeWidth={name === 'more' ? 2.2 : 1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
