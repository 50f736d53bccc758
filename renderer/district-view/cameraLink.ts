/** Keeps the cameras of several views together: what a person does in one is done in the others. */
import type { CameraPose } from './cameraRig.ts';

/** A view that takes poses; it must not report them back as its own. */
export interface LinkedCamera {
  setCamera(pose: CameraPose): void;
}

/** Calls back before the next frame is drawn. */
type Schedule = (deliver: () => void) => void;

export class CameraLink {
  private readonly views = new Map<string, LinkedCamera>();
  private readonly schedule: Schedule;
  private latest: { readonly origin: string; readonly pose: CameraPose } | null = null;
  private waiting = false;

  constructor(schedule: Schedule = (deliver) => void requestAnimationFrame(deliver)) {
    this.schedule = schedule;
  }

  /** The newcomer gets the pose that was told last; the answer takes it out again. */
  join(id: string, view: LinkedCamera): () => void {
    this.views.set(id, view);
    if (this.latest && this.latest.origin !== id) view.setCamera(this.latest.pose);
    return () => {
      if (this.views.get(id) === view) this.views.delete(id);
    };
  }

  /** A view's camera moved by its own doing; the others follow once per frame, with the last pose told. */
  moved(origin: string, pose: CameraPose): void {
    this.latest = { origin, pose };
    if (this.waiting) return;
    this.waiting = true;
    this.schedule(() => {
      this.waiting = false;
      const { latest } = this;
      if (!latest) return;
      for (const [id, view] of this.views) {
        if (id !== latest.origin) view.setCamera(latest.pose);
      }
    });
  }
}
