import path from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const api = process.env.API ?? 'http://127.0.0.1:8080'

/** The client: client/ is built to dist/client. `API` names the server that `vite` passes requests on to while developing. */
export default defineConfig({
  root: path.resolve(import.meta.dirname, 'client'),
  plugins: [react()],
  build: {
    outDir: path.resolve(import.meta.dirname, 'dist/client'),
    emptyOutDir: true,
    target: 'es2022',
    // fonts and icons stay files: the content security policy and the cache like them better
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1300,
    rollupOptions: {
      output: {
        manualChunks: (id: string) => chunkOf(id),
      },
    },
  },
  worker: { format: 'es' },
  server: { proxy: { '/api': api, '/tiles': api } },
})

/** Big libraries apart from our code: they stay in the browser's cache from build to build, and lazy ones stay lazy. */
function chunkOf(id: string): string | undefined {
  if (!id.includes('node_modules')) return undefined
  if (/node_modules\/maplibre-gl\//.test(id)) return 'maplibre'
  if (/node_modules\/(@deck\.gl|@luma\.gl|@math\.gl|@probe\.gl|@loaders\.gl|mjolnir\.js)\//.test(id)) return 'deck'
  if (/node_modules\/(react|react-dom|scheduler|i18next|react-i18next|zustand|zod)\//.test(id)) return 'react'
  return undefined
}
