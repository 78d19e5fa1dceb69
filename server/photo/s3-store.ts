import { AwsClient } from 'aws4fetch'
import type { PhotoStore } from './photo-store.ts'

/** A bucket of an S3-compatible store (MinIO, Ceph, a cloud's own), addressed by path: `<endpoint>/<bucket>/<name>`. */
export interface Bucket {
  endpoint: string
  bucket: string
  accessKey: string
  secretKey: string
  region: string
}

const PATIENCE_MILLISECONDS = 20_000

/** Photos in a bucket; requests are signed with AWS Signature 4 and tried again twice. */
export function createS3Store({ endpoint, bucket, accessKey, secretKey, region }: Bucket): PhotoStore {
  const client = new AwsClient({
    accessKeyId: accessKey,
    secretAccessKey: secretKey,
    region,
    service: 's3',
    retries: 2,
  })

  async function ask(method: 'PUT' | 'GET' | 'DELETE', name: string, bytes?: Uint8Array): Promise<Response> {
    const response = await client.fetch(`${endpoint.replace(/\/+$/, '')}/${bucket}/${name}`, {
      method,
      signal: AbortSignal.timeout(PATIENCE_MILLISECONDS),
      ...(bytes === undefined ? {} : { body: new Uint8Array(bytes), headers: { 'Content-Type': 'image/jpeg' } }),
    })
    if (response.ok || response.status === 404) return response
    await response.body?.cancel()
    throw new Error(`${method} of a photo in the bucket ${bucket} of ${endpoint}: HTTP ${response.status}`)
  }

  return {
    async put(name, bytes) {
      const response = await ask('PUT', name, bytes)
      await response.body?.cancel()
      if (!response.ok) throw new Error(`there is no bucket ${bucket} at ${endpoint}`)
    },
    async get(name) {
      const response = await ask('GET', name)
      if (response.ok) return new Uint8Array(await response.arrayBuffer())
      await response.body?.cancel()
      return null
    },
    async remove(name) {
      await (await ask('DELETE', name)).body?.cancel()
    },
  }
}
