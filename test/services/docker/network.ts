/** How Docker's containers reach the outside, with rules that carry our name instead of Docker's own chains. */
import { writeFile } from 'node:fs/promises'
import { command, succeeds } from '../command.ts'
import { addRule, type Rule, removeRule } from '../traces.ts'

const ALL = '172.30.0.0/16'
const OURS = ' inet 172.30.'

export const network = {
  bridge: 'ml-docker0',
  address: '172.30.0.1/24',
  /** Networks that are created get theirs from here. */
  pool: '172.30.128.0/17',
}

const named = ['-m', 'comment', '--comment', 'ml-actions-docker'] as const

const rules: readonly Rule[] = [
  { table: 'nat', chain: 'POSTROUTING', rule: ['-s', ALL, '!', '-d', ALL, ...named, '-j', 'MASQUERADE'] },
  // Where another engine made DROP the policy.
  { table: 'filter', chain: 'FORWARD', rule: ['-s', ALL, ...named, '-j', 'ACCEPT'] },
  { table: 'filter', chain: 'FORWARD', rule: ['-d', ALL, ...named, '-j', 'ACCEPT'] },
]

export async function connect(): Promise<void> {
  if (!(await succeeds(['ip', 'link', 'show', network.bridge]))) {
    await command(['ip', 'link', 'add', network.bridge, 'type', 'bridge'])
    await command(['ip', 'address', 'add', network.address, 'dev', network.bridge])
    await command(['ip', 'link', 'set', network.bridge, 'up'])
  }
  await writeFile('/proc/sys/net/ipv4/ip_forward', '1')
  for (const rule of rules) await addRule(rule)
}

export async function disconnect(): Promise<void> {
  for (const rule of rules) await removeRule(rule)
  // Bridges of networks that an engine which was killed could not remove.
  const lines = (await command(['ip', '-oneline', '-4', 'address'])).split('\n')
  for (const line of lines.filter((each) => each.includes(OURS))) {
    await command(['ip', 'link', 'delete', line.split(/\s+/)[1] ?? ''])
  }
}
