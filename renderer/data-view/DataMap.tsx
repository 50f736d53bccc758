/** The data view as React sees it: one map, everything it shows given as props. */
import type { Layer, PickingInfo } from '@deck.gl/core';
import { type JSX, useEffect, useMemo, useRef, useState } from 'react';
import 'maplibre-gl/dist/maplibre-gl.css';
import { buildingLayer, contextLayers, contextParts, markLayer, type Outline, outlinesOf } from './baseLayers.ts';
import { DataScene, type MapBounds } from './DataScene.ts';
import type { DataMapProps, MapHint } from './dataContract.ts';
import {
  areaData,
  type Caption,
  captionLayer,
  flowLayers,
  heatLayer,
  hexLayer,
  type LinePiece,
  lineLayers,
  piecesOf,
  streetCaptions,
} from './dataLayers.ts';
import './dataView.css';
import type { HexBin } from './hexBins.ts';
import { localPlaces } from './localPlaces.ts';
import { MAP_COLOURS } from './mapColours.ts';
import { useMovement } from './useMovement.ts';

/** More captions than this cover each other. */
const MOST_CAPTIONS = 12;

function boundsOf(positions_deg: Float64Array): MapBounds {
  let [west, south, east, north] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < positions_deg.length; i += 2) {
    west = Math.min(west, positions_deg[i]!);
    east = Math.max(east, positions_deg[i]!);
    south = Math.min(south, positions_deg[i + 1]!);
    north = Math.max(north, positions_deg[i + 1]!);
  }
  return [west, south, east, north];
}

/** What the pointer is on, in words of the model. */
function hintOf({ layer, object }: PickingInfo, props: DataMapProps): MapHint | null {
  if (!layer || object === undefined || object === null) return null;
  switch (layer.id) {
    case 'buildings':
      return { kind: 'building', building: (object as Outline).building };
    case 'flows':
      return { kind: 'flow', ...(object as { readonly from: number; readonly to: number; readonly power_W: number }) };
    case 'lines': {
      const { node, power_W, loading } = object as LinePiece;
      return { kind: 'line', line: props.lines?.network.line[node] ?? -1, power_W, loading };
    }
    case 'hexagons': {
      const { sum, count } = object as HexBin;
      return { kind: 'hexagon', value: sum, count };
    }
    default:
      return null;
  }
}

interface Tip {
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

export function DataMap(props: DataMapProps): JSX.Element {
  const { origin, footprints, context, streets, streetNames, values, rgba, hexagons, mode, flows, lines, hour } = props;
  const { selection, hovered, camera, theme, labels, columns = false, reducedMotion = false } = props;
  const holder = useRef<HTMLDivElement>(null);
  const scene = useRef<DataScene | null>(null);
  const latest = useRef(props);
  latest.current = props;
  const [isReady, setReady] = useState(false);
  const [failure, setFailure] = useState(false);
  const [tip, setTip] = useState<Tip | null>(null);

  const outlines = useMemo(() => outlinesOf(footprints), [footprints]);
  const bounds = useMemo(() => boundsOf(footprints.positions_deg), [footprints]);
  const centres_m = useMemo(() => localPlaces(footprints.centres_deg, origin), [footprints, origin]);
  const parts = useMemo(() => contextParts(context), [context]);
  const pieces = useMemo(() => (lines ? piecesOf(lines) : []), [lines]);
  const area = useMemo(() => areaData(values, footprints.centres_deg), [values, footprints]);
  const movement = useMovement(mode === 'flows' ? hour : -1, reducedMotion);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the map is made once per district; later changes reach it by the effects below.
  useEffect(() => {
    const container = holder.current;
    if (!container) return;
    try {
      const made = new DataScene(container, MAP_COLOURS[theme].background, bounds, latest.current.covered, {
        onCamera: (moved) => latest.current.onCamera?.(moved),
        onClick: (info, additive) => {
          const hint = info && hintOf(info, latest.current);
          latest.current.onPick(hint?.kind === 'building' ? hint.building : null, additive);
        },
        onHover: (info) => {
          const hint = hintOf(info, latest.current);
          latest.current.onHover(hint?.kind === 'building' ? hint.building : null);
          scene.current?.setCursor(hint?.kind === 'building' ? 'pointer' : '');
          setTip(hint ? { x: info.x, y: info.y, text: latest.current.labels.hint(hint) } : null);
        },
        onReady: () => {
          setReady(true);
          latest.current.onReady?.();
        },
      });
      scene.current = made;
      if (latest.current.camera) made.setCamera(latest.current.camera);
    } catch {
      setFailure(true);
    }
    return () => {
      scene.current?.dispose();
      scene.current = null;
      setReady(false);
    };
  }, [bounds]);

  useEffect(() => {
    if (camera) scene.current?.setCamera(camera);
    // Asked for home.
    else scene.current?.fit(bounds, latest.current.covered);
  }, [camera, bounds]);

  const base = useMemo(() => contextLayers(parts, streets ?? [], origin, theme), [parts, streets, origin, theme]);
  const buildings = useMemo(
    () => buildingLayer(outlines, rgba, theme, mode === 'flows' ? 'coloured' : 'plain'),
    [outlines, rgba, theme, mode],
  );
  const marks = useMemo(() => markLayer(outlines, selection, hovered, theme), [outlines, selection, hovered, theme]);
  const captions = useMemo(() => {
    const named = [...new Set(hovered === null ? selection : [...selection, hovered])].slice(0, MOST_CAPTIONS);
    const list: Caption[] = streetCaptions(streetNames ?? []);
    for (const building of named) {
      const at_m = [centres_m[2 * building]!, centres_m[2 * building + 1]!] as const;
      if (Number.isFinite(at_m[0])) list.push({ text: labels.building(building), at_m, look: 'building' });
    }
    if (mode === 'flows' && flows) list.push({ text: labels.grid, at_m: flows.grid_m, look: 'grid' });
    return list;
  }, [selection, hovered, streetNames, centres_m, labels, mode, flows]);

  const data = useMemo((): Layer[] => {
    if (mode === 'flows') return flows ? flowLayers(flows, centres_m, origin, theme, movement) : [];
    if (mode === 'loading') return lines ? lineLayers(lines, pieces, origin, theme) : [];
    if (mode === 'heat') return [heatLayer(area)];
    return hexagons ? [hexLayer(hexagons, origin, theme, columns)] : [];
  }, [mode, flows, lines, pieces, centres_m, origin, theme, movement, area, hexagons, columns]);

  useEffect(() => {
    if (!isReady) return;
    // A picture of no glyphs cannot be made.
    const words = captions.length > 0 ? [captionLayer(captions, origin, theme)] : [];
    scene.current?.setBackground(MAP_COLOURS[theme].background);
    scene.current?.setLayers([...base, buildings, ...data, marks, ...words]);
  }, [isReady, base, buildings, data, marks, captions, origin, theme]);

  if (failure) return <p className="data-view-failed">{labels.failed}</p>;
  return (
    <div className="data-view">
      <section ref={holder} className="data-map" aria-label={labels.map} />
      {tip && (
        <p className="data-tip" style={{ left: tip.x, top: tip.y }}>
          {tip.text}
        </p>
      )}
      {labels.attribution !== '' && <p className="data-attribution">{labels.attribution}</p>}
    </div>
  );
}
