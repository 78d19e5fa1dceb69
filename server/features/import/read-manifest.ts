import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { type Manifest, manifest } from '#domain/contract/manifest.ts'
import { UnreadableFile } from '#server/import/file/unreadable-file.ts'

/** Reads and checks a manifest; throws UnreadableFile naming the field and what was expected. */
export async function readManifest(file: string): Promise<{ manifest: Manifest; folder: string }> {
  let raw: unknown
  try {
    raw = JSON.parse(await readFile(file, 'utf8'))
  } catch (error) {
    const why =
      error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'there is no such file' : String(error)
    throw new UnreadableFile(`${file}: ${why}`)
  }
  const parsed = manifest.safeParse(raw)
  if (!parsed.success) {
    const told = parsed.error.issues
      .slice(0, 5)
      .map((issue) => `  ${issue.path.join('.') || '(root)'}: ${issue.message}`)
    throw new UnreadableFile(
      `${file}: the manifest is wrong\n${told.join('\n')}\nIts form is in data/manifests/manifest.schema.json.`,
    )
  }
  const names = parsed.data.sources.map((source) => source.name)
  const doubled = names.find((name, index) => names.indexOf(name) !== index)
  if (doubled !== undefined) throw new UnreadableFile(`${file}: two sources are named ${doubled}`)
  return { manifest: parsed.data, folder: path.resolve(path.dirname(file), parsed.data.folder) }
}
