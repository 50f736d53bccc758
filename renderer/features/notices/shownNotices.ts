/** Which messages are on the screen: few enough to leave the map free. */

import type { Notice } from '../../state/appState.ts';
import { isNews } from '../../state/notices.ts';

const MOST = 3;
/** Room is always left for one piece of news. */
const MOST_WARNINGS = MOST - 1;

/** Errors and warnings in the order they came (the next follows when one is dismissed), then the newest news. */
export function shownNotices(notices: readonly Notice[]): { readonly warnings: readonly Notice[]; readonly news: readonly Notice[] } {
  const warnings = notices.filter((notice) => !isNews(notice)).slice(0, MOST_WARNINGS);
  return { warnings, news: notices.filter(isNews).slice(warnings.length - MOST) };
}
