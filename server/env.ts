import { z } from 'zod'
import type { ProviderSettings } from './account/identity-provider.ts'
import type { Bucket } from './photo/s3-store.ts'

const schema = z.object({
  DATABASE_URL: z.string().optional(),
  /** Folder of the embedded engine's files. */
  DATA_DIR: z.string().default('.data'),
  PORT: z.coerce.number().int().min(0).max(65535).optional(),
  HOST: z.string().default('127.0.0.1'),
  /** Where people reach this server, as codes on paper name it; else the address by which it was asked. */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  STATEMENT_TIMEOUT_SECONDS: z.coerce.number().positive().default(30),
  POOL_SIZE: z.coerce.number().int().min(1).max(100).default(8),
  /** 1: new issues and progress keep coming in demo counties. */
  LIVE: z.enum(['0', '1']).default('0'),
  /** Counties whose issues are held in memory for the heat take so much together, in MiB. */
  HEAT_MEMORY_MB: z.coerce.number().int().min(16).max(65_536).default(1_024),
  /** Folder of the photos; `<DATA_DIR>/photos` where none is named. */
  PHOTO_DIR: z.string().optional(),
  /** A bucket of an S3-compatible store takes the folder's place: all four, the region where the store asks for one. */
  S3_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,62}$/, 'a bucket has 2 to 63 lower-case letters, digits, dots and hyphens')
    .optional(),
  S3_ACCESS_KEY: z.string().optional(),
  S3_SECRET_KEY: z.string().optional(),
  S3_REGION: z.string().default('us-east-1'),
  /** An identity provider (OpenID Connect) that people may sign in by. */
  OIDC_ISSUER: z
    .url({ protocol: /^https?$/ })
    .refine(isSafe, 'the issuer is asked by https; only one on this machine may go without')
    .optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_CLAIM: z.string().default('preferred_username'),
  /** What the button calls it; else its address. */
  OIDC_NAME: z.string().max(40).optional(),
  NODE_ENV: z.enum(['production', 'development', 'test']).default('production'),
})

export interface Environment {
  databaseUrl: string | undefined
  dataDirectory: string
  port: number | undefined
  host: string
  /** Without a slash at its end. */
  publicUrl: string | undefined
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent'
  statementTimeoutSeconds: number
  poolSize: number
  live: boolean
  /** Bound on the counties whose issues are held in memory, bytes. */
  heatBytes: number
  photoDirectory: string | undefined
  /** Null: photos lie in a folder. */
  bucket: Bucket | null
  /** Null: people sign in with a password alone. */
  provider: ProviderSettings | null
  production: boolean
}

/** Reads and checks process.env; throws with the name and value of the first wrong setting. */
export function readEnvironment(source: Record<string, string | undefined> = process.env): Environment {
  const parsed = schema.safeParse(source)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!
    const name = String(issue.path[0])
    throw new Error(`${name}=${JSON.stringify(source[name])} in the environment: ${issue.message}`)
  }
  const value = parsed.data
  return {
    databaseUrl: value.DATABASE_URL || undefined,
    dataDirectory: value.DATA_DIR,
    port: value.PORT,
    host: value.HOST,
    publicUrl: value.PUBLIC_URL?.replace(/\/+$/, ''),
    logLevel: value.LOG_LEVEL,
    statementTimeoutSeconds: value.STATEMENT_TIMEOUT_SECONDS,
    poolSize: value.POOL_SIZE,
    live: value.LIVE === '1',
    heatBytes: value.HEAT_MEMORY_MB * 1024 * 1024,
    photoDirectory: value.PHOTO_DIR || undefined,
    bucket: bucketOf(value),
    provider: providerOf(value),
    production: value.NODE_ENV === 'production',
  }
}

/** Null without an issuer; one without a client is a mistake. */
function providerOf(value: z.infer<typeof schema>): ProviderSettings | null {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_CLAIM, OIDC_NAME } = value
  if (!OIDC_ISSUER && !OIDC_CLIENT_ID) return null
  if (!OIDC_ISSUER || !OIDC_CLIENT_ID)
    throw new Error('OIDC_ISSUER and OIDC_CLIENT_ID in the environment: signing in by a provider needs both')
  return {
    issuer: OIDC_ISSUER,
    clientId: OIDC_CLIENT_ID,
    clientSecret: OIDC_CLIENT_SECRET || undefined,
    claim: OIDC_CLAIM,
    name: OIDC_NAME || new URL(OIDC_ISSUER).hostname,
  }
}

function isSafe(address: string): boolean {
  const { protocol, hostname } = new URL(address)
  return protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
}

const bucketSettings = ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY', 'S3_SECRET_KEY'] as const

/** Null without any of its settings; some of them are a mistake. */
function bucketOf(value: z.infer<typeof schema>): Bucket | null {
  const { S3_ENDPOINT, S3_BUCKET, S3_ACCESS_KEY, S3_SECRET_KEY, S3_REGION } = value
  if (S3_ENDPOINT && S3_BUCKET && S3_ACCESS_KEY && S3_SECRET_KEY)
    return {
      endpoint: S3_ENDPOINT,
      bucket: S3_BUCKET,
      accessKey: S3_ACCESS_KEY,
      secretKey: S3_SECRET_KEY,
      region: S3_REGION,
    }
  const missing = bucketSettings.filter((name) => !value[name])
  if (missing.length === bucketSettings.length) return null
  throw new Error(`${missing.join(', ')} in the environment: photos in a bucket need ${bucketSettings.join(', ')}`)
}
