import { useMemo } from 'react';
import { useMessages } from '../../app/useMessages.ts';
import { useApp } from '../../state/useApp.ts';
import { type SearchIndex, searchIndex } from './buildingSearch.ts';

/** The words of all buildings, made when first needed; null while it is not needed or there is no district. */
export function useSearchIndex(needed: boolean): SearchIndex | null {
  const { t } = useMessages();
  const buildings = useApp((state) => state.district?.buildings);
  return useMemo(() => (needed && buildings ? searchIndex(buildings, (use) => t(`use.${use}`)) : null), [needed, buildings, t]);
}
