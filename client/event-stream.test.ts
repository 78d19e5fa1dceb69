import { describe, expect, it } from 'vitest'
import { readEventStream, type StreamEvent } from './event-stream.ts'

describe('an event stream', () => {
  it('is read event by event, however its bytes are cut', async () => {
    const text =
      ': heartbeat\n\nid: 7\nevent: change\ndata: {"a":1}\n\nevent: dirty\r\ndata: 网格\r\ndata: 二\r\n\r\ndata: alone\n\nevent: unfinished\ndata: x'
    const expected = [
      { id: '7', name: 'change', data: '{"a":1}' },
      { id: '7', name: 'dirty', data: '网格\n二' },
      { id: '7', name: 'message', data: 'alone' },
    ]
    for (const size of [1, 2, 3, 7, 1_000]) expect(await read(text, size)).toEqual(expected)
  })

  it('passes over lines it does not know and events without data', async () => {
    expect(await read('retry: 10\nnonsense\nevent: empty\n\ndata\n\n', 4)).toEqual([
      { id: '', name: 'message', data: '' },
    ])
  })
})

async function read(text: string, pieceBytes: number): Promise<StreamEvent[]> {
  const bytes = new TextEncoder().encode(text)
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (let at = 0; at < bytes.length; at += pieceBytes) controller.enqueue(bytes.slice(at, at + pieceBytes))
      controller.close()
    },
  })
  const events: StreamEvent[] = []
  for await (const event of readEventStream(body, () => {})) events.push(event)
  return events
}
