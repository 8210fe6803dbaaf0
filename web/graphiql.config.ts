import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// GraphiQL is a page of its own, so that nobody else loads it. It is built after the front end, into the same folder.
export default defineConfig({
  root: 'graphiql',
  base: '/graphiql/',
  publicDir: false,
  plugins: [react()],
  build: {
    outDir: '../dist/graphiql',
    emptyOutDir: true,
    target: 'baseline-widely-available',
    chunkSizeWarningLimit: 4000,
  },
});
