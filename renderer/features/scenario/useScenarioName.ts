import { useCallback } from 'react';
import { BASELINE, type Scenario } from '#models/scenario/scenario.ts';
import { type Messages, useMessages } from '../../app/useMessages.ts';

/** A scenario's name as it is shown: the baseline's in the person's language. */
export function scenarioName(messages: Messages, scenario: Scenario): string {
  if (scenario.id === BASELINE.id) return messages.t('scenario.baseline');
  return scenario.name || messages.t('scenario.title');
}

export function useScenarioName(): (scenario: Scenario) => string {
  const messages = useMessages();
  return useCallback((scenario) => scenarioName(messages, scenario), [messages]);
}
