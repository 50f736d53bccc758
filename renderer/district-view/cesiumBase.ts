/** Where Cesium finds its workers and small data files. Imported before anything of Cesium. */
declare global {
  interface Window {
    CESIUM_BASE_URL?: string;
  }
}

window.CESIUM_BASE_URL = new URL('/cesium/', window.location.href).href;

export {};
