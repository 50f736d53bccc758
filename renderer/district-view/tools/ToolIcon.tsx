/** Line icons of the view's tools on a 20-pixel grid; always inside a labelled button. */
const PATHS = {
  distance: 'M3 14 14 3l3 3L6 17zM6 11l1.5 1.5M8.5 8.5 10 10M11 6l1.5 1.5',
  area: 'M4 6 11 3l6 6-4 8-9-3zM4 6h.01M11 3h.01M17 9h.01M13 17h.01',
  height: 'M10 3v14M7 6l3-3 3 3M7 14l3 3 3-3M3 3h14M3 17h14',
  cut: 'M3 10h14M5 10V5l5-2 5 2v5M5 13v3h10v-3',
  label: 'M3 5h9l5 5-5 5H3zM6 10h5',
  terrain: 'm2 16 5-8 3 4 3-6 5 10z',
  views: 'M3 6h3l1.5-2h5L14 6h3v10H3zM10 13.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z',
  picture: 'M3 4h14v12H3zM3 13l4-4 4 4 2-2 4 4M13 8h.01',
  film: 'M3 5h10v10H3zM13 9l4-3v8l-4-3',
} as const;
export type ToolIconName = keyof typeof PATHS;

export function ToolIcon({ name }: { readonly name: ToolIconName }) {
  return (
    <svg
      width="20"
      height="20"
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
