/** A transparent canvas over the picture: labels, measures and sketches in the pixels of the screen. */

/** Draws in CSS pixels. */
export type InkPainter = (context: CanvasRenderingContext2D) => void;

export class InkLayer {
  private readonly canvas = document.createElement('canvas');
  private readonly paint: InkPainter;
  private blank = true;

  constructor(container: HTMLElement, paint: InkPainter) {
    this.paint = paint;
    this.canvas.className = 'district-view-ink';
    this.canvas.setAttribute('aria-hidden', 'true');
    container.append(this.canvas);
  }

  /** Draws anew; called after each frame of the scene. */
  draw(width: number, height: number, hasInk: boolean): void {
    // Hidden, not only cleared: an emptied canvas can keep its last picture on the screen.
    this.canvas.hidden = !hasInk;
    if (!hasInk && this.blank) return;
    const ratio = window.devicePixelRatio;
    const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (this.canvas.width !== w) this.canvas.width = w;
    if (this.canvas.height !== h) this.canvas.height = h;
    const context = this.canvas.getContext('2d');
    if (!context) return;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, w, h);
    this.blank = !hasInk;
    if (hasInk) this.drawInto(context, ratio);
  }

  /** The same drawing in another context, `scale` of its pixels to one of the screen. */
  drawInto(context: CanvasRenderingContext2D, scale: number): void {
    context.save();
    context.scale(scale, scale);
    this.paint(context);
    context.restore();
  }

  remove(): void {
    this.canvas.remove();
  }
}
