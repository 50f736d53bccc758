import { cpSync, createReadStream, existsSync, statSync } from 'node:fs';
import { dirname, extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const root = dirname(fileURLToPath(import.meta.url));

const MIME: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.jpg': 'image/jpeg',
  '.png': 'image/png',
  '.xml': 'application/xml',
  '.wasm': 'application/wasm',
};

/**
 * Serves what Cesium fetches at run time under /cesium, and copies it into the build.
 * Only workers, decoders and the small offline data are taken; the bundle itself comes from `@cesium/engine`.
 */
function cesiumAssets(): Plugin {
  const from = join(root, 'node_modules/cesium/Build/Cesium');
  const folders = ['Workers', 'ThirdParty', 'Assets/IAU2006_XYS', 'Assets/Textures/NaturalEarthII'];
  const files = ['Assets/approximateTerrainHeights.json'];
  const served = (path: string): boolean => files.includes(path) || folders.some((folder) => path.startsWith(`${folder}/`));
  return {
    name: 'commonwatt-cesium-assets',
    configureServer(server) {
      server.middlewares.use('/cesium', (request, response, next) => {
        const path = normalize(decodeURIComponent((request.url ?? '/').split('?')[0] ?? '/'))
          .split(sep)
          .join('/')
          .replace(/^\/+/, '');
        const file = join(from, path);
        if (!served(path) || !existsSync(file) || !statSync(file).isFile()) return next();
        response.setHeader('Content-Type', MIME[extname(file)] ?? 'application/octet-stream');
        createReadStream(file).pipe(response);
      });
    },
    writeBundle(options) {
      for (const path of [...folders, ...files])
        cpSync(join(from, path), join(options.dir ?? 'dist/renderer', 'cesium', path), { recursive: true });
    },
  };
}

export default defineConfig({
  root: join(root, 'renderer'),
  base: '/',
  plugins: [react(), cesiumAssets()],
  worker: { format: 'es' },
  server: { fs: { allow: [root] } },
  build: {
    outDir: join(root, 'dist/renderer'),
    emptyOutDir: true,
    target: 'es2023',
    // Cesium alone is about 4 MB; it loads on its own, after the first paint.
    chunkSizeWarningLimit: 4500,
  },
});
