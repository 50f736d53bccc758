/** Colours of axes, text and surfaces for charts, read from the design tokens of the page. */
export interface ChartTheme {
  readonly text: string;
  readonly mutedText: string;
  readonly line: string;
  readonly surface: string;
  readonly fontFamily: string;
}

/** Reads the tokens as they are now; call again when the theme changes. */
export function readChartTheme(element: Element): ChartTheme {
  const style = getComputedStyle(element);
  const token = (name: string, fallback: string): string => style.getPropertyValue(name).trim() || fallback;
  return {
    text: token('--text', '#1c232b'),
    mutedText: token('--text-muted', '#4b5763'),
    line: token('--border', '#d5dbe1'),
    surface: token('--surface', '#ffffff'),
    fontFamily: style.fontFamily || 'sans-serif',
  };
}
