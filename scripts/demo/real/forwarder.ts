import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** A way to a service that others use as well, which this run can cut. */
export interface Forwarder {
  readonly url: string
  /** Cuts every connection and takes no more. */
  cut(): Promise<void>
}

/** Hands connections on to the host and port of `target`, byte by byte. */
export async function forwardTo(target: string): Promise<Forwarder> {
  const { hostname, port } = new URL(target)
  const open = new Set<Socket>()
  const server = createServer((near) => {
    const far = connect(Number(port), hostname)
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one)
      one.on('error', () => other.destroy())
      one.once('close', () => {
        open.delete(one)
        other.destroy()
      })
      one.pipe(other)
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the forwarder has no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    async cut() {
      if (!server.listening) return
      const closed = once(server, 'close')
      server.close()
      for (const socket of open) socket.destroy()
      await closed
    },
  }
}
