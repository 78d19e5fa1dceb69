import path from 'node:path'
import { constants } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, normalizePath, type Rolldown } from 'vite'
import { compression, defineAlgorithm } from 'vite-plugin-compression2'
import { doors } from './client/doors.ts'
import { doorFiles } from './scripts/build/door-files.ts'

const main = normalizePath(path.resolve(import.meta.dirname, 'client/main.tsx'))
const api = process.env.API ?? 'http://127.0.0.1:8080'

/** Modules of this project, and two small libraries that would be files of their own. */
const ours = /\/(client|domain)\/|@turf\/(helpers|meta)\//

let first: Set<string> | undefined

/** Modules that are run before the page of a door has been fetched, but for the one that waits for it: no page may import that. */
function runFirst(modules: Rolldown.ChunkingContext): ReadonlySet<string> {
  if (first) return first
  first = new Set([main])
  for (const id of first) for (const imported of modules.getModuleInfo(id)?.importedIds ?? []) first.add(imported)
  first.delete(main)
  return first
}

/** The client: client/ is built to dist/client. `API` names the server that `vite` passes requests on to while developing. */
export default defineConfig({
  root: path.resolve(import.meta.dirname, 'client'),
  plugins: [
    react(),
    doorFiles(doors),
    // once at the build, not once a visitor; 9 is within 2 % of the 11 that takes six times as long
    compression({
      include: /\.(js|css|svg)$/,
      algorithms: [defineAlgorithm('brotliCompress', { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } })],
    }),
  ],
  build: {
    outDir: path.resolve(import.meta.dirname, 'dist/client'),
    emptyOutDir: true,
    target: 'es2022',
    // fonts and icons stay files: the content security policy and the cache like them better
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1300,
    rolldownOptions: {
      input: {
        index: path.resolve(import.meta.dirname, 'client/index.html'),
        'service-worker': path.resolve(import.meta.dirname, 'client/service-worker.ts'),
      },
      output: {
        // a service worker is asked for by one name for ever
        entryFileNames: (chunk) => (chunk.name === 'service-worker' ? 'service-worker.js' : 'assets/[name]-[hash].js'),
        // big libraries apart from our code: they stay in the browser's cache from build to build, and lazy ones stay lazy
        codeSplitting: {
          groups: [
            // before deck.gl, which would take the loader of lazy chunks along and then be loaded by every page
            {
              name: 'react',
              priority: 2,
              test: /vite\/preload-helper|node_modules\/(react|react-dom|scheduler|i18next|react-i18next|zustand|zod)\//,
            },
            // what the page of every door runs, in one file instead of thirty
            { name: (id, modules) => (runFirst(modules).has(id) ? 'shell' : null), test: ours },
            // the rest of what many pages are built of; the folders of the heat, acts, photos and the wall come when they are asked for
            { name: 'parts', test: /\/client\/ui\/(?!heat\/(\w+\/|outline\.layer)|act\/|photos\/|wall\/)/ },
            {
              name: 'wall',
              test: /\/(client\/ui\/(wall\/|heat\/export\/picture-marks)|domain\/(wall\/viewing|contract\/(wall|figure|replay|health)))/,
            },
            { name: 'maplibre', priority: 1, test: /node_modules\/maplibre-gl\// },
            {
              name: 'deck',
              priority: 1,
              test: /node_modules\/(@deck\.gl|@luma\.gl|@math\.gl|@probe\.gl|@loaders\.gl|mjolnir\.js)\//,
            },
          ],
        },
      },
    },
  },
  worker: { format: 'es' },
  // the host stays the page's own: the server refuses what another site sends
  server: { proxy: { '/api': { target: api, changeOrigin: false }, '/tiles': api } },
})
