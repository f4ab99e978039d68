/**
 * Prometheus, which finds the cluster's pods through its API server and scrapes the router. Built from its module, since
 * Debian's is without Kubernetes discovery; with that discovery only, since all of them would take minutes to build.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { answers, answersHttp, type Daemon, end, isAlive, start } from '../daemon.ts'
import { goPrograms } from '../go.ts'
import type { Context, Service } from '../service.ts'
import { configuration } from './configuration.ts'

const ADDRESS = '127.0.0.1:28590'
const url = `http://${ADDRESS}`
const MODULE = join(import.meta.dirname, 'server')

export const prometheus: Service<'prometheus'> = {
  name: 'prometheus',
  about: 'Prometheus 3 (a Go module); ML_ACTIONS_SCRAPE_INTERVAL says how often it scrapes, by default every second',
  after: [],
  follows: ['kubernetes', 'gateway'],
  async install(context) {
    await program(context)
  },
  async version() {
    // Its third version is released as v0.3YY.Z of the module.
    const pinned = /prometheus\/prometheus v0\.3(\d\d)\.(\d+)/.exec(await readFile(join(MODULE, 'go.mod'), 'utf8'))
    return `3.${Number(pinned?.[1])}.${pinned?.[2]}`
  },
  async up(context) {
    const { state } = context
    const file = join(state, 'prometheus.yml')
    const text = JSON.stringify(
      await configuration(context, process.env['ML_ACTIONS_SCRAPE_INTERVAL'] ?? '1s'),
      null,
      2,
    )
    const before = await readFile(file, 'utf8').catch(() => '')
    await writeFile(file, text)
    const storage = ['--storage.tsdb.path', join(state, 'data'), '--storage.tsdb.retention.time', '1d']
    const web = ['--web.listen-address', ADDRESS, '--web.enable-lifecycle']
    await start(daemon(context), { argv: [await program(context), '--config.file', file, ...storage, ...web] })
    await answers(daemon(context), () => answersHttp(`${url}/-/ready`, 200))
    if (before !== text) await reload()
    return { endpoints: { url }, env: { PROMETHEUS_URL: url } }
  },
  async down(context) {
    await end(daemon(context))
  },
  async status(context) {
    const alive = await isAlive(daemon(context))
    return { running: alive, detail: alive ? url : 'it is gone' }
  },
}

const daemon = ({ state }: Context): Daemon => ({ state, name: 'prometheus' })

async function program(context: Context): Promise<string> {
  const folder = await goPrograms(context, {
    name: 'prometheus',
    module: MODULE,
    programs: { prometheus: 'github.com/prometheus/prometheus/cmd/prometheus' },
    flags: ['-tags', 'remove_all_sd,enable_kubernetes_sd'],
  })
  return join(folder, 'prometheus')
}

async function reload(): Promise<void> {
  const answer = await fetch(`${url}/-/reload`, { method: 'POST' })
  if (!answer.ok) throw new Error(`Prometheus refuses its configuration: ${await answer.text()}`)
}
