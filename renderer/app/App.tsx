import { useCallback, useState } from 'react';
import { I18nProvider } from 'react-aria-components';
import { ExportContext } from '../charts/exportContext.ts';
import { CommandPalette } from '../features/commands/CommandPalette.tsx';
import { useShortcuts } from '../features/commands/useCommands.ts';
import { PendingDialogs } from '../features/join/PendingDialogs.tsx';
import { Dialogs } from '../features/project/Dialogs.tsx';
import { DropOverlay } from '../features/project/DropOverlay.tsx';
import { Timeline } from '../features/timeline/Timeline.tsx';
import { Tour } from '../features/tour/Tour.tsx';
import { useActions, useApp } from '../state/useApp.ts';
import { Rail } from './Rail.tsx';
import { Stage } from './Stage.tsx';
import { TitleBar } from './TitleBar.tsx';
import { useMessages } from './useMessages.ts';

export function App() {
  const { t, language } = useMessages();
  const actions = useActions();
  const tourShown = useApp((state) => state.tourStep !== null);
  const [app, setApp] = useState<HTMLDivElement | null>(null);
  useShortcuts();
  const exportFile = useCallback(
    (name: string, mediaType: string, bytes: Uint8Array) => void actions.exportBytes(name, mediaType, bytes),
    [actions],
  );
  return (
    <I18nProvider locale={language}>
      <ExportContext value={exportFile}>
        <div className="app" ref={setApp}>
          <a className="skip-link" href="#view">
            {t('app.skip')}
          </a>
          <TitleBar />
          <Rail />
          <Stage />
          <Timeline />
          {tourShown && app && <Tour root={app} />}
        </div>
        <CommandPalette />
        <Dialogs />
        <PendingDialogs />
        <DropOverlay />
      </ExportContext>
    </I18nProvider>
  );
}
