import { HttpProblem } from '#server/http.ts'

export function busy(): HttpProblem {
  const words = 'Too many questions about areas are being computed; try again in a few seconds.'
  return new HttpProblem(503, 'busy', words, undefined, { 'Retry-After': '3' })
}
