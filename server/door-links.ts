import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

/**
 * What the answer to each door's path names in its `Link` header: the files of the page behind it, so that the browser asks for
 * them beside those of every page, not after having run them. As the build wrote them in doors.json; none where it is absent.
 */
export function readDoorLinks(clientDirectory: string): ReadonlyMap<string, string> {
  const file = path.join(clientDirectory, 'doors.json')
  if (!existsSync(file)) return new Map()
  const doors: Record<string, string[]> = JSON.parse(readFileSync(file, 'utf8'))
  return new Map(Object.entries(doors).map(([address, files]) => [address, files.map(link).join(', ')]))
}

function link(file: string): string {
  return file.endsWith('.css') ? `<${file}>; rel=preload; as=style; crossorigin` : `<${file}>; rel=modulepreload`
}
