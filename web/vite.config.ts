import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { documentsAsText } from './documentsAsText.ts';

// During `npm run dev` everything that is not the front end goes to a running hub.
const hub = process.env.HUB_URL ?? 'http://127.0.0.1:8080';
const toHub = Object.fromEntries(['/graphql', '/auth', '/imports', '/dev'].map((path) => [path, { target: hub, ws: true }]));

export default defineConfig({
  plugins: [react(), documentsAsText()],
  // The server puts a fresh value in its place; see embed.go.
  html: { cspNonce: 'CSP_NONCE' },
  build: {
    manifest: true,
    // Small files as data: addresses would need a wider content policy.
    assetsInlineLimit: 0,
    target: 'baseline-widely-available',
  },
  server: { proxy: toHub },
});
