// Three builds into out/: main (both shells and the reports' worker, ESM for Node 24 and Electron alike), the preload
// (CommonJS, as a sandboxed window needs it), and the renderer (one page for each screen).
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      rolldownOptions: {
        input: {
          browser: 'src/main/browser/main.ts',
          electron: 'src/main/electron/main.ts',
          'report-worker': 'src/main/reports/worker.ts',
        },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: 'src/main/electron/preload.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    // The pages are at /cashier/ and so on, their assets at /assets/, in both shells.
    base: '/',
    plugins: [react()],
    build: {
      outDir: 'out/renderer',
      rolldownOptions: {
        input: { cashier: 'src/renderer/cashier.html', customer: 'src/renderer/customer.html', manager: 'src/renderer/manager.html' },
      },
    },
  },
});
