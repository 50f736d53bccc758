/** What is drawn of a building: storeys with their elements, zones, the cut, the ground and the light. */
import { useThree } from '@react-three/fiber';
import { type RefObject, useEffect, useImperativeHandle, useLayoutEffect, useMemo } from 'react';
import {
  BufferAttribute,
  BufferGeometry,
  type DirectionalLight,
  DoubleSide,
  LineBasicMaterial,
  LineLoop,
  type Material,
  Mesh,
  Object3D,
  type Plane,
  Raycaster,
  Vector2,
} from 'three';
import { LineMaterial } from 'three/addons/lines/LineMaterial.js';
import { LineSegments2 } from 'three/addons/lines/LineSegments2.js';
import { LineSegmentsGeometry } from 'three/addons/lines/LineSegmentsGeometry.js';
import type { BuildingModel } from '#models/district/buildingModel.ts';
import {
  type Box,
  type DrawnGroup,
  type DrawnModel,
  type DrawnPart,
  edgePositions,
  liftPerStorey_m,
  trianglePositions,
} from './drawnModel.ts';
import type { Theme } from './elementColours.ts';
import { gridMaterial, surfaceMaterial } from './materials.ts';
import { sectionFrame, sectionPlane } from './sectionPlane.ts';
import type { ViewTokens } from './viewTokens.ts';
import type { BuildingLook, SunPlace } from './viewTypes.ts';

export interface PickHandle {
  /** Id of the element or space at a place of the canvas (-1..1, up), null for none. */
  pick(x: number, y: number): string | null;
}

interface SceneProps {
  readonly model: BuildingModel;
  readonly drawn: DrawnModel;
  readonly look: BuildingLook;
  readonly selected: string | null;
  readonly hovered: string | null;
  readonly sun: SunPlace | null;
  readonly theme: Theme;
  readonly tokens: ViewTokens;
  readonly pickHandle: RefObject<PickHandle | null>;
  /** Counts repaints, so that a frame is drawn after each. */
  readonly painted: number;
}

const CUT_COLOURS: Readonly<Record<Theme, string>> = { light: '#4a525b', dark: '#20262d' };
const DEFAULT_SUN: SunPlace = { azimuth_deg: 215, altitude_deg: 42 };

function isShown(group: DrawnGroup, look: BuildingLook): boolean {
  return look.storey === null || (group.storey === look.storey && !(group.isRoof && look.storey !== null));
}

/** Box of the building as it stands now, lifted storeys included. */
function liftedBox({ box, groups }: DrawnModel, lift_m: number): Box {
  const most = groups.reduce((top, group) => Math.max(top, group.lift), 0);
  return { low: box.low, high: [box.high[0], box.high[1], box.high[2] + most * lift_m] };
}

function useDisposed<T extends { dispose(): void }>(make: () => T, inputs: readonly unknown[]): T {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the caller names the inputs.
  const made = useMemo(make, inputs);
  useEffect(() => () => made.dispose(), [made]);
  return made;
}

interface PartProps {
  readonly part: DrawnPart;
  readonly surface: Material;
  readonly lines: Material;
  readonly shadows: boolean;
  readonly order: number;
}

function Part({ part, surface, lines, shadows, order }: PartProps) {
  return (
    <>
      <mesh
        geometry={part.geometry}
        material={surface}
        castShadow={shadows && part.kind === 'solid'}
        receiveShadow={shadows}
        renderOrder={order}
        userData={{ part }}
        dispose={null}
      />
      <lineSegments geometry={part.edges} material={lines} renderOrder={order + 1} dispose={null} />
    </>
  );
}

function Light({
  sun,
  radius_m,
  middle,
  data,
  shadows,
}: {
  readonly sun: SunPlace | null;
  readonly radius_m: number;
  readonly middle: readonly [number, number, number];
  readonly data: boolean;
  readonly shadows: boolean;
}) {
  const place = sun ?? DEFAULT_SUN;
  const night = place.altitude_deg <= 0;
  const altitude = (Math.max(8, night ? 60 : place.altitude_deg) * Math.PI) / 180;
  const azimuth = (place.azimuth_deg * Math.PI) / 180;
  const far = radius_m * 4;
  const target = useMemo(() => new Object3D(), []);
  useLayoutEffect(() => {
    target.position.set(...middle);
    target.updateMatrixWorld();
  }, [target, middle]);
  const reach = radius_m * 1.3;
  const strength = data ? 0.9 : night ? 0.6 : 2.1;
  const ambient = data ? 2.3 : night ? 1.7 : 1.9;
  return (
    <>
      <hemisphereLight args={['#ffffff', '#d9d6cf', ambient]} position={[0, 0, 1]} />
      <directionalLight
        key={`${radius_m}`}
        color={night ? '#c3d2ea' : '#fff8ec'}
        intensity={strength}
        target={target}
        position={[
          middle[0] + far * Math.sin(azimuth) * Math.cos(altitude),
          middle[1] + far * Math.cos(azimuth) * Math.cos(altitude),
          middle[2] + far * Math.sin(altitude),
        ]}
        castShadow={shadows && !night}
        shadow-mapSize={[2048, 2048]}
        shadow-normalBias={0.07}
        shadow-bias={-0.0008}
        onUpdate={(light: DirectionalLight) => {
          const { camera } = light.shadow;
          camera.left = camera.bottom = -reach;
          camera.right = camera.top = reach;
          camera.near = far - reach * 2;
          camera.far = far + reach * 2;
          camera.updateProjectionMatrix();
        }}
      />
      <primitive object={target} />
    </>
  );
}

function Ground({
  radius_m,
  level_m,
  middle,
  tokens,
  theme,
  shadows,
}: {
  readonly radius_m: number;
  readonly level_m: number;
  readonly middle: readonly [number, number, number];
  readonly tokens: ViewTokens;
  readonly theme: Theme;
  readonly shadows: boolean;
}) {
  const reach = Math.max(14, radius_m * 3.2);
  const grid = useDisposed(() => gridMaterial(tokens.border, reach), [tokens.border, reach]);
  return (
    <group position={[middle[0], middle[1], level_m - 0.03]}>
      <mesh material={grid} renderOrder={-2}>
        <circleGeometry args={[reach, 64]} />
      </mesh>
      {shadows && (
        <mesh receiveShadow renderOrder={-1} position={[0, 0, 0.005]}>
          <circleGeometry args={[reach, 64]} />
          <shadowMaterial transparent opacity={theme === 'light' ? 0.2 : 0.42} depthWrite={false} />
        </mesh>
      )}
    </group>
  );
}

/** Thick lines around one element or space, faint where others hide it. */
function Outline({
  positions,
  colour,
  width,
  planes,
}: {
  readonly positions: Float32Array;
  readonly colour: string;
  readonly width: number;
  readonly planes: readonly Plane[];
}) {
  const made = useMemo(() => {
    const geometry = new LineSegmentsGeometry();
    geometry.setPositions(edgePositions(positions));
    const line = (opacity: number, depthTest: boolean, order: number): LineSegments2 => {
      const material = new LineMaterial({ color: colour, linewidth: width, transparent: true, opacity, depthTest, depthWrite: false });
      material.clippingPlanes = [...planes];
      const drawn = new LineSegments2(geometry, material);
      drawn.renderOrder = order;
      return drawn;
    };
    return { geometry, lines: [line(0.35, false, 20), line(1, true, 21)] };
  }, [positions, colour, width, planes]);
  useEffect(
    () => () => {
      made.geometry.dispose();
      for (const { material } of made.lines) material.dispose();
    },
    [made],
  );
  return made.lines.map((line) => <primitive key={line.uuid} object={line} dispose={null} />);
}

function useOutlined(
  model: BuildingModel,
  id: string | null,
): { readonly positions: Float32Array; readonly storey: number; readonly isRoof: boolean } | null {
  return useMemo(() => {
    if (id === null) return null;
    const element = model.elements.find((candidate) => candidate.id === id);
    const found = element ?? model.spaces.find((candidate) => candidate.id === id);
    if (!found || found.triangleCount === 0) return null;
    return { positions: trianglePositions(model, found), storey: found.storey, isRoof: element?.kind === 'roof' };
  }, [model, id]);
}

function SectionFrame({ plane, box, colour }: { readonly plane: Plane; readonly box: Box; readonly colour: string }) {
  const made = useMemo(() => {
    const corners = sectionFrame(plane, box, 0.6);
    const geometry = new BufferGeometry();
    geometry.setAttribute('position', new BufferAttribute(corners, 3));
    geometry.setIndex([0, 1, 2, 0, 2, 3]);
    return { geometry, loop: new LineLoop(geometry.clone().setIndex([0, 1, 2, 3]), new LineBasicMaterial({ color: colour })) };
  }, [plane, box, colour]);
  useEffect(
    () => () => {
      made.geometry.dispose();
      made.loop.geometry.dispose();
      made.loop.material.dispose();
    },
    [made],
  );
  return (
    <>
      <mesh geometry={made.geometry} renderOrder={18} dispose={null}>
        <meshBasicMaterial color={colour} transparent opacity={0.06} side={DoubleSide} depthWrite={false} />
      </mesh>
      <primitive object={made.loop} dispose={null} />
    </>
  );
}

export function BuildingScene({ model, drawn, look, selected, hovered, sun, theme, tokens, pickHandle, painted }: SceneProps) {
  const { scene, camera, invalidate } = useThree();
  const lift_m = liftPerStorey_m(model, drawn, look.explode);
  const box = useMemo(() => liftedBox(drawn, lift_m), [drawn, lift_m]);
  const plane = useMemo(() => (look.section ? sectionPlane(look.section, box) : null), [look.section, box]);
  const planes = useMemo(() => (plane ? [plane] : []), [plane]);
  const data = look.colourBy !== 'kind';
  const shadows = !data && !look.showSpaces;
  const cut = plane && model.origin === 'ifc' ? CUT_COLOURS[theme] : null;

  const solid = useDisposed(
    () => surfaceMaterial({ opacity: look.showSpaces ? 0.08 : 1, cut: look.showSpaces ? null : cut, planes, glossy: false }),
    [look.showSpaces, cut, planes],
  );
  const glass = useDisposed(
    () => surfaceMaterial({ opacity: look.showSpaces ? 0.08 : data ? 1 : 0.5, cut: null, planes, glossy: !data }),
    [look.showSpaces, data, planes],
  );
  const space = useDisposed(() => surfaceMaterial({ opacity: data ? 0.92 : 0.4, cut: null, planes, glossy: false }), [data, planes]);
  // On a dark page dark lines would vanish where nothing is drawn behind them.
  const lineColour = theme === 'light' ? '#3c444d' : look.showSpaces ? '#c3ccd6' : '#0b0e11';
  const lines = useDisposed(
    () =>
      new LineBasicMaterial({
        color: lineColour,
        transparent: true,
        opacity: look.showSpaces ? 0.22 : theme === 'light' ? 0.62 : 0.8,
        clippingPlanes: planes,
      }),
    [lineColour, look.showSpaces, theme, planes],
  );

  useImperativeHandle(pickHandle, () => {
    const raycaster = new Raycaster();
    return {
      pick(x, y) {
        raycaster.setFromCamera(new Vector2(x, y), camera);
        const meshes: Mesh[] = [];
        scene.traverseVisible((object) => {
          if (object instanceof Mesh && object.userData.part) meshes.push(object);
        });
        for (const hit of raycaster.intersectObjects(meshes, false)) {
          if (plane && plane.distanceToPoint(hit.point) < 0) continue;
          const part: DrawnPart = hit.object.userData.part;
          if (look.showSpaces !== (part.kind === 'space')) continue;
          const owner = part.owner[hit.faceIndex ?? -1];
          if (owner === undefined) continue;
          return (part.kind === 'space' ? model.spaces[owner]?.id : model.elements[owner]?.id) ?? null;
        }
        return null;
      },
    };
  }, [scene, camera, plane, look.showSpaces, model]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a repaint changes only buffers, which React does not see.
  useEffect(() => invalidate(), [painted, invalidate]);

  const liftOf = (storey: number, isRoof: boolean): number =>
    lift_m * (drawn.groups.find((g) => g.storey === storey && g.isRoof === isRoof)?.lift ?? Math.max(0, storey));
  const chosen = useOutlined(model, selected);
  const pointed = useOutlined(model, hovered === selected ? null : hovered);
  return (
    <>
      <Light sun={sun} radius_m={drawn.radius_m * (1 + look.explode)} middle={drawn.middle} data={data} shadows={shadows} />
      <Ground radius_m={drawn.radius_m} level_m={drawn.box.low[2]} middle={drawn.middle} tokens={tokens} theme={theme} shadows={shadows} />
      {drawn.groups.map((group) => (
        <group key={`${group.storey} ${group.isRoof}`} position={[0, 0, group.lift * lift_m]} visible={isShown(group, look)}>
          {group.parts.map((part) => {
            if (part.kind === 'space')
              return look.showSpaces && <Part key="space" part={part} surface={space} lines={lines} shadows={false} order={4} />;
            if (part.kind === 'glass')
              return look.showWindows && <Part key="glass" part={part} surface={glass} lines={lines} shadows={false} order={6} />;
            return <Part key="solid" part={part} surface={solid} lines={lines} shadows={shadows} order={look.showSpaces ? 8 : 0} />;
          })}
        </group>
      ))}
      {plane && look.section && <SectionFrame plane={plane} box={box} colour={tokens.accent} />}
      {pointed && (
        <group position={[0, 0, liftOf(pointed.storey, pointed.isRoof)]}>
          <Outline positions={pointed.positions} colour={tokens.mutedText} width={1.6} planes={planes} />
        </group>
      )}
      {chosen && (
        <group position={[0, 0, liftOf(chosen.storey, chosen.isRoof)]}>
          <Outline positions={chosen.positions} colour={tokens.accent} width={3} planes={planes} />
        </group>
      )}
    </>
  );
}
