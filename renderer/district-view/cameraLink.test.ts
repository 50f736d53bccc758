import { expect, it } from 'vitest';
import { CameraLink } from './cameraLink.ts';
import type { CameraPose } from './cameraRig.ts';

const pose = (heading_deg: number): CameraPose => ({ east_m: 0, north_m: 0, distance_m: 500, heading_deg, tilt_deg: 50 });

it('tells the other views the last pose once per frame, never the one that moved', () => {
  const frames: (() => void)[] = [];
  const link = new CameraLink((deliver) => frames.push(deliver));
  const seen: Record<string, number[]> = { left: [], right: [] };
  const view = (id: string) => ({ setCamera: (to: CameraPose) => seen[id]!.push(to.heading_deg) });
  link.join('left', view('left'));
  const leave = link.join('right', view('right'));

  link.moved('left', pose(10));
  link.moved('left', pose(20));
  for (const frame of frames.splice(0)) frame();
  link.moved('right', pose(30));
  for (const frame of frames.splice(0)) frame();
  leave();
  link.moved('left', pose(40));
  for (const frame of frames.splice(0)) frame();
  link.join('right', view('right'));

  expect(seen).toEqual({ left: [30], right: [20, 40] });
  expect(frames).toEqual([]);
});
