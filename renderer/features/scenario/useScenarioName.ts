import { useCallback } from 'react';
import { sampleScenarios } from '#gis-data/samples/scenarios.ts';
import { BASELINE, type Scenario } from '#models/scenario/scenario.ts';
import { type Messages, useMessages } from '../../app/useMessages.ts';

/** Names that the samples came with; one that the person changed is theirs. */
const ORIGINAL_NAMES = new Map(sampleScenarios().map((scenario) => [scenario.id, scenario.name]));

/** A scenario's name as it is shown: the baseline's and the samples' in the person's language. */
export function scenarioName(messages: Messages, scenario: Scenario): string {
  if (scenario.id === BASELINE.id) return messages.t('scenario.baseline');
  if (ORIGINAL_NAMES.get(scenario.id) === scenario.name) return messages.label(`scenario.name.${scenario.id}`, scenario.name);
  return scenario.name || messages.t('scenario.title');
}

export function useScenarioName(): (scenario: Scenario) => string {
  const messages = useMessages();
  return useCallback((scenario) => scenarioName(messages, scenario), [messages]);
}
