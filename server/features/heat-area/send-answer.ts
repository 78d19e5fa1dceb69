import type { Request, Response } from 'express'
import { sendPacked } from '#server/send-packed.ts'
import type { KeptAnswer } from './answer-store.ts'

/** Sends a kept answer as JSON, compressed as the asker likes; 304 when it holds the same bytes already. */
export function sendAnswer({ json, ...kept }: KeptAnswer, request: Request, response: Response): Promise<void> {
  return sendPacked({ ...kept, bytes: json }, 'application/json; charset=utf-8', request, response)
}
