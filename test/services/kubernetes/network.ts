/** What the cluster puts into the machine's kernel, and how it goes away again without touching anybody else's. */
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { command, succeeds } from '../command.ts'
import { LAYOUT } from './layout.ts'

/** Gives the node its address. */
export async function addNodeAddress(): Promise<void> {
  const { nodeBridge, nodeAddress } = LAYOUT
  if (!(await succeeds(['ip', 'link', 'show', nodeBridge])))
    await command(['ip', 'link', 'add', nodeBridge, 'type', 'bridge'])
  await command(['ip', 'address', 'replace', `${nodeAddress}/32`, 'dev', nodeBridge])
  await command(['ip', 'link', 'set', nodeBridge, 'up'])
}

/** The largest that the kernel takes, by the file that takes it: in control groups of version 1 and of version 2. */
const WEIGHTS = { 'cpu.shares': '262144', 'cpu.weight': '10000' } as const

/**
 * Creates the control group below which all pods run, in each hierarchy of the machine. Pods of a cluster have machines of
 * their own: here they come before all that tests run, of which each process outside groups would weigh as much as all pods.
 */
export async function addControlGroups(): Promise<void> {
  const root = '/sys/fs/cgroup'
  const lines = (await readFile('/proc/mounts', 'utf8')).split('\n').map((line) => line.split(' '))
  const hierarchies = existsSync(join(root, 'cgroup.controllers'))
    ? [root]
    : lines.flatMap(([, path = '', type]) => (type === 'cgroup' || type === 'cgroup2' ? [path] : []))
  for (const each of hierarchies) {
    const group = join(each, LAYOUT.cgroup)
    await mkdir(group, { recursive: true })
    for (const [file, weight] of Object.entries(WEIGHTS))
      if (existsSync(join(group, file))) await writeFile(join(group, file), weight)
  }
}

/** Removes interfaces and rules. The pods must be gone. */
export async function removeNetwork(): Promise<void> {
  for (const bridge of [LAYOUT.nodeBridge, LAYOUT.podBridge]) {
    if (await succeeds(['ip', 'link', 'show', bridge])) await command(['ip', 'link', 'delete', bridge])
  }
  for (const family of ['iptables', 'ip6tables'] as const) await removeRules(family)
}

/** Whether chains of a kube-proxy or kubelet are there: this cluster's or another one's. */
export async function hasKubernetesRules(): Promise<boolean> {
  return (await saved('iptables')).includes('\n:KUBE-')
}

async function removeRules(family: 'iptables' | 'ip6tables'): Promise<void> {
  // A rule that its owner removes in the same moment fails the whole file: then what is left is looked at anew.
  for (let attempts = 3; ; attempts -= 1) {
    const removal = removalOf(await saved(family))
    if (removal === '') return
    const restore = [`${family}-restore`, '--noflush', '--wait', '5'] as const
    if (attempts === 0) await command(restore, { input: removal })
    else await succeeds(restore, { input: removal })
  }
}

async function saved(family: 'iptables' | 'ip6tables'): Promise<string> {
  return command([`${family}-save`]).catch(() => '')
}

/** Chains that all networks of the CNI plugins share. */
const SHARED = /^CNI-(FORWARD|ADMIN|HOSTPORT-\w+)$/

/**
 * The input for `iptables-restore --noflush` that removes this cluster's rules and chains from what `iptables-save` printed:
 * Kubernetes' own, those of this pod network, and the plugins' shared chains once no other network uses them.
 */
export function removalOf(save: string): string {
  return save
    .split(/^(?=\*)/m)
    .map(removalOfTable)
    .join('')
}

function removalOfTable(table: string): string {
  const name = /^\*(\w+)$/m.exec(table)?.[1]
  const rules = [...table.matchAll(/^-A (\S+) (.*)$/gm)].map(([, chain = '', rest = '']) => ({ chain, rest }))
  const chains = [...table.matchAll(/^:(\S+) /gm)].map(([, chain = '']) => chain)
  const isOfPods = ({ chain, rest }: (typeof rules)[number]): boolean =>
    rest.includes(`name: \\"${LAYOUT.podNetworkName}\\"`) || (SHARED.test(chain) && rest.includes(POD_PREFIX))
  const podChains = rules.filter(isOfPods).map(({ rest }) => /-j (CNI-\S+)/.exec(rest)?.[1])
  const others = rules.some((rule) => SHARED.test(rule.chain) && !isOfPods(rule) && isOfSomeNetwork(rule.rest))
  const gone = new Set(
    chains.filter((chain) => chain.startsWith('KUBE-') || podChains.includes(chain) || (SHARED.test(chain) && !others)),
  )
  const deleted = rules.filter(
    (rule) => !gone.has(rule.chain) && (isOfPods(rule) || gone.has(/-j (\S+)/.exec(rule.rest)?.[1] ?? '')),
  )
  if (name === undefined || (gone.size === 0 && deleted.length === 0)) return ''
  return [
    `*${name}`,
    ...[...gone].map((chain) => `:${chain} - [0:0]`),
    ...deleted.map(({ chain, rest }) => `-D ${chain} ${rest}`),
    ...[...gone].map((chain) => `-X ${chain}`),
    'COMMIT\n',
  ].join('\n')
}

/** The beginning that all addresses of pods have. */
const POD_PREFIX = LAYOUT.podSubnet.replace(/0\/24$/, '')

/** A rule for one network's containers names an address or the network; the plugins' static rules name neither. */
function isOfSomeNetwork(rest: string): boolean {
  return /(^| )-[sd] /.test(rest) || rest.includes('name: ') || rest.includes('dnat name')
}
