/** Values of one hour for the views: whole weeks are fetched from the engine, hours are cut out of them here. */
import { HOURS_PER_YEAR } from '#models/core/units.ts';
import type { EngineAnswer, HourBlock } from '../workers/engineApi.ts';
import { LruMap } from '../workers/lruMap.ts';
import { BLOCK_HOURS, blockDomain, HOUR_SCALES, type HourQuantity, type HourValues, hourColumn, SUN_DOMAIN } from './hourColours.ts';
import { activeScenario, type Context } from './store.ts';
import type { ValueDomain } from './valueDomain.ts';

/** Weeks kept; one of 50,000 buildings takes 34 MB. */
const BLOCKS_KEPT = 3;

export interface HourActions {
  /** Values of the shown scenario at an hour; at once where its week is there. */
  hourValues(quantity: HourQuantity, hour: number): Promise<EngineAnswer<HourValues>>;
}

export function createHourActions({ store, engine }: Context): HourActions {
  const blocks = new LruMap<{ readonly block: HourBlock; readonly domain: ValueDomain }>(BLOCKS_KEPT);

  return {
    async hourValues(quantity, hour) {
      const { scenario, outcome } = activeScenario(store.getState());
      const scale = HOUR_SCALES[quantity];
      if (scale.field === null) {
        const answer = await engine.surfaceHour(scenario, hour);
        return answer.ok ? { ok: true, value: { ...answer.value, of: 'surfaces', domain: SUN_DOMAIN } } : answer;
      }
      const firstHour = Math.floor(hour / BLOCK_HOURS) * BLOCK_HOURS;
      const key = `${outcome?.hash ?? ''} ${scale.field} ${firstHour}`;
      let known = blocks.get(key);
      if (!known) {
        const answer = await engine.hours(scenario, scale.field, firstHour, Math.min(BLOCK_HOURS, HOURS_PER_YEAR - firstHour));
        if (!answer.ok) return answer;
        known = { block: answer.value, domain: blockDomain(answer.value, scale) };
        blocks.set(key, known);
      }
      const { block, domain } = known;
      return { ok: true, value: { districtKey: block.districtKey, of: 'buildings', values: hourColumn(block, hour, scale), domain } };
    },
  };
}
