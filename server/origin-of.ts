import type { Request } from 'express'

/** The address by which this server was asked: `https://grid.example.cn`. */
export function originOf(request: Request): string {
  return `${request.protocol}://${request.get('host')}`
}
