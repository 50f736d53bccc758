// Bundles Electron's main and preload to dist/electron, as CommonJS: a sandboxed preload can be nothing else.
import { build } from 'vite';

for (const [name, entry] of [
  ['main', 'electron/main/main.ts'],
  ['preload', 'electron/preload/preload.ts'],
]) {
  await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    ssr: { noExternal: true },
    build: {
      ssr: entry,
      outDir: 'dist/electron',
      emptyOutDir: false,
      target: 'node24',
      minify: false,
      rolldownOptions: {
        external: ['electron', /^node:/],
        output: { format: 'cjs', entryFileNames: `${name}.cjs`, codeSplitting: false },
      },
    },
  });
}
