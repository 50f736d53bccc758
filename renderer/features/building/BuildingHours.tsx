import { useState } from 'react';
import { Button, Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { useMessages } from '../../app/useMessages.ts';
import { BuildingCarpet } from './BuildingCarpet.tsx';
import { BuildingDay } from './BuildingDay.tsx';
import { useBuildingYear } from './useBuildingYear.ts';

/** The hours of one building: the day that the timeline shows, and the whole year of one quantity. */
export function BuildingHours({ row }: { readonly row: number }) {
  const { t, label } = useMessages();
  const { series, error, reload } = useBuildingYear(row);
  const [tab, setTab] = useState<'day' | 'year'>('day');
  if (error) {
    return (
      <div className="empty-state" role="alert">
        <p className="popover-text">
          {error.code === 'cancelled'
            ? t('hours.stopped')
            : `${t('hours.failed')} ${label(`error.${error.code}`, error.message, error.values)}`}
        </p>
        <Button className="button button-small" onPress={reload}>
          {t('hours.retry')}
        </Button>
      </div>
    );
  }
  if (!series) {
    return (
      <p className="hint" role="status">
        {t('hours.loading')}
      </p>
    );
  }
  return (
    <Tabs className="tabs" selectedKey={tab} onSelectionChange={(key) => setTab(key === 'year' ? 'year' : 'day')}>
      <TabList className="tab-list" aria-label={t('hours.title')}>
        <Tab id="day" className="tab">
          {t('hours.day')}
        </Tab>
        <Tab id="year" className="tab">
          {t('hours.year')}
        </Tab>
      </TabList>
      <TabPanel id="day" className="tab-panel">
        <BuildingDay series={series} />
      </TabPanel>
      <TabPanel id="year" className="tab-panel">
        <BuildingCarpet series={series} />
      </TabPanel>
    </Tabs>
  );
}
