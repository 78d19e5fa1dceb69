/** One server-sent event; `id` is the newest id seen in the stream so far, '' before the first. */
export interface StreamEvent {
  id: string
  name: string
  data: string
}

/**
 * Reads a text/event-stream body as the HTML standard tells (section 9.2.6), event by event.
 * `alive` is called for every piece that arrives, comments included. Ends when the stream ends; throws when it breaks.
 */
export async function* readEventStream(
  body: ReadableStream<Uint8Array>,
  alive: () => void,
): AsyncGenerator<StreamEvent> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  const lines = lineReader()
  let event = { name: 'message', data: [] as string[] }
  let id = ''
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      alive()
      for (const line of lines(decoder.decode(value, { stream: true }))) {
        if (line === '') {
          if (event.data.length > 0) yield { id, name: event.name, data: event.data.join('\n') }
          event = { name: 'message', data: [] }
        }
        const [, field, text = ''] = /^(\w+)(?:: ?(.*))?$/s.exec(line) ?? []
        if (field === 'event') event.name = text
        if (field === 'data') event.data.push(text)
        if (field === 'id') id = text
      }
    }
  } finally {
    await reader.cancel().catch(() => {})
  }
}

/** Cuts text into lines at LF, CRLF or CR; the last unfinished one waits for more. */
function lineReader(): (text: string) => string[] {
  let rest = ''
  return (text) => {
    const lines = (rest + text).split(/\r\n|\n|\r(?!$)/)
    rest = lines.pop() ?? ''
    return lines
  }
}
