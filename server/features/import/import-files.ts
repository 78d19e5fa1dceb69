import { randomBytes } from 'node:crypto'
import { createWriteStream, rmSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { IMPORT_MOST_BYTES } from '#domain/contract/import.ts'
import { HttpProblem, notFound } from '#server/http.ts'

const KEPT_MILLISECONDS = 6 * 3_600_000
const MOST_FILES = 20

interface KeptFile {
  county: string
  name: string
  path: string
  bytes: number
  at: number
}

/** Files that were sent and wait to be imported: on disk, for six hours, at most twenty. */
export class ImportFiles {
  private folder: Promise<string> | null = null
  private readonly kept = new Map<string, KeptFile>()

  constructor(private readonly now: () => Date) {}

  /** Writes a body to disk as it comes. Throws 413 where it goes on beyond what a file may hold. */
  async keep(county: string, name: string, body: Readable): Promise<{ id: string; file: KeptFile }> {
    await this.dropOld()
    const id = randomBytes(18).toString('base64url')
    // the name in the folder is ours; what the file is called only tells its format
    const file = path.join(await this.place(), id)
    let bytes = 0
    const limit = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        bytes += chunk.length
        if (bytes > IMPORT_MOST_BYTES)
          done(
            new HttpProblem(
              413,
              'too-large',
              `The file is over ${IMPORT_MOST_BYTES / 1e9} GB: import it on the command line.`,
            ),
          )
        else done(null, chunk)
      },
    })
    try {
      await pipeline(body, limit, createWriteStream(file))
    } catch (error) {
      await rm(file, { force: true })
      throw error
    }
    const kept = { county, name: path.basename(name), path: file, bytes, at: this.now().getTime() }
    this.kept.set(id, kept)
    return { id, file: kept }
  }

  /** Throws 404 for a file of another county, or one that is gone. */
  get(county: string, id: string): KeptFile {
    const file = this.kept.get(id)
    if (file === undefined || file.county !== county)
      throw notFound('The file is no longer kept: send it again.', 'unknown-file', 'file')
    return file
  }

  async drop(id: string): Promise<void> {
    const file = this.kept.get(id)
    this.kept.delete(id)
    if (file) await rm(file.path, { force: true })
  }

  private place(): Promise<string> {
    this.folder ??= mkdtemp(path.join(tmpdir(), 'gridboard-import-files-')).then((folder) => {
      process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
      return folder
    })
    return this.folder
  }

  private async dropOld(): Promise<void> {
    const oldest = [...this.kept].sort(([, a], [, b]) => a.at - b.at)
    const before = this.now().getTime() - KEPT_MILLISECONDS
    for (const [index, [id, file]] of oldest.entries())
      if (file.at < before || index < oldest.length - MOST_FILES + 1) await this.drop(id)
  }
}
