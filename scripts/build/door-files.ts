import { normalizePath, type Plugin, type Rolldown } from 'vite'
import type { Door } from '#client/doors.ts'

/**
 * Writes doors.json beside the built page: for each door's path the files of its page that the page of all doors does not name
 * itself, so that the server can name them to who asks for the path. Fails where a door has no page.
 */
export function doorFiles(doors: readonly Door[]): Plugin {
  let features = ''
  return {
    name: 'door-files',
    apply: 'build',
    configResolved({ root }) {
      features = `${normalizePath(root)}/features`
    },
    generateBundle(_, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
      const first = chunks.find((chunk) => chunk.isEntry && chunk.name === 'index')
      if (!first) this.error('the build has no page')
      const known = filesOf(first, bundle)
      const files = doors.map(({ path: address, page }) => {
        const chunk = chunks.find(({ facadeModuleId }) => facadeModuleId === `${features}/${page}.tsx`)
        if (!chunk) this.error(`the door ${address} has no page ${page}`)
        return [address, [...filesOf(chunk, bundle)].filter((file) => !known.has(file)).map((file) => `/${file}`)]
      })
      this.emitFile({ type: 'asset', fileName: 'doors.json', source: JSON.stringify(Object.fromEntries(files)) })
    },
  }
}

/** A chunk, all that it imports at once, and their style sheets. */
function filesOf(chunk: Rolldown.OutputChunk, bundle: Rolldown.OutputBundle, found = new Set<string>()): Set<string> {
  if (found.has(chunk.fileName)) return found
  found.add(chunk.fileName)
  for (const sheet of chunk.viteMetadata?.importedCss ?? []) found.add(sheet)
  for (const name of chunk.imports) {
    const imported = bundle[name]
    if (imported?.type === 'chunk') filesOf(imported, bundle, found)
  }
  return found
}
