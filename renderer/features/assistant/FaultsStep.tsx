import { Button } from 'react-aria-components';
import { Help } from '../../app/controls/Help.tsx';
import { useMessages } from '../../app/useMessages.ts';
import { useActions } from '../../state/useApp.ts';
import type { LoadedDistrict } from '../../workers/engineApi.ts';
import { IssueList } from '../district/IssueList.tsx';
import { Step } from './Step.tsx';

/** Every finding about the file, with files to hand on. */
export function FaultsStep({ district }: { readonly district: LoadedDistrict }) {
  const messages = useMessages();
  const { t } = messages;
  const actions = useActions();
  const { issues, buildings, source, name } = district;
  const fileName = `${name} - ${t('assistant.faults.fileName')}`.replaceAll(/[\\/:*?"<>|]/g, '-');
  const serious = issues.some(({ severity }) => severity !== 'info');
  const total = issues.reduce((sum, { count }) => sum + (count ?? 1), 0);

  /** The writers are fetched when they are asked for. */
  async function save(format: 'csv' | 'bcf'): Promise<void> {
    const { findingsBcf, findingsCsv } = await import('./findingsFile.ts');
    if (format === 'csv') {
      await actions.exportBytes(`${fileName}.csv`, 'text/csv', new TextEncoder().encode(findingsCsv(issues, messages)));
      return;
    }
    const bytes = findingsBcf(issues, messages, source.fileName, new Date().toISOString());
    await actions.exportBytes(`${fileName}.bcfzip`, 'application/octet-stream', bytes);
  }
  return (
    <Step title={t('assistant.faults')} digest={t('district.issues.count', { count: total })} expanded={serious}>
      {issues.length > 0 && (
        <div className="assistant-actions">
          <Button className="button button-small" onPress={() => void save('csv')}>
            {t('assistant.faults.csv')}
          </Button>
          <Button className="button button-small" onPress={() => void save('bcf')}>
            {t('assistant.faults.bcf')}
          </Button>
          <Help term="BCF">{t('assistant.faults.bcf.help')}</Help>
        </div>
      )}
      <IssueList issues={issues} buildings={buildings} look="bare" />
    </Step>
  );
}
