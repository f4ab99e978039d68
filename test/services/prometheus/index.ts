/**
 * Prometheus, which finds the cluster's pods through its API server and scrapes the router. Debian 13's, since Debian 12's is
 * built without Kubernetes discovery.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { command } from '../command.ts'
import { answers, answersHttp, type Daemon, end, isAlive, start } from '../daemon.ts'
import { trixiePackages } from '../debian.ts'
import type { Context, Service } from '../service.ts'
import { configuration } from './configuration.ts'

const ADDRESS = '127.0.0.1:28590'
const url = `http://${ADDRESS}`

export const prometheus: Service<'prometheus'> = {
  name: 'prometheus',
  about: 'Prometheus 2.53 of Debian 13; ML_ACTIONS_SCRAPE_INTERVAL says how often it scrapes, by default every second',
  after: [],
  follows: ['kubernetes', 'gateway'],
  async install(context) {
    await program(context)
  },
  async version(context) {
    const words = await command([await program(context), '--version'])
    return /version ([\d.]+)/.exec(words)?.[1] ?? '?'
  },
  async up(context) {
    const { state } = context
    const file = join(state, 'prometheus.yml')
    const text = JSON.stringify(
      await configuration(context, process.env['ML_ACTIONS_SCRAPE_INTERVAL'] ?? '1s'),
      null,
      2,
    )
    const before = (await isAlive(daemon(context))) ? await readFile(file, 'utf8') : text
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
  return join(await trixiePackages(context, 'prometheus', ['prometheus'], '2.53'), 'usr/bin/prometheus')
}

async function reload(): Promise<void> {
  const answer = await fetch(`${url}/-/reload`, { method: 'POST' })
  if (!answer.ok) throw new Error(`Prometheus refuses its configuration: ${await answer.text()}`)
}
