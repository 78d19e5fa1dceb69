import { request as ask, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

interface Roughness {
  /** Hands bytes on in lumps, so far apart; `whole`: nothing, not even the head, before the answer has ended. */
  gatherMilliseconds: number | 'whole'
  /** Cuts an answer that nothing came of for so long. */
  idleMilliseconds: number
}

interface RoughProxy {
  url: string
  /** From now on nothing comes through, and no end is told: a pulled cable. */
  lose(): void
  /** The cable is back; connections of before are gone. */
  find(): void
  close(): Promise<void>
}

/** A proxy in front of `target` as some networks have them. */
export async function startRoughProxy(
  target: string,
  { gatherMilliseconds, idleMilliseconds }: Roughness,
): Promise<RoughProxy> {
  let lost = false
  const proxy = createServer((request, response) => {
    if (lost) return
    const passed = ask(`${target}${request.url}`, { headers: { ...request.headers, host: new URL(target).host } })
    const idle = setTimeout(() => response.destroy(), idleMilliseconds)
    let lump: NodeJS.Timeout | undefined
    response.on('close', () => {
      clearTimeout(idle)
      clearInterval(lump)
      passed.destroy()
    })
    passed.on('error', () => response.destroy())
    passed.on('response', (answer) => {
      let gathered: Buffer[] = []
      answer.on('data', (part: Buffer) => {
        if (lost) return
        gathered.push(part)
        idle.refresh()
      })
      answer.on('error', () => response.destroy())
      answer.on('end', () => {
        if (lost) return
        if (!response.headersSent) response.writeHead(answer.statusCode ?? 502, answer.headers)
        response.end(Buffer.concat(gathered))
      })
      if (gatherMilliseconds === 'whole') return
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      response.flushHeaders()
      lump = setInterval(() => {
        if (gathered.length === 0) return
        response.write(Buffer.concat(gathered))
        gathered = []
      }, gatherMilliseconds)
    })
    passed.end()
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  const { port } = proxy.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    lose() {
      lost = true
    },
    find() {
      lost = false
      proxy.closeAllConnections()
    },
    async close() {
      proxy.closeAllConnections()
      await new Promise((resolve) => proxy.close(resolve))
    },
  }
}
