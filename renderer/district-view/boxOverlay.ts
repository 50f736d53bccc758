/** The rectangle a person draws to select buildings. */
import type { ScreenBox } from './boxSelect.ts';

export class BoxOverlay {
  private readonly element = document.createElement('div');

  constructor(container: HTMLElement) {
    this.element.className = 'district-view-box';
    this.element.hidden = true;
    container.append(this.element);
  }

  show(box: ScreenBox | null): void {
    this.element.hidden = box === null;
    if (!box) return;
    const { style } = this.element;
    style.left = `${Math.min(box.x0, box.x1)}px`;
    style.top = `${Math.min(box.y0, box.y1)}px`;
    style.width = `${Math.abs(box.x1 - box.x0)}px`;
    style.height = `${Math.abs(box.y1 - box.y0)}px`;
  }

  remove(): void {
    this.element.remove();
  }
}
