import { useEffect } from 'react';
import { useMessages } from '../../app/useMessages.ts';
import { PROJECT_FILE } from '../../state/fileActions.ts';
import { useActions, useApp } from '../../state/useApp.ts';
import { type DroppedFile, droppedFiles, FolderTooLarge, MOST_DROPPED } from './droppedFiles.ts';
import './project.css';

function carriesFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false;
}

/** Takes files that are dropped anywhere on the window. */
export function DropOverlay() {
  const { t } = useMessages();
  const dropping = useApp((state) => state.dropping);
  const actions = useActions();

  useEffect(() => {
    let depth = 0;
    const listening = new AbortController();
    const { signal } = listening;
    const enter = (event: DragEvent): void => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      depth++;
      actions.setDropping(true);
    };
    const leave = (event: DragEvent): void => {
      if (!carriesFiles(event)) return;
      depth = Math.max(0, depth - 1);
      if (depth === 0) actions.setDropping(false);
    };
    const over = (event: DragEvent): void => {
      if (carriesFiles(event)) event.preventDefault();
    };
    const drop = (event: DragEvent): void => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      depth = 0;
      actions.setDropping(false);
      // Folders must be asked for before this handler returns.
      if (event.dataTransfer) void droppedFiles(event.dataTransfer).then(readDropped, refused);
    };
    function refused(error: unknown): void {
      const folder = error instanceof FolderTooLarge ? error.folder : '';
      actions.refuseFolder(folder, folder === '' ? null : MOST_DROPPED);
    }
    async function readDropped(files: readonly DroppedFile[]): Promise<void> {
      const project = files.find((file) => file.name.toLowerCase().endsWith(PROJECT_FILE));
      if (project) actions.importDropped({ name: project.name, bytes: new Uint8Array(await project.blob.arrayBuffer()) });
      else await actions.readFiles(files);
    }
    window.addEventListener('dragenter', enter, { signal });
    window.addEventListener('dragleave', leave, { signal });
    window.addEventListener('dragover', over, { signal });
    window.addEventListener('drop', drop, { signal });
    return () => listening.abort();
  }, [actions]);

  if (!dropping) return null;
  return (
    <div className="drop-overlay">
      <div className="drop-frame">
        <p className="drop-title">{t('drop.title')}</p>
        <p className="drop-hint">{t('drop.hint')}</p>
      </div>
    </div>
  );
}
