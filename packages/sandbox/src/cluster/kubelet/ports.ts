import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

/** Below the ports that systems give to outgoing connections, one of which could sit on a pod's port when it starts. */
const FIRST = 20_000
const LAST = 32_000

/** Hands out free ports of 127.0.0.1, none of them twice at a time. */
export class Ports {
  readonly #taken = new Set<number>()

  async take(): Promise<number> {
    for (;;) {
      const port = randomInt(FIRST, LAST)
      if (this.#taken.has(port) || !(await isFree(port))) continue
      this.#taken.add(port)
      return port
    }
  }

  release(port: number): void {
    this.#taken.delete(port)
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
