import { mkdtemp, rm } from 'node:fs/promises'
import { request as ask, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import S3rver from '@20minutes/s3rver'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPhotoStore } from './photo-store.ts'
import type { Bucket } from './s3-store.ts'

const name = '370699/ab/abcdefghij.jpg'
const bytes = Uint8Array.from({ length: 300_000 }, (_, at) => (at * 7) % 251)

describe('photos in a bucket of a server that verifies signatures', () => {
  let folder: string
  let server: S3rver
  let endpoint: string
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'gridboard-bucket-'))
    server = new S3rver({
      address: '127.0.0.1',
      port: 0,
      silent: true,
      directory: folder,
      configureBuckets: [{ name: 'county-photos' }],
    })
    endpoint = `http://127.0.0.1:${(await server.run()).port}/`
  })
  afterAll(async () => {
    await server.close()
    await rm(folder, { recursive: true })
  })

  const storeOf = (other: Partial<Bucket> = {}) =>
    createPhotoStore({
      photoDirectory: undefined,
      dataDirectory: '',
      bucket: {
        endpoint,
        bucket: 'county-photos',
        accessKey: 'S3RVER',
        secretKey: 'S3RVER',
        region: 'cn-north-1',
        ...other,
      },
    })

  it('are kept whole, replaced and removed, and nothing is there where nothing was put', async () => {
    const store = storeOf()
    expect(await store.get(name)).toBeNull()
    await store.put(name, new Uint8Array([1, 2, 3]))
    await store.put(name, bytes)
    expect(await store.get(name)).toEqual(bytes)
    await store.remove(name)
    await store.remove(name)
    expect(await store.get(name)).toBeNull()
  })

  it('are refused with the bucket and the status where the secret is wrong, the key unknown, or there is no bucket', async () => {
    await storeOf().put(name, bytes)
    await expect(storeOf({ secretKey: 'guessed' }).put(name, bytes)).rejects.toThrow('county-photos')
    await expect(storeOf({ secretKey: 'guessed' }).get(name)).rejects.toThrow('HTTP 403')
    await expect(storeOf({ accessKey: 'NOBODY' }).remove(name)).rejects.toThrow('HTTP 403')
    await expect(storeOf({ bucket: 'another' }).put(name, bytes)).rejects.toThrow('there is no bucket another')
    expect(await storeOf().get(name)).toEqual(bytes)
  })

  it('are sent again, signed anew, to a server that asks to slow down', async () => {
    let refusals = 2
    const busy = createServer((request, response) => {
      if (refusals-- > 0) return response.writeHead(503).end('<Error><Code>SlowDown</Code></Error>')
      const passed = ask(`${endpoint.slice(0, -1)}${request.url}`, { method: request.method, headers: request.headers })
      passed.on('response', (answer) => answer.pipe(response.writeHead(answer.statusCode ?? 502, answer.headers)))
      request.pipe(passed)
    })
    await new Promise<void>((resolve) => busy.listen(0, '127.0.0.1', resolve))
    const { port } = busy.address() as AddressInfo
    const store = storeOf({ endpoint: `http://127.0.0.1:${port}` })
    await store.put('370699/ab/second.jpg', bytes)
    expect(await storeOf().get('370699/ab/second.jpg')).toEqual(bytes)
    expect(refusals).toBeLessThan(0)
    busy.closeAllConnections()
    await new Promise((resolve) => busy.close(resolve))
  })
})
