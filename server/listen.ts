import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'

const firstPort = 8080
const portsTried = 50

/**
 * Listens on `port`, or, where none is given, on the first free one from 8080 on. Returns the port.
 * Throws with the port and the way out when a given port is taken.
 */
export async function listen(server: Server, host: string, port: number | undefined): Promise<number> {
  if (port !== undefined) {
    return bind(server, host, port).catch((error: NodeJS.ErrnoException) => {
      throw error.code === 'EADDRINUSE'
        ? new Error(`PORT=${port} is in use on ${host}; choose another or leave PORT out.`)
        : error
    })
  }
  for (let candidate = firstPort; candidate < firstPort + portsTried; candidate++) {
    try {
      return await bind(server, host, candidate)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    }
  }
  throw new Error(`No free port from ${firstPort} to ${firstPort + portsTried - 1} on ${host}; set PORT.`)
}

function bind(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve((server.address() as AddressInfo).port)
    })
  })
}
