import type { Request, Response } from 'express'

/** Value of a cookie of the request; null where there is none. */
export function readCookie(request: Request, name: string): string | null {
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const [key, value] = part.trim().split('=')
    if (key === name && value !== undefined && value !== '') return value
  }
  return null
}

/** Gives the browser a cookie that no script reads and no other site sends; over https it stays there. */
export function setCookie(request: Request, response: Response, name: string, value: string, seconds: number): void {
  response.cookie(name, value, {
    httpOnly: true,
    sameSite: 'strict',
    path: '/',
    secure: request.secure,
    maxAge: seconds * 1000,
  })
}

export function clearCookie(request: Request, response: Response, name: string): void {
  response.clearCookie(name, { httpOnly: true, sameSite: 'strict', path: '/', secure: request.secure })
}
