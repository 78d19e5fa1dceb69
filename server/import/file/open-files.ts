import type { FileContent, FileLayer } from '#domain/import/file-content.ts'
import { type ReadFileOptions, readFile } from './read-file.ts'
import { UnreadableFile } from './unreadable-file.ts'

/** Files that several sources of one import read from, the last one kept open: an extract is then read once. */
export class OpenFiles {
  private last: { key: string; content: FileContent } | null = null

  async open(
    path: string,
    { name, ...options }: ReadFileOptions & { name?: string | undefined },
  ): Promise<FileContent> {
    const key = JSON.stringify([path, name, options.format, options.coordinates, options.withoutPlaces])
    if (this.last?.key === key) return this.last.content
    await this.close()
    const content = await readFile(path, name, options)
    this.last = { key, content }
    return content
  }

  async close(): Promise<void> {
    const { last } = this
    this.last = null
    await last?.content.close()
  }
}

/** A layer by its name; without a name the only one. Throws `UnreadableFile` naming those that are there. */
export function layerOf({ layers }: FileContent, name: string | undefined, file: string): FileLayer {
  const found = name === undefined ? layers[0] : layers.find((layer) => layer.name === name)
  const names = layers.map((layer) => layer.name).join(', ') || 'none'
  if (found === undefined)
    throw new UnreadableFile(`${file}: no object ${JSON.stringify(name)} in it; it has ${names}`, 'no-layer', name)
  if (name === undefined && layers.length > 1)
    throw new UnreadableFile(`${file}: which of its layers? "object" names one of ${names}`, 'no-layer', names)
  return found
}
