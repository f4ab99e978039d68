import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe } from '@jest/globals'
import { start } from '@ml-actions/process'
import { answersHttp } from '../services/daemon.ts'
import { trixiePackages } from '../services/debian.ts'
import { testQueries } from '../support/metrics/queries.ts'
import { serviceContext } from '../support/service-context.ts'
import { within } from '../support/within.ts'

/** One of its own, beside the service: the target's page changes under it. */
describe('queries of Prometheus', () => {
  testQueries(async (target) => {
    const dir = mkdtempSync(join(tmpdir(), 'prometheus-'))
    const { host, pathname } = new URL(target)
    const scrape = { job_name: 'router', metrics_path: pathname, static_configs: [{ targets: [host] }] }
    const config = { global: { scrape_interval: '200ms', scrape_timeout: '200ms' }, scrape_configs: [scrape] }
    writeFileSync(join(dir, 'prometheus.yml'), JSON.stringify(config))
    const address = `127.0.0.1:${await freePort()}`
    const context = serviceContext('prometheus')
    const program = join(await trixiePackages(context, 'prometheus', ['prometheus'], '2.53'), 'usr/bin/prometheus')
    const argv = ['--config.file', join(dir, 'prometheus.yml'), '--storage.tsdb.path', join(dir, 'data')]
    const server = await start(program, [...argv, '--web.listen-address', address], { env: {}, cwd: dir })
    if (!(await within(60_000, () => answersHttp(`http://${address}/-/ready`, 200)))) {
      throw new Error('Prometheus does not answer')
    }
    return {
      url: `http://${address}`,
      async stop() {
        server.kill('SIGTERM')
        await server.done
        rmSync(dir, { recursive: true, force: true })
      },
    }
  }, 120_000)
})

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer()
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
