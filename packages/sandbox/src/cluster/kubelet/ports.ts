import { createServer } from 'node:net'

/** Hands out free ports of 127.0.0.1, none of them twice at a time. */
export class Ports {
  readonly #taken = new Set<number>()

  async take(): Promise<number> {
    for (;;) {
      const port = await free()
      if (this.#taken.has(port)) continue
      this.#taken.add(port)
      return port
    }
  }

  release(port: number): void {
    this.#taken.delete(port)
  }
}

function free(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      server.close(() => resolve(port))
    })
  })
}
