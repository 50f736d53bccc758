/** The camera of the building view: orbit by pointer, finger and keys; moves to what is asked for. */
import { useFrame, useThree } from '@react-three/fiber';
import { type RefObject, useCallback, useEffect, useImperativeHandle, useMemo, useRef } from 'react';
import { PerspectiveCamera, Spherical, Vector3 } from 'three';
import { OrbitControls } from 'three/addons/controls/OrbitControls.js';
import type { Box } from './drawnModel.ts';

export interface Sphere {
  readonly middle: readonly [number, number, number];
  readonly radius_m: number;
  /** Corners that must be in sight; all of the sphere where absent. */
  readonly box?: Box;
}

/** Distance from which a sphere, or a box seen from a direction, just fills the view. */
function fittingDistance({ middle, radius_m, box }: Sphere, direction: Vector3, tanUp: number, tanAcross: number): number {
  if (!box) return Math.max(radius_m, 0.5) / Math.sin(Math.atan(Math.min(tanUp, tanAcross)));
  const right = new Vector3().crossVectors(Z_UP, direction).normalize();
  const up = new Vector3().crossVectors(direction, right);
  let most = 0;
  for (let corner = 0; corner < 8; corner++) {
    const point = new Vector3(
      (corner & 1 ? box.high : box.low)[0] - middle[0],
      (corner & 2 ? box.high : box.low)[1] - middle[1],
      (corner & 4 ? box.high : box.low)[2] - middle[2],
    );
    const near = point.dot(direction);
    most = Math.max(most, near + Math.abs(point.dot(right)) / tanAcross, near + Math.abs(point.dot(up)) / tanUp);
  }
  return most;
}

export interface RigHandle {
  /** Turns around the target [rad]. */
  rotate(left: number, up: number): void;
  /** Moves sideways, in parts of the view's height. */
  pan(right: number, up: number): void;
  /** Comes nearer (below 1) or goes away. */
  dolly(factor: number): void;
  /** Shows all of a sphere; keeps the direction unless told to take the usual one. */
  show(sphere: Sphere, usualDirection?: boolean): void;
}

export interface CameraNews {
  /** Direction of looking, clockwise from north [deg]. */
  readonly heading_deg: number;
  /** At the target's distance. */
  readonly metresPerPixel: number;
}

interface RigProps {
  readonly handle: RefObject<RigHandle | null>;
  readonly home: Sphere;
  /** What is drawn now, lifted storeys included: as it grows the view goes back with it. */
  readonly content: Sphere;
  readonly stillMotion: boolean;
  readonly onCamera: (news: CameraNews) => void;
}

/** From the south-east, a little above. */
const USUAL_DIRECTION = new Vector3(0.62, -0.78, 0.5).normalize();
const MOVE_ms = 220;
/** Room around what is shown. */
const FIT_MARGIN = 1.18;
const Z_UP = new Vector3(0, 0, 1);

interface Move {
  readonly fromPosition: Vector3;
  readonly toPosition: Vector3;
  readonly fromTarget: Vector3;
  readonly toTarget: Vector3;
  start_ms: number | null;
}

export function CameraRig({ handle, home, content, stillMotion, onCamera }: RigProps) {
  const { camera, gl, size, invalidate } = useThree();
  const move = useRef<Move | null>(null);
  const kept = useRef<Sphere | null>(null);
  const news = useRef(onCamera);
  news.current = onCamera;

  const controls = useMemo(() => {
    camera.up.copy(Z_UP);
    return new OrbitControls(camera);
  }, [camera]);

  useEffect(() => {
    controls.connect(gl.domElement);
    controls.enableDamping = !stillMotion;
    controls.dampingFactor = 0.12;
    controls.maxPolarAngle = Math.PI * 0.55;
    controls.zoomToCursor = true;
    const changed = (): void => invalidate();
    controls.addEventListener('change', changed);
    return () => {
      controls.removeEventListener('change', changed);
      controls.dispose();
    };
  }, [controls, gl, invalidate, stillMotion]);

  const show = useCallback(
    (sphere: Sphere, usualDirection = false) => {
      if (!(camera instanceof PerspectiveCamera)) return;
      const tanUp = Math.tan(((camera.fov / 2) * Math.PI) / 180);
      const tanAcross = (tanUp * size.width) / Math.max(1, size.height);
      const target = new Vector3(...sphere.middle);
      const direction = usualDirection ? USUAL_DIRECTION.clone() : camera.position.clone().sub(controls.target).normalize();
      const distance = FIT_MARGIN * fittingDistance(sphere, direction, tanUp, tanAcross);
      const position = target.clone().addScaledVector(direction, distance);
      if (usualDirection || stillMotion) {
        move.current = null;
        camera.position.copy(position);
        controls.target.copy(target);
        controls.update();
      } else {
        move.current = {
          fromPosition: camera.position.clone(),
          toPosition: position,
          fromTarget: controls.target.clone(),
          toTarget: target,
          start_ms: null,
        };
      }
      invalidate();
    },
    [camera, controls, size.width, size.height, stillMotion, invalidate],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new building is shown from the usual side; another size or lifted storeys keep the person's view.
  useEffect(() => {
    if (camera instanceof PerspectiveCamera) {
      camera.near = Math.max(0.1, home.radius_m / 50);
      camera.far = home.radius_m * 60 + 200;
      camera.updateProjectionMatrix();
      controls.minDistance = Math.max(0.5, home.radius_m * 0.1);
      controls.maxDistance = home.radius_m * 14;
    }
    show(home, true);
    kept.current = home;
  }, [home.middle, controls]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the numbers tell the same content from another.
  useEffect(() => {
    const before = kept.current;
    kept.current = content;
    if (!before || before.radius_m === content.radius_m) return;
    const offset = camera.position.clone().sub(controls.target);
    controls.target.z += content.middle[2] - before.middle[2];
    camera.position.copy(controls.target).addScaledVector(offset, content.radius_m / before.radius_m);
    controls.update();
    invalidate();
  }, [content.radius_m, content.middle[2], controls]);

  useImperativeHandle(handle, () => {
    const offset = new Vector3();
    const spherical = new Spherical();
    const settle = (): void => {
      move.current = null;
      controls.update();
      invalidate();
    };
    return {
      show,
      rotate(left, up) {
        offset.copy(camera.position).sub(controls.target);
        // Spherical has y up.
        spherical.setFromCartesianCoords(offset.x, offset.z, -offset.y);
        spherical.theta -= left;
        spherical.phi = Math.min(controls.maxPolarAngle, Math.max(0.02, spherical.phi - up));
        offset.setFromSpherical(spherical);
        camera.position.set(offset.x, -offset.z, offset.y).add(controls.target);
        settle();
      },
      pan(right, up) {
        if (!(camera instanceof PerspectiveCamera)) return;
        const height = 2 * camera.position.distanceTo(controls.target) * Math.tan((camera.fov * Math.PI) / 360);
        const sideways = new Vector3().setFromMatrixColumn(camera.matrix, 0).multiplyScalar(right * height);
        const upwards = new Vector3().setFromMatrixColumn(camera.matrix, 1).multiplyScalar(up * height);
        sideways.add(upwards);
        camera.position.add(sideways);
        controls.target.add(sideways);
        settle();
      },
      dolly(factor) {
        offset.copy(camera.position).sub(controls.target);
        offset.setLength(Math.min(controls.maxDistance, Math.max(controls.minDistance, offset.length() * factor)));
        camera.position.copy(controls.target).add(offset);
        settle();
      },
    };
  }, [camera, controls, show, invalidate]);

  useFrame(() => {
    const going = move.current;
    if (going) {
      going.start_ms ??= performance.now();
      const t = Math.min(1, (performance.now() - going.start_ms) / MOVE_ms);
      const eased = 1 - (1 - t) ** 3;
      camera.position.lerpVectors(going.fromPosition, going.toPosition, eased);
      controls.target.lerpVectors(going.fromTarget, going.toTarget, eased);
      if (t === 1) move.current = null;
      invalidate();
    }
    controls.update();
    if (!(camera instanceof PerspectiveCamera)) return;
    const look = controls.target.clone().sub(camera.position);
    news.current({
      heading_deg: (Math.atan2(look.x, look.y) * 180) / Math.PI,
      metresPerPixel: (2 * look.length() * Math.tan((camera.fov * Math.PI) / 360)) / Math.max(1, size.height),
    });
  });
  return null;
}
