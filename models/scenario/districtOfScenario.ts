/** The district that a scenario is about: the base after the scenario's own changes of buildings and elements. */
import type { Issue } from '../core/issue.ts';
import type { District } from '../district/district.ts';
import { applyEdits } from '../district/edits/applyEdits.ts';
import type { Scenario } from './scenario.ts';
import { editsKey, scenarioEdits } from './scenarioEdits.ts';

export interface ScenarioDistrict {
  readonly district: District;
  /** What could not be done as asked. */
  readonly findings: readonly Issue[];
  /** Equal keys, equal districts; empty where the scenario leaves the base as it is. */
  readonly key: string;
}

/** Applies the enabled edit measures in their order. Without any, the district is the base itself. */
export function districtOfScenario(base: District, scenario: Scenario): ScenarioDistrict {
  const edits = scenarioEdits(scenario);
  const key = editsKey(edits);
  return edits.length === 0 ? { district: base, findings: [], key } : { ...applyEdits(base, edits), key };
}
