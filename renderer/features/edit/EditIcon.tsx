import type { EditTool } from '../../state/editActions.ts';

/** Line icons of the drawing tools on a 20-pixel grid; always beside their names. */
const PATHS: Readonly<Record<EditTool, string>> = {
  outline: 'M4 7l6-4 6 3-1 9-9 2zM4 7h.01M10 3h.01M16 6h.01M15 15h.01M6 17h.01',
  rectangle: 'M3 6h14v9H3zM3 6h.01M17 15h.01',
  move: 'M10 3v14M3 10h14M10 3 8 5M10 3l2 2M10 17l-2-2M10 17l2-2M3 10l2-2M3 10l2 2M17 10l-2-2M17 10l-2 2',
  raise: 'M4 17h12M5 17v-6h10v6M10 9V3M7 6l3-3 3 3',
  split: 'M3 6h14v9H3zM12 3 8 18',
  remove: 'M4 6h12M8 6V4h4v2M6 6l1 11h6l1-11',
  pv: 'M5 5h12l-3 10H2zM10 5 8 15M4 10h11.5',
  battery: 'M3 6h12v8H3zM15 9h2v2h-2M6 9v2M9 9v2',
  charging: 'M4 17V4h7v13M3 17h9M6 7h3M11 10h2v4a1.5 1.5 0 0 0 3 0V8l-2-2M7.5 9.5 6.5 12h2l-1 2.5',
  tree: 'M10 18v-6M10 13a5 5 0 1 0 0-10 5 5 0 0 0 0 10ZM10 12l3-3M10 10 7.5 8',
  line: 'M3 16 8 9l4 3 5-8M3 16h.01M8 9h.01M12 12h.01M17 4h.01',
  point: 'M4 17V8l6-4 6 4v9zM11 7l-3 5h4l-3 4',
};

export function EditIcon({ name }: { readonly name: EditTool }) {
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
