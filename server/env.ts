import { z } from 'zod'

const schema = z.object({
  DATABASE_URL: z.string().optional(),
  /** Folder of the embedded engine's files. */
  DATA_DIR: z.string().default('.data'),
  PORT: z.coerce.number().int().min(0).max(65535).optional(),
  HOST: z.string().default('127.0.0.1'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  STATEMENT_TIMEOUT_SECONDS: z.coerce.number().positive().default(30),
  POOL_SIZE: z.coerce.number().int().min(1).max(100).default(8),
  /** 1: new issues and progress keep coming in demo counties. */
  LIVE: z.enum(['0', '1']).default('0'),
  NODE_ENV: z.enum(['production', 'development', 'test']).default('production'),
})

export interface Environment {
  databaseUrl: string | undefined
  dataDirectory: string
  port: number | undefined
  host: string
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent'
  statementTimeoutSeconds: number
  poolSize: number
  live: boolean
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
    logLevel: value.LOG_LEVEL,
    statementTimeoutSeconds: value.STATEMENT_TIMEOUT_SECONDS,
    poolSize: value.POOL_SIZE,
    live: value.LIVE === '1',
    production: value.NODE_ENV === 'production',
  }
}
