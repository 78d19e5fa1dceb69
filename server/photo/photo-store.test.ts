import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { createPhotoStore } from './photo-store.ts'

const folder = await mkdtemp(path.join(tmpdir(), 'gridboard-store-'))
afterAll(() => rm(folder, { recursive: true }))

const name = '370699/ab/abcdefghij.jpg'
const bytes = Uint8Array.from({ length: 5_000 }, (_, at) => at % 251)

it('a folder keeps photos whole, replaces and removes them, and leaves nothing unfinished', async () => {
  const store = createPhotoStore({ photoDirectory: undefined, dataDirectory: folder, bucket: null })
  expect(await store.get(name)).toBeNull()
  await store.put(name, new Uint8Array([1, 2, 3]))
  await store.put(name, bytes)
  expect(new Uint8Array((await store.get(name)) ?? [])).toEqual(bytes)
  expect(await readdir(path.join(folder, 'photos/370699/ab'))).toEqual(['abcdefghij.jpg'])
  await store.remove(name)
  await store.remove(name)
  expect(await store.get(name)).toBeNull()
})

it('a bucket is asked with signed requests (a stand-in that keeps bytes and looks at signatures, no real S3)', async () => {
  const kept = new Map<string, Buffer>()
  const signatures: string[] = []
  let failures = 1
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    signatures.push(request.headers.authorization ?? '')
    const key = request.url ?? ''
    if (!key.startsWith('/county-photos/'))
      return response.writeHead(403).end('<Error><Code>AccessDenied</Code></Error>')
    if (request.method === 'PUT' && failures-- > 0)
      return response.writeHead(503).end('<Error><Code>SlowDown</Code></Error>')
    if (request.method === 'PUT') kept.set(key, Buffer.concat(parts))
    const found = kept.get(key)
    if (request.method === 'GET' && found === undefined) return response.writeHead(404).end('<Error/>')
    if (request.method === 'DELETE') kept.delete(key)
    response.writeHead(request.method === 'DELETE' ? 204 : 200).end(request.method === 'GET' ? found : '')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const bound = server.address()
  const endpoint = `http://127.0.0.1:${typeof bound === 'object' && bound ? bound.port : 0}/`
  const bucket = { endpoint, bucket: 'county-photos', accessKey: 'AKEY', secretKey: 'hidden', region: 'cn-north-1' }
  const of = (name: string) =>
    createPhotoStore({ photoDirectory: undefined, dataDirectory: '', bucket: { ...bucket, bucket: name } })
  const store = of('county-photos')
  expect(await store.get(name)).toBeNull()
  await store.put(name, bytes)
  expect(await store.get(name)).toEqual(bytes)
  expect([...kept.keys()]).toEqual([`/county-photos/${name}`])
  await store.remove(name)
  expect(kept.size).toBe(0)
  expect(signatures.length).toBe(5)
  for (const signature of signatures)
    expect(signature).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKEY\/\d{8}\/cn-north-1\/s3\/aws4_request, SignedHeaders=[\w;-]+, Signature=[0-9a-f]{64}$/,
    )
  await expect(of('another').put(name, bytes)).rejects.toThrow('HTTP 403')
  await new Promise((resolve) => server.close(resolve))
})
