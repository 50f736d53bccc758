/** The project file: new, open, save, autosave, recovery. A failed step leaves file and window as they were. */
import type { HostApi, HostResult, PickedFile, ProjectContent, ProjectRef } from '#electron/host-api/hostApi.ts';
import { InputError } from '#models/core/errors.ts';
import { type FileActions, PROJECT_FILE, withDistrict } from './fileActions.ts';
import { notifyHostFailure } from './hostNotices.ts';
import { INITIAL_MARKET } from './marketState.ts';
import { notify, notifyError, unexpected, withJob } from './notices.ts';
import { isPartlyRead } from './partlyRead.ts';
import { fromContent, toContent } from './projectContent.ts';
import { savedStateOf, withMark } from './savedState.ts';
import type { Simulation } from './simulation.ts';
import type { Context } from './store.ts';

export interface ProjectActions {
  newProject(): void;
  /** Without a reference: asks which. */
  openProject(ref?: ProjectRef): void;
  /** Opens a project from the list, after the person agreed to leave the present one. */
  openListed(ref: ProjectRef): Promise<void>;
  /** Asks for a project file on this computer, after the person agreed to leave the present one. */
  importPicked(): Promise<void>;
  /** A project file that was dropped on the window. */
  importDropped(file: PickedFile): void;
  /** Resolves to whether the file now holds the work. */
  save(): Promise<boolean>;
  saveAs(name: string): Promise<boolean>;
  renameProject(name: string): void;
  readRecent(): Promise<void>;
  /** Writes a recovery copy where there is unsaved work that it does not hold yet. */
  autosave(): Promise<void>;
  offerRecovery(): Promise<void>;
  recover(): Promise<void>;
  discardRecovery(): Promise<void>;
}

type Opened = { readonly ref: ProjectRef | null; readonly content: ProjectContent };

export function createProjectActions(context: Context, simulation: Simulation, files: FileActions): ProjectActions {
  const { store, engine, host } = context;
  /** What the last autosave held: model, changes of the base and scenarios, by identity. */
  let autosaved: readonly unknown[] = [];

  function guarded(then: () => void): void {
    if (store.getState().project.unsaved) store.setState({ dialog: { kind: 'discard', then } });
    else then();
  }

  async function currentContent(name: string): Promise<ProjectContent> {
    return toContent(store.getState(), name, await engine.snapshot());
  }

  async function take(opened: Opened, unsaved: boolean): Promise<void> {
    try {
      const { scenarios, view, marketPlan } = fromContent(opened.content);
      const { district, weather, results } = opened.content;
      const answer = await withJob(context, 'progress.opening', () => engine.restore({ district, weather, results }));
      if (!answer.ok) {
        if (!answer.cancelled) notifyError(context, answer.error);
        return;
      }
      store.setState((state) => ({
        ...withDistrict(state, answer.value.district),
        weather: answer.value.weather,
        baseEdits: answer.value.baseEdits,
        marketPlan,
        market: INITIAL_MARKET,
        scenarios: scenarios.map((scenario) => ({ scenario, outcome: null, stale: true })),
        activeScenarioId: scenarios.at(-1)?.id ?? state.activeScenarioId,
        compareScenarioId: scenarios[0]?.id ?? state.compareScenarioId,
        ...(view ?? {}),
        undoable: [],
        redoable: [],
        project: { ref: opened.ref, name: opened.content.name, unsaved, saving: false },
        flyHome: state.flyHome + 1,
      }));
      store.setState((state) => ({ saved: unsaved ? null : savedStateOf(state) }));
      simulation.wake();
    } catch (error) {
      notifyError(context, error instanceof InputError ? error.detail : unexpected(error));
    }
  }

  async function takeAnswer(answer: Awaited<ReturnType<HostApi['openProject']>>): Promise<void> {
    if (!answer.ok) {
      notifyHostFailure(context, answer.failure);
      return;
    }
    await take(answer.value, false);
    await readRecent();
  }

  async function importFile(file: PickedFile): Promise<void> {
    if (host.importProject) await takeAnswer(await host.importProject(file));
  }

  async function write(name: string, send: (content: ProjectContent) => Promise<HostResult<ProjectRef>>): Promise<boolean> {
    const shown = store.getState().district;
    if (store.getState().project.saving || !shown || isPartlyRead(shown)) return false;
    store.setState((state) => ({ project: { ...state.project, saving: true } }));
    const before = store.getState();
    try {
      const answer = await send(await currentContent(name));
      if (!answer.ok) {
        notifyHostFailure(context, answer.failure);
        return false;
      }
      const ref = answer.value;
      store.setState((state) => {
        const project = { ref, name: ref.name, unsaved: false, saving: false };
        // Edits made while the file was written are not in it.
        const saved = savedStateOf({ ...before, project });
        return { saved, project: withMark(saved, { ...state, project }) };
      });
      notify(context, 'success', { key: 'notice.saved', values: { name: ref.name } });
      void readRecent();
      return true;
    } catch (error) {
      notifyError(context, unexpected(error));
      return false;
    } finally {
      store.setState((state) => ({ project: { ...state.project, saving: false } }));
    }
  }

  async function readRecent(): Promise<void> {
    const answer = await host.recentProjects();
    if (answer.ok) store.setState({ recent: answer.value });
  }

  return {
    newProject: () => guarded(() => void files.loadSample()),
    openProject(ref) {
      guarded(() => {
        if (ref || store.getState().host?.kind !== 'web') {
          void host.openProject(ref).then(takeAnswer);
          return;
        }
        void readRecent().then(() => store.setState((state) => ({ dialog: { kind: 'open-project', projects: state.recent } })));
      });
    },
    openListed: async (ref) => takeAnswer(await host.openProject(ref)),
    async importPicked() {
      const picked = await host.pickFile([PROJECT_FILE]);
      if (picked.ok) await importFile(picked.value);
      else notifyHostFailure(context, picked.failure);
    },
    importDropped: (file) => guarded(() => void importFile(file)),
    async save() {
      const { ref, name } = store.getState().project;
      if (ref) return write(name, (content) => host.saveProject(ref, content));
      store.setState({ dialog: { kind: 'save-as' } });
      return false;
    },
    saveAs: (name) => write(name, (content) => host.saveProjectAs(name, content)),
    renameProject(name) {
      const trimmed = name.trim();
      if (trimmed === '' || trimmed === store.getState().project.name) return;
      store.setState((state) => ({ project: withMark(state.saved, { ...state, project: { ...state.project, name: trimmed } }) }));
    },
    readRecent,
    async autosave() {
      const { project, district, model, baseEdits, scenarios, marketPlan } = store.getState();
      if (!project.unsaved && autosaved.length > 0) {
        // Undone back to what is saved: the copy would offer to recover what nobody misses.
        autosaved = [];
        await host.discardRecovery();
      }
      if (!project.unsaved || project.saving || !district || isPartlyRead(district)) return;
      const held = [model, marketPlan, ...baseEdits, ...scenarios.map((entry) => entry.scenario)];
      if (held.length === autosaved.length && held.every((part, index) => part === autosaved[index])) return;
      const answer = await host.autosave(project.ref, await currentContent(project.name));
      // A full disk is told once, not every thirty seconds.
      autosaved = held;
      if (!answer.ok) notifyHostFailure(context, answer.failure);
    },
    async offerRecovery() {
      const answer = await host.recoverable();
      if (answer.ok && answer.value) store.setState({ dialog: { kind: 'recovery', ...answer.value } });
    },
    async recover() {
      store.setState({ dialog: null });
      const answer = await host.recover();
      if (answer.ok) await take(answer.value, true);
      else notifyHostFailure(context, answer.failure);
    },
    async discardRecovery() {
      store.setState({ dialog: null });
      const answer = await host.discardRecovery();
      if (!answer.ok) notifyHostFailure(context, answer.failure);
    },
  };
}
