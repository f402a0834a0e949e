// One build of three into out/: the pages (one for each screen), main (both shells and the reports' worker, for Node and
// Electron alike), and the preload (CommonJS, as a sandboxed window needs it). Libraries are built in, which halves the time
// main takes to load; the `dependencies` of package.json are not: they are native, load only when needed, or are no code.
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import packageJson from './package.json' with { type: 'json' };

const libraries = { noExternal: true as const, external: Object.keys(packageJson.dependencies) };
const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));
const out = (folder: string) => here(`out/${folder}`);
const source = (file: string) => here(`src/${file}`);

export default defineConfig({
  root: source('renderer'),
  // The pages are at /cashier/ and so on and their assets at /assets/, in both shells.
  base: '/',
  publicDir: false,
  plugins: [react()],
  builder: {},
  environments: {
    client: {
      build: {
        outDir: out('renderer'),
        emptyOutDir: true,
        // What knows light-dark() itself: imitated, a light paper on a dark screen would have the dark screen's ink.
        cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
        rolldownOptions: {
          input: { cashier: source('renderer/cashier.html'), customer: source('renderer/customer.html'), manager: source('renderer/manager.html') },
        },
      },
    },
    main: {
      consumer: 'server',
      resolve: libraries,
      // A library that was CommonJS asks where it is.
      define: { __dirname: 'import.meta.dirname' },
      build: {
        outDir: out('main'),
        emptyOutDir: true,
        target: 'node22',
        minify: false,
        rolldownOptions: {
          input: {
            browser: source('main/browser/main.ts'),
            electron: source('main/electron/main.ts'),
            'report-worker': source('main/reports/worker.ts'),
            'export-worker': source('main/accounting/export-worker.ts'),
            'pcsc-worker': source('hardware/card-reader/pcsc-worker.ts'),
            'files-worker': source('main/catalogue/files/files-worker.ts'),
          },
          output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
          external: ['electron'],
        },
      },
    },
    preload: {
      consumer: 'server',
      resolve: libraries,
      build: {
        outDir: out('preload'),
        emptyOutDir: true,
        target: 'node22',
        minify: false,
        rolldownOptions: {
          input: { preload: source('main/electron/preload.ts') },
          output: { format: 'cjs', entryFileNames: '[name].cjs' },
          external: ['electron'],
        },
      },
    },
  },
});
