import { zip } from 'fflate'
import { ApiError, addressOf } from '#client/api.ts'
import { problem } from '#domain/contract/common.ts'
import { type ImportFile, importFile, uploadImportFile } from '#domain/contract/import.ts'

/** Sends a file to be read; several (the parts of a shapefile) go as one archive. Throws ApiError. */
export async function sendFile(county: string, files: readonly File[]): Promise<ImportFile> {
  const [first] = files
  const body: Blob = files.length === 1 ? first! : new Blob([await packed(files)])
  const name = files.length === 1 ? first!.name : `${first!.name.replace(/\.[^.]+$/, '')}.zip`
  const response = await fetch(addressOf(uploadImportFile, { query: { county, name } }), {
    method: 'POST',
    headers: { 'Content-Type': 'application/octet-stream' },
    body,
  }).catch(() => {
    throw new ApiError('unreachable', 0)
  })
  const answer: unknown = await response.json().catch(() => null)
  if (response.ok) return importFile.parse(answer)
  const told = problem.safeParse(answer)
  throw new ApiError(told.data?.code ?? 'internal-error', response.status, told.data)
}

async function packed(files: readonly File[]): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Record<string, Uint8Array> = {}
  for (const file of files) parts[file.name] = new Uint8Array(await file.arrayBuffer())
  return new Promise((resolve, reject) => {
    zip(parts, { level: 0 }, (error, bytes) => (error ? reject(error) : resolve(bytes as Uint8Array<ArrayBuffer>)))
  })
}
