import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import type { ActionDefinition } from '@ml-actions/action'
import { actionNames, loadDefinition, ROOT } from '../../scripts/generate.ts'
import { type Job, readWorkflow, type Step } from '../support/workflow-file.ts'

/** What the actions that are not ours put out, as far as templates use it. */
const OUTPUTS_OF_OTHERS: Readonly<Record<string, readonly string[]>> = {
  'actions/upload-artifact': ['artifact-id', 'artifact-digest', 'artifact-url'],
  'actions/download-artifact': ['download-path'],
}
const OURS = /^OWNER\/ml-actions\/actions\/([a-z0-9-]+)@v1$/
const PINNED = /^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/

const definitions = new Map<string, ActionDefinition>()
for (const name of actionNames()) definitions.set(name, await loadDefinition(name))

const files = globSync(['workflows-templates/*.yml', '.github/workflows/*.yml'], { cwd: ROOT }).sort()
const workflows = files.map((file) => ({ file, workflow: readWorkflow(file, readFileSync(join(ROOT, file), 'utf8')) }))
const templates = workflows.filter(({ file }) => file.startsWith('workflows-templates/'))

function ourAction(step: Step): ActionDefinition | undefined {
  const name = OURS.exec(step.uses)?.[1]
  return name === undefined ? undefined : definitions.get(name)
}

describe.each(workflows)('$file', ({ workflow }) => {
  test('grants nothing by default, and each job what it says why it needs', () => {
    expect(workflow.permissions).toEqual({})
    for (const job of workflow.jobs) {
      expect([job.id, job.permissions]).not.toEqual([job.id, undefined])
      const reasons = [...(job.permissionsText ?? '').matchAll(/^\s+[\w-]+: (?:read|write)(?<reason> +# \S.*)?$/gm)]
      expect(reasons.length).toBe(Object.keys(job.permissions ?? {}).length)
      for (const { groups } of reasons) expect([job.id, groups?.['reason']]).not.toEqual([job.id, undefined])
    }
  })

  test('ends every job in time', () => {
    for (const job of workflow.jobs) expect([job.id, job.timeoutMinutes]).toEqual([job.id, expect.any(Number)])
  })

  test('names its concurrency', () => {
    expect(workflow.concurrency).toEqual(expect.stringContaining('github.'))
  })

  test('pins the actions of others by commit, with the version beside it', () => {
    for (const step of workflow.jobs.flatMap((job) => job.steps).filter(({ uses }) => uses !== '')) {
      if (OURS.test(step.uses) || step.uses.startsWith('./')) continue
      expect(step.uses).toMatch(PINNED)
      expect(workflow.text).toMatch(new RegExp(`uses: ${step.uses.replaceAll('.', '\\.')} # v\\d+\\.\\d+\\.\\d+\\n`))
    }
  })

  test('puts no expression into a script', () => {
    for (const { run } of workflow.jobs.flatMap((job) => job.steps)) expect(run).not.toContain('${{')
  })

  test('leaves no token in the checkout', () => {
    const checkouts = workflow.jobs
      .flatMap((job) => job.steps)
      .filter(({ uses }) => uses.startsWith('actions/checkout@'))
    for (const step of checkouts) expect(step.with['persist-credentials']).toBe('false')
  })

  test('reads only what a step or a needed job puts out', () => {
    for (const job of workflow.jobs) {
      for (const [, needed = '', output = ''] of job.text.matchAll(/needs\.([\w-]+)\.outputs\.([\w-]+)/g)) {
        expect([job.id, ...job.needs]).toContain(needed)
        expect(Object.keys(workflow.jobs.find(({ id }) => id === needed)?.outputs ?? {})).toContain(output)
      }
      for (const [, id = '', output = ''] of job.text.matchAll(/steps\.([\w-]+)\.outputs\.([\w-]+)/g)) {
        const step = job.steps.find((candidate) => candidate.id === id)
        expect([id, step === undefined]).toEqual([id, false])
        if (step !== undefined && step.uses !== '')
          expect([id, outputsOf(step)]).toEqual([id, expect.arrayContaining([output])])
      }
    }
  })
})

function outputsOf(step: Step): readonly string[] {
  const definition = ourAction(step)
  if (definition !== undefined) return ['verdict', 'reason', ...Object.keys(definition.outputs)]
  if (step.uses.startsWith('./')) return outputsOf({ ...step, uses: `OWNER/ml-actions/${step.uses.slice(2)}@v1` })
  return OUTPUTS_OF_OTHERS[step.uses.replace(/@.*/, '')] ?? []
}

const ourSteps = templates.flatMap(({ file, workflow }) =>
  workflow.jobs.flatMap((job) =>
    job.steps.filter(({ uses }) => OURS.test(uses)).map((step) => ({ file, job: job.id, name: step.name, step })),
  ),
)

describe('the steps of templates that are ours', () => {
  test.each(ourSteps)('$file: $job: $name', ({ step }) => {
    const definition = ourAction(step)
    expect([step.uses, definition?.name]).toEqual([step.uses, OURS.exec(step.uses)?.[1]])
    if (definition === undefined) return
    for (const [name, value] of Object.entries(step.with)) {
      const input = definition.inputs[name]
      expect([name, input === undefined]).toEqual([name, false])
      if (input === undefined || value.includes('${{')) continue
      expect([name, value, input.parse(value).ok]).toEqual([name, value, true])
    }
    for (const [name, input] of Object.entries(definition.inputs)) {
      if (input.required) expect(Object.keys(step.with)).toContain(name)
    }
  })
})

/** Inputs that are refused when empty, with a word on where their value may have got lost. */
const ASKED_FOR = new Set(['k8s-deploy digest', 'validate-model model', 'train-in-container model'])

test('a digest that got lost between jobs never switches off what it is checked for', () => {
  const bare = ourSteps.flatMap(({ job, step }) => {
    const definition = ourAction(step)
    return Object.entries(step.with).flatMap(([name, value]) => {
      const input = definition?.inputs[name]
      const fromJob = /^\$\{\{\s*needs\.[\w-]+\.outputs\.[\w-]+\s*\}\}$/.test(value)
      const optional = input?.type === 'digest' && !input.required && !ASKED_FOR.has(`${definition?.name} ${name}`)
      return fromJob && optional ? [`${job}: ${name}`] : []
    })
  })
  expect(bare).toEqual([])
})

describe.each(templates)('$file, as a template', ({ file, workflow }) => {
  const head = workflow.text.slice(0, workflow.text.indexOf('\nname:'))
  const documented = (title: string): readonly string[] =>
    [...(head.split(`── ${title} `)[1]?.split('# ── ')[0] ?? '').matchAll(/^# {3}([A-Z][A-Z0-9_]+) /gm)].map(
      ([, n = '']) => n,
    )
  const used = (context: string): readonly string[] => [
    ...new Set(
      [...workflow.body.matchAll(new RegExp(`\\b${context}\\.([A-Z][A-Z0-9_]*)`, 'g'))].map(([, n = '']) => n),
    ),
  ]

  test.each(['vars', 'secrets'])('explains all of its %s at the top, and no others', (context) => {
    expect([...documented(context)].sort()).toEqual([...used(context)].sort())
    expect(workflow.body).not.toContain('secrets: inherit')
  })

  test('gives secrets only to jobs of an environment, whose deployments are the action’s', () => {
    for (const job of workflow.jobs) {
      if (!job.text.includes('secrets.')) continue
      expect([job.id, job.environment]).toEqual([job.id, { name: expect.any(String), deployment: false }])
    }
  })

  test('has what GitHub shows in its list of starter workflows', () => {
    const path = join(ROOT, file.replace(/\.yml$/, '.properties.json'))
    expect(existsSync(path)).toBe(true)
    const properties: unknown = JSON.parse(readFileSync(path, 'utf8'))
    expect(properties).toEqual({
      name: workflow.name,
      description: expect.stringMatching(/^.{20,250}$/),
      iconName: expect.stringMatching(/^octicon /),
      categories: expect.arrayContaining([expect.any(String)]),
      filePatterns: expect.arrayContaining([expect.stringMatching(/\$$/)]),
    })
  })

  test('never runs the code of a fork on machines of our own', () => {
    if (!/^ {2}pull_request:/m.test(workflow.body)) return
    const guarded = new Set(
      workflow.jobs.filter((job) => job.condition.includes('head.repo.full_name')).map(({ id }) => id),
    )
    const isGuarded = (job: Job): boolean =>
      guarded.has(job.id) ||
      job.needs.some((id) => workflow.jobs.some((needed) => needed.id === id && isGuarded(needed)))
    for (const job of workflow.jobs.filter(({ text }) => text.includes('self-hosted'))) {
      expect([job.id, isGuarded(job)]).toEqual([job.id, true])
    }
  })
})

const trainValidateDeploy = templates.find(({ file }) => basename(file) === 'train-validate-deploy.yml')?.workflow

describe('who signs what in train-validate-deploy', () => {
  /** What a pull request gets in place of the environment, or why it does not get there. */
  const onPullRequest = (name: string) => `\${{ github.event_name == 'pull_request' && 'pull-request' || '${name}' }}`
  const environments: Readonly<Record<string, string>> = {
    train: onPullRequest('training'),
    evaluate: onPullRequest('training'),
    validate: onPullRequest('validation'),
    build: 'training',
    'deploy-staging': 'staging',
    'deploy-production': 'production',
  }
  const signing = (trainValidateDeploy?.jobs ?? []).filter(({ text }) => text.includes('secrets.SIGNING_KEY'))

  test('each job signs with the key of its environment', () => {
    const named = signing.map(({ id, environment }) => [id, environment])
    expect(Object.fromEntries(named)).toEqual(
      Object.fromEntries(Object.entries(environments).map(([id, name]) => [id, { name, deployment: false }])),
    )
  })

  test('no job of a pull request gets another environment than its own', () => {
    for (const { id, condition } of signing) {
      const refuses = condition.includes("github.event_name != 'pull_request'") && !condition.includes('||')
      const branch = /^github\.ref == 'refs\/heads\/\w+'$/.test(condition)
      expect([id, refuses || branch || environments[id]?.includes("'pull-request' ||")]).toEqual([id, true])
    }
  })

  test('verdicts are signed where no code of the model runs, and nowhere else', () => {
    const places = ourSteps.filter(({ step }) => step.uses.includes('/validate-model@')).map(({ job }) => job)
    expect(places).toEqual(['validate'])
    const beside = ourSteps.filter(({ job }) => job === 'validate').map(({ step }) => ourAction(step)?.name)
    expect(beside).toEqual(['validate-model'])
  })

  test('its head lists the environments that it names, each with its branches', () => {
    const head = trainValidateDeploy?.text.split('── environments ')[1]?.split('\nname:')[0] ?? ''
    const listed = [...head.matchAll(/^# {3}([a-z-]+) +(no restriction|main, develop|develop|main) /gm)]
    expect(Object.fromEntries(listed.map(([, name, branches]) => [name, branches]))).toEqual({
      'pull-request': 'no restriction',
      training: 'main, develop',
      validation: 'main, develop',
      staging: 'develop',
      production: 'main',
    })
    const body = trainValidateDeploy?.body ?? ''
    for (const [, name] of listed) expect(body).toMatch(new RegExp(`name: ${name}$|'${name}'`, 'm'))
  })
})

describe('the way of the data in train-validate-deploy', () => {
  const workflow = trainValidateDeploy
  const job = (id: string): Job | undefined => workflow?.jobs.find((candidate) => candidate.id === id)

  test('training sees no held-out row, evaluation no label', () => {
    expect(job('train')?.text).not.toMatch(/prepare\.outputs\.(features|labels)/)
    expect(job('evaluate')?.text).not.toMatch(/prepare\.outputs\.(training-data|labels)/)
    expect(job('validate')?.text).toContain('needs.prepare.outputs.labels')
  })

  test('only digests and artifact ids cross jobs', () => {
    for (const { outputs } of workflow?.jobs ?? []) {
      for (const value of Object.values(outputs))
        expect(value).toMatch(/\.outputs\.(artifact-id|model|attestation|digest) }}$/)
    }
  })

  test('what uses a GPU asks for it first', () => {
    for (const { id, steps } of workflow?.jobs ?? []) {
      const uses = steps.map((step) => OURS.exec(step.uses)?.[1])
      const gpu = uses.indexOf('setup-gpu-runner')
      const trains = uses.indexOf('train-in-container')
      if (trains >= 0) expect([id, gpu >= 0 && gpu < trains]).toEqual([id, true])
    }
  })
})
