import { expect, it } from 'vitest';
import type { Notice } from '../../state/appState.ts';
import { shownNotices } from './shownNotices.ts';

const notice = (id: string, tone: Notice['tone']): Notice => ({ id, tone, message: { key: 'notice.saved', values: { name: id } } });
const ids = (notices: readonly Notice[]) => shownNotices(notices);
const shown = (notices: readonly Notice[]) => [...ids(notices).warnings, ...ids(notices).news].map(({ id }) => id);

it('shows three at most: errors wait their turn, of the news the newest stay', () => {
  const news = ['n1', 'n2', 'n3', 'n4'].map((id) => notice(id, 'success'));
  const errors = ['e1', 'e2', 'e3'].map((id) => notice(id, 'error'));
  expect(shown(news)).toEqual(['n2', 'n3', 'n4']);
  expect(shown([...errors, ...news])).toEqual(['e1', 'e2', 'n4']);
  expect(shown([errors[0]!, ...news])).toEqual(['e1', 'n3', 'n4']);
  expect(shown(errors)).toEqual(['e1', 'e2']);
});
