/** Draws a building: its outline, then its height. */
import type { ToolPointer, ViewTool } from '../../../district-view/viewTool.ts';
import type { PlanPoint } from '../sketch/plan.ts';
import type { Desk, DeskTool } from './desk.ts';
import { HeightTool } from './HeightTool.ts';
import { addBuilding } from './newBuilding.ts';
import { PathTool } from './PathTool.ts';
import { RectangleTool } from './RectangleTool.ts';

export class BuildingTool implements ViewTool {
  readonly cursor = 'crosshair';
  private readonly desk: Desk;
  private readonly kind: 'outline' | 'rectangle';
  private step: DeskTool;

  constructor(desk: Desk, kind: 'outline' | 'rectangle') {
    this.desk = desk;
    this.kind = kind;
    this.step = this.outline();
  }

  begin(): void {
    this.step.begin();
  }

  private outline(points: readonly PlanPoint[] = []): DeskTool {
    const raise = (ring: readonly PlanPoint[]): void => this.raise(ring);
    if (this.kind === 'rectangle' && points.length === 0) return new RectangleTool(this.desk, raise);
    const purpose = { first: 'draw.hint.outlineFirst', next: 'draw.hint.outlineNext', closes: true, fewest: 3, done: raise };
    return new PathTool(this.desk, purpose, points);
  }

  private raise(ring: readonly PlanPoint[]): void {
    this.take(
      new HeightTool(
        this.desk,
        ring,
        (eaves_m) => {
          addBuilding(this.desk, ring, eaves_m);
          this.take(this.outline());
        },
        () => this.take(this.outline(this.kind === 'rectangle' ? [] : ring)),
      ),
    );
  }

  private take(step: DeskTool): void {
    this.step = step;
    this.desk.draw([]);
    step.begin();
  }

  down(pointer: ToolPointer): void {
    this.step.down(pointer);
  }
  move(pointer: ToolPointer, pressed: boolean): void {
    this.step.move(pointer, pressed);
  }
  up(pointer: ToolPointer): void {
    this.step.up(pointer);
  }
  doubleClick(pointer: ToolPointer): void {
    this.step.doubleClick(pointer);
  }
  key(key: string, pointer: ToolPointer): boolean {
    return this.step.key(key, pointer);
  }
  end(): void {
    this.desk.draw([]);
  }
}
