/** Colours of the scene, from the design tokens of the page. */
export interface ViewTokens {
  readonly page: string;
  readonly surface: string;
  readonly text: string;
  readonly mutedText: string;
  readonly accent: string;
  readonly border: string;
}

export function readTokens(element: Element): ViewTokens {
  const style = getComputedStyle(element);
  const token = (name: string): string => style.getPropertyValue(name).trim();
  return {
    page: token('--page'),
    surface: token('--surface'),
    text: token('--text'),
    mutedText: token('--text-muted'),
    accent: token('--accent'),
    border: token('--border-strong'),
  };
}
