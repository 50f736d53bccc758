/** Cesium's widget as the district view uses it: no default imagery, sky, credits or requests; frames only on change. */
import './cesiumBase.ts';
import '@cesium/engine/Source/Widget/CesiumWidget.css';
import {
  buildModuleUrl,
  CesiumWidget,
  Clock,
  Credit,
  CreditDisplay,
  Globe,
  ImageryLayer,
  JulianDate,
  type Scene,
  TileMapServiceImageryProvider,
} from '@cesium/engine';
import { detectGraphics, type Graphics } from './graphics.ts';
import { hourToDate } from './sunLight.ts';

const SHADOW_BIAS = { depthBias: 0.0006, polygonOffsetFactor: 2.5, polygonOffsetUnits: 8 };
/** Shift of a point along its normal before it asks for shadow, per metre of camera distance. */
const SHADOW_OFFSET = 0.0024;
/** The clock only places stars and moon, which are not drawn; one instant saves loading their tables. */
const CLOCK_HOUR = 4_500;

/** Cesium's own bias suits terrain tiles; on plane walls and roofs it leaves stripes, and there is no public way to it. */
function setShadowBias(scene: Scene, bias: object): void {
  const own: unknown = Reflect.get(scene.shadowMap, '_primitiveBias');
  if (typeof own === 'object' && own !== null) Object.assign(own, bias);
}

/** Fits shadows to what is in view. */
export function fitShadows(scene: Scene, enabled: boolean, distance_m: number): void {
  scene.shadowMap.enabled = enabled;
  scene.shadowMap.maximumDistance = Math.max(300, distance_m * 2.2);
  setShadowBias(scene, { normalOffsetScale: Math.max(0.2, distance_m * SHADOW_OFFSET) });
}

/**
 * A widget in an empty element.
 * @throws Error where WebGL2 is missing
 */
export function createWidget(container: HTMLElement): { readonly widget: CesiumWidget; readonly graphics: Graphics } {
  CreditDisplay.cesiumCredit = new Credit('CesiumJS', true);
  const globe = new Globe();
  globe.show = false;
  globe.showGroundAtmosphere = false;
  globe.showWaterEffect = false;
  const widget = new CesiumWidget(container, {
    clock: new Clock({ currentTime: JulianDate.fromDate(hourToDate(CLOCK_HOUR, 0)), shouldAnimate: false }),
    globe,
    baseLayer: false,
    skyBox: false,
    skyAtmosphere: false,
    scene3DOnly: true,
    requestRenderMode: true,
    maximumRenderTimeChange: Infinity,
    msaaSamples: 1,
    showRenderLoopErrors: false,
    shadows: false,
    orderIndependentTranslucency: false,
    blurActiveElementOnCanvasFocus: false,
    creditContainer: document.createElement('div'),
    contextOptions: { webgl: { alpha: false, powerPreference: 'high-performance' } },
  });
  const { scene, canvas } = widget;
  const graphics = detectGraphics(canvas);
  const { software } = graphics;
  widget.useBrowserRecommendedResolution = software;
  scene.msaaSamples = software ? 1 : 4;
  scene.postProcessStages.fxaa.enabled = software;
  scene.screenSpaceCameraController.enableInputs = false;
  scene.logarithmicDepthBuffer = false;
  scene.farToNearRatio = 20_000;
  scene.fog.enabled = false;
  scene.highDynamicRange = false;
  setShadowBias(scene, SHADOW_BIAS);
  scene.shadowMap.softShadows = true;
  scene.shadowMap.darkness = 0.62;
  scene.shadowMap.size = software ? 1024 : 2048;
  canvas.tabIndex = 0;
  canvas.setAttribute('role', 'application');
  canvas.style.touchAction = 'none';
  return { widget, graphics };
}

/** World imagery from the app's own files: a quiet globe. */
export function worldImagery(): ImageryLayer {
  const tiles = TileMapServiceImageryProvider.fromUrl(buildModuleUrl('Assets/Textures/NaturalEarthII'));
  return ImageryLayer.fromProviderAsync(tiles, { saturation: 0.35, brightness: 1.15 });
}
