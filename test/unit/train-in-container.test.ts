import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { checkpointAt, findCheckpoints, newest } from '../../actions/train-in-container/src/checkpoints/find.ts'
import { parseCommand } from '../../actions/train-in-container/src/command.ts'
import { hashDirectory } from '../../actions/train-in-container/src/datasets.ts'
import { definition } from '../../actions/train-in-container/src/definition.ts'
import { classify } from '../../actions/train-in-container/src/failure/classify.ts'
import { CLASSES } from '../../actions/train-in-container/src/failure/reasons.ts'
import { programOf } from '../../actions/train-in-container/src/interpreter.ts'
import { maskChunks, maskOf } from '../../actions/train-in-container/src/masking.ts'
import { readMetricText } from '../../actions/train-in-container/src/metrics/files.ts'
import { collectMetrics } from '../../actions/train-in-container/src/metrics/history.ts'
import { readLine } from '../../actions/train-in-container/src/metrics/lines.ts'
import { parseMount } from '../../actions/train-in-container/src/mounts.ts'
import { relayOutput } from '../../actions/train-in-container/src/output-relay.ts'

let root = ''
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'train-unit-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

function put(path: string, content: string | Uint8Array = '{}', ageSeconds = 0): string {
  const file = join(root, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, content)
  const at = Date.now() / 1_000 - ageSeconds
  utimesSync(file, at, at)
  return file
}

/** A safetensors file of one tensor; the format's own layout: length, header, data. */
function safetensors(missing = 0): Buffer {
  const header = Buffer.from(JSON.stringify({ w: { dtype: 'F32', shape: [2], data_offsets: [0, 8] } }))
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(header.length))
  return Buffer.concat([length, header, Buffer.alloc(8 - missing)])
}

/** A real zip archive by Python, as `torch.save` writes. */
function zip(): Buffer {
  return execFileSync('python3', [
    '-c',
    "import io,sys,zipfile\nb=io.BytesIO()\nz=zipfile.ZipFile(b,'w');z.writestr('archive/data.pkl','x'*2000);z.close()\nsys.stdout.buffer.write(b.getvalue())",
  ])
}

describe('checkpoints', () => {
  const whole: [string, () => void, string, number | undefined][] = [
    [
      'huggingface',
      () => {
        put('checkpoint-500/model.safetensors', safetensors())
        put('checkpoint-500/trainer_state.json')
      },
      'checkpoint-500',
      500,
    ],
    [
      'huggingface',
      () => {
        put(
          'out/checkpoint-20/model.safetensors.index.json',
          JSON.stringify({ weight_map: { a: 'm-1.safetensors', b: 'm-2.safetensors' } }),
        )
        put('out/checkpoint-20/m-1.safetensors', safetensors())
        put('out/checkpoint-20/m-2.safetensors', safetensors())
        put('out/checkpoint-20/trainer_state.json')
      },
      'out/checkpoint-20',
      20,
    ],
    [
      'huggingface',
      () => {
        put('checkpoint-4/state.npz', 'x')
        put('checkpoint-4/trainer_state.json')
      },
      'checkpoint-4',
      4,
    ],
    [
      'accelerate',
      () => {
        put('checkpoints/checkpoint_3/pytorch_model.bin', zip())
        put('checkpoints/checkpoint_3/random_states_0.pkl', 'x')
      },
      'checkpoints/checkpoint_3',
      3,
    ],
    [
      'lightning',
      () => put('lightning_logs/version_0/checkpoints/epoch=3-step=120.ckpt', zip()),
      'lightning_logs/version_0/checkpoints/epoch=3-step=120.ckpt',
      120,
    ],
    ['lightning', () => put('last.ckpt', zip()), 'last.ckpt', undefined],
    [
      'torch-dcp',
      () => {
        put('step_40/.metadata', 'x')
        put('step_40/__0_0.distcp', 'x')
      },
      'step_40',
      40,
    ],
    [
      'automodel',
      () => {
        put('epoch_1_step_99/model/.metadata', 'x')
        put('epoch_1_step_99/config.yaml', 'x')
      },
      'epoch_1_step_99',
      99,
    ],
    [
      'marked',
      () => {
        put('checkpoint-7/state.json')
        put('checkpoint-7/complete', '')
      },
      'checkpoint-7',
      7,
    ],
    ['marked', () => put('checkpoint-8/metrics.json', '{"loss": 1}'), 'checkpoint-8', 8],
  ]
  test.each(whole)('%s: a whole one is found', async (layout, write, path, step) => {
    write()
    expect(await findCheckpoints(root)).toMatchObject([{ layout, step, path: join(root, path) }])
    expect(await checkpointAt(join(root, path))).toMatchObject({ layout })
  })

  const torn: [string, () => void][] = [
    ['huggingface with nothing but its state', () => put('checkpoint-1/trainer_state.json')],
    ['huggingface without its state', () => put('checkpoint-500/model.safetensors', safetensors())],
    [
      'huggingface with cut weights',
      () => {
        put('checkpoint-500/model.safetensors', safetensors(1))
        put('checkpoint-500/trainer_state.json')
      },
    ],
    [
      'huggingface with a cut state',
      () => {
        put('checkpoint-500/model.safetensors', safetensors())
        put('checkpoint-500/trainer_state.json', '{"log_history": [')
      },
    ],
    [
      'huggingface with a shard missing',
      () => {
        put(
          'checkpoint-20/model.safetensors.index.json',
          JSON.stringify({ weight_map: { a: 'm-1.safetensors', b: 'm-2.safetensors' } }),
        )
        put('checkpoint-20/m-1.safetensors', safetensors())
        put('checkpoint-20/trainer_state.json')
      },
    ],
    ['accelerate without random states', () => put('checkpoint_3/pytorch_model.bin', zip())],
    ['a cut archive', () => put('last.ckpt', zip().subarray(0, 1_500))],
    ['an archive with bytes after its end', () => put('last.ckpt', Buffer.concat([zip(), Buffer.alloc(10)]))],
    ['dcp with shards only', () => put('step_40/__0_0.distcp', 'x')],
    [
      'dcp with an empty .metadata',
      () => {
        put('step_40/.metadata', '')
        put('step_40/__0_0.distcp', 'x')
      },
    ],
    [
      'automodel, unfinished',
      () => {
        put('epoch_1_step_99/model/x', 'x')
        put('epoch_1_step_99/.incomplete', '')
      },
    ],
    ['no marker', () => put('checkpoint-7/weights.bin', 'x')],
    ['a cut metrics.json', () => put('checkpoint-7/metrics.json', '{"loss"')],
  ]
  test.each(torn)('%s is none', async (_, write) => {
    write()
    expect(await findCheckpoints(root)).toEqual([])
  })

  test('the highest step wins over times that a cache has rewritten; a link is none', async () => {
    put('checkpoint-9/complete', '', 100)
    put('checkpoint-10/complete', '', 200)
    put('checkpoint-11/half', '')
    symlinkSync(join(root, 'checkpoint-9'), join(root, 'checkpoint-12'))
    expect(newest(await findCheckpoints(root))?.path).toBe(join(root, 'checkpoint-10'))
  })
})

describe('metrics', () => {
  const lines: [string, string, Record<string, number>, object][] = [
    ['JSON', '{"step": 3, "loss": 0.5, "lr": 1e-4}', { loss: 0.5, lr: 1e-4 }, { step: 3 }],
    [
      'JSON after a prefix',
      '2026-11-21 09:00:00 INFO {"epoch": 1, "val": {"f1": 0.9, "acc": 1}}',
      { 'val.f1': 0.9, 'val.acc': 1 },
      { epoch: 1 },
    ],
    [
      'transformers',
      "{'loss': 0.6932, 'grad_norm': nan, 'learning_rate': '5e-05', 'epoch': 0.12}",
      { loss: 0.6932, grad_norm: Number.NaN, learning_rate: 5e-5 },
      { epoch: 0.12 },
    ],
    [
      'transformers, at the end',
      "{'train_runtime': 12.5, 'train_samples_per_second': 80.0, 'train_loss': 0.41, 'epoch': 3.0}",
      { train_loss: 0.41 },
      { epoch: 3 },
    ],
    [
      'Automodel',
      'step 10 | epoch 0 | loss 1.2345 | grad_norm 0.9 | lr 1.00e-05 | mem 40.11 GiB | tps 1234.00(154.25/gpu) | num_label_tokens 999',
      { loss: 1.2345, grad_norm: 0.9, lr: 1e-5, mem: 40.11, tps: 1234, num_label_tokens: 999 },
      { step: 10, epoch: 0 },
    ],
    [
      'Lightning',
      'Epoch 3:  50%|█████     | 5/10 [00:01<00:01,  4.9it/s, v_num=0, train_loss=0.31]',
      { train_loss: 0.31 },
      { epoch: 3 },
    ],
    [
      'Keras',
      '10/10 [==============================] - 1s 5ms/step - loss: 0.3100 - accuracy: 0.9000 - val_loss: 4.2e-01',
      { loss: 0.31, accuracy: 0.9, val_loss: 0.42 },
      {},
    ],
    ['pairs', 'epoch=2 step=40 train/loss=0.25 acc=.5', { 'train/loss': 0.25, acc: 0.5 }, { epoch: 2, step: 40 }],
    [
      'infinite',
      '{"loss": Infinity, "score": -inf}',
      { loss: Number.POSITIVE_INFINITY, score: Number.NEGATIVE_INFINITY },
      {},
    ],
    ['coloured', '\u001b[32mloss=0.1\u001b[0m', { loss: 0.1 }, {}],
  ]
  test.each(lines)('%s', (_, line, values, where) => {
    const said = readLine(line)
    expect(said?.kind).toBe('record')
    if (said?.kind !== 'record') return
    expect(Object.fromEntries(said.record.values)).toEqual(values)
    expect(said.record).toMatchObject(where)
  })

  test.each([
    'listening on port: 8080',
    '{"event": "started", "pid": 12}',
    'loss',
    'GET /loss?a=b 200',
    "{'loss': __import__('os')}",
    '{"loss": 1',
    'x'.repeat(100_000),
    `{"loss": ${'['.repeat(3_000)}`,
  ])('%s is none', (line) => expect(readLine(line)).toBeUndefined())

  test('no number of metrics is too large for an output', () => {
    const collector = collectMetrics()
    for (let index = 0; index < 2_000; index += 1)
      collector.readLine(`{"loss_${index}": 1, "${'n'.repeat(200)}_loss": 1}`)
    expect(collector.finish([]).last.size).toBe(500)
  })

  test('a course is joined from the source that tells most, repeated steps after a resumption once', () => {
    const collector = collectMetrics()
    for (const step of [1, 2, 3, 2, 3, 4]) collector.readLine(`step=${step} loss=${10 - step}`)
    collector.readLine('Epoch 1/2')
    collector.readLine(' - accuracy: 0.5')
    collector.readLine('Epoch 2/2')
    collector.readLine(' - accuracy: 0.75')
    const history = collector.finish([
      readMetricText('/o/metrics.jsonl', '{"step": 4, "loss": 6}\nnot json\n'),
      readMetricText('/o/metrics.json', '{"loss": 5.5, "by_class": {"8": {"recall": 0.9}}}'),
      readMetricText('/o/metrics.csv', 'epoch,step,val_loss\n0,10,\n0,,0.5\n1,20,0.25\n'),
      readMetricText('/o/c-1/trainer_state.json', '{"log_history": [{"step": 1, "eval_f1": 0.5}]}'),
      readMetricText(
        '/o/c-2/trainer_state.json',
        '{"log_history": [{"step": 1, "eval_f1": 0.5}, {"step": 2, "eval_f1": 0.6}]}',
      ),
    ])
    expect(history.courses).toContainEqual({
      name: 'loss',
      axis: 'step',
      points: [
        [1, 9],
        [2, 8],
        [3, 7],
        [4, 6],
      ],
    })
    expect(history.courses).toContainEqual({
      name: 'accuracy',
      axis: 'epoch',
      points: [
        [1, 0.5],
        [2, 0.75],
      ],
    })
    expect(history.courses).toContainEqual({
      name: 'val_loss',
      axis: 'epoch',
      points: [
        [0, 0.5],
        [1, 0.25],
      ],
    })
    expect(history.courses).toContainEqual({
      name: 'eval_f1',
      axis: 'step',
      points: [
        [1, 0.5],
        [2, 0.6],
      ],
    })
    expect(Object.fromEntries(history.last)).toMatchObject({
      loss: 5.5,
      'by_class.8.recall': 0.9,
      accuracy: 0.75,
      val_loss: 0.25,
    })
  })
})

describe('whose fault a failure is', () => {
  const of = (exitCode: number, lines: readonly string[] = [], more: Partial<Parameters<typeof classify>[0]> = {}) =>
    classify({ exitCode, oomKilled: false, stopped: undefined, lines, ...more })
  test.each([
    [1, ['Traceback (most recent call last):', 'ValueError: bad'], 'command-failed', 'code'],
    [
      1,
      [
        'RuntimeError: DataLoader worker (pid 123) is killed by signal: Bus error. It is possible that dataloader’s workers are out of shared memory.',
      ],
      'shm-exhausted',
      'capacity',
    ],
    [135, [], 'shm-exhausted', 'capacity'],
    [
      1,
      ['torch.cuda.OutOfMemoryError: CUDA out of memory. Tried to allocate 20.00 MiB'],
      'gpu-memory-exhausted',
      'capacity',
    ],
    [1, ['numpy.core._exceptions._ArrayMemoryError: Unable to allocate'], 'memory-exhausted', 'capacity'],
    [
      134,
      ['[Rank 0] Watchdog caught collective operation timeout: WorkNCCL(SeqNum=1, OpType=ALLREDUCE)'],
      'communication-failed',
      'infrastructure',
    ],
    [
      1,
      [
        'Watchdog caught collective operation timeout',
        'NVRM: Xid (PCI:0000:3b:00): 79, pid=1, GPU has fallen off the bus.',
      ],
      'gpu-failed',
      'infrastructure',
    ],
    [1, ['RuntimeError: CUDA error: uncorrectable ECC error encountered'], 'gpu-failed', 'infrastructure'],
    [1, ['Failed to initialize NVML: Unknown Error'], 'gpu-failed', 'infrastructure'],
    [1, ['OSError: [Errno 28] No space left on device'], 'disk-full', 'capacity'],
    [1, ['pandas.errors.ParserError: Error tokenizing data. C error: Expected 3 fields'], 'data-unreadable', 'data'],
    [1, ["FileNotFoundError: [Errno 2] No such file or directory: 'data/train.parquet'"], 'data-unreadable', 'data'],
    [1, ["FileNotFoundError: [Errno 2] No such file or directory: 'config.yaml'"], 'command-failed', 'code'],
    [127, [], 'command-not-found', 'code'],
    [143, [], 'preempted', 'preempted'],
    [137, [], 'killed', 'infrastructure'],
    [
      1,
      ['Root Cause (first observed failure):', '[0]:', '  rank      : 3 (local_rank: 3)', '  exitcode  : -9 (pid: 77)'],
      'killed',
      'infrastructure',
    ],
    [1, ['Root Cause (first observed failure):', '  exitcode  : 1 (pid: 77)'], 'command-failed', 'code'],
  ])('%d %j is %s', (exitCode, lines, reason, failureClass) => {
    expect(of(exitCode, lines)).toMatchObject({ reason, class: failureClass })
  })

  test('what we did and what the kernel did count more than what was printed', () => {
    expect(of(1, ['CUDA out of memory'], { stopped: 'timed-out' }).class).toBe('timeout')
    expect(of(137, ['ValueError: x'], { oomKilled: true }).reason).toBe('memory-exhausted')
    expect(of(1, ['sklearn.exceptions.NotFittedError: no', 'bye']).line).toBe('sklearn.exceptions.NotFittedError: no')
  })

  test('every failure is one of the declared reasons', () => {
    const declared = new Set([...Object.keys(definition.reasons), 'cancelled'])
    expect(Object.keys(CLASSES).filter((reason) => !declared.has(reason))).toEqual([])
  })
})

describe('the relay of output', () => {
  function relay(linesPerMinute = 100) {
    const shown: string[] = []
    let now = 0
    const output = relayOutput({ show: (line) => shown.push(line), now: () => now, linesPerMinute })
    const line = (text: string, progress = false): void => output.line({ text, progress })
    return {
      shown,
      line,
      output,
      at: (ms: number) => {
        now = ms
      },
    }
  }

  test('a progress bar is shown once in ten seconds, and at its end', () => {
    const { shown, line, output, at } = relay()
    for (let percent = 0; percent < 100; percent += 1) {
      at(percent * 300)
      line(`Epoch 1: ${percent}%|`, true)
    }
    line('Epoch 1: 100%|')
    line('done')
    output.end()
    expect(shown).toEqual(['Epoch 1: 0%|', 'Epoch 1: 34%|', 'Epoch 1: 68%|', 'Epoch 1: 100%|', 'done'])
    expect(output.tail).toEqual(['Epoch 1: 100%|', 'done'])
  })

  test('repetitions are counted and a flood is capped, both said', () => {
    const { shown, line, output, at } = relay(3)
    for (const text of ['a', 'a', 'a', 'b', 'c', 'd', 'e']) line(text)
    at(60_000)
    line('f')
    output.end()
    expect(shown).toEqual([
      'a',
      '… the last line 2 more times',
      'b',
      '… 3 lines are not shown here (more than 3 in a minute); the file of the output `log` holds all',
      'f',
    ])
  })
})

describe('small grammars', () => {
  test.each([
    ['python -m train --name "two words" \'$HOME\'', ['python', '-m', 'train', '--name', 'two words', '$HOME']],
    ['["sh", "-c", "echo $A"]', ['sh', '-c', 'echo $A']],
    ['a ""', ['a', '']],
    ['a\n  b', ['a', 'b']],
  ])('command %s', (text, words) => expect(parseCommand(text)).toEqual({ ok: true, words }))
  test.each(['a | b', 'a "b', '[1]', '[', '[""]', '""', 'a $B', 'a; b'])('command %s is refused', (text) =>
    expect(parseCommand(text).ok).toBe(false),
  )
  test.each([
    ['a:/b', { source: 'a', target: '/b', readOnly: true }],
    ['/a:/b:rw', { source: '/a', target: '/b', readOnly: false }],
  ])('mount %s', (text, mount) => expect(parseMount(text)).toEqual({ ok: true, mount }))
  test.each(['a', 'a:b', ':/b', 'a:/b:x', 'a:/../b', 'a:/b,readonly=false', 'a:/b:ro:x'])(
    'mount %s is refused',
    (text) => expect(parseMount(text).ok).toBe(false),
  )
  test.each([
    [{ kind: 'shell', text: 'cd x && python3.11 -m train' }, 'python3.11'],
    [{ kind: 'shell', text: 'echo pythonic' }, 'sh'],
    [{ kind: 'arguments', words: ['.venv/bin/python', 'x'] }, '.venv/bin/python'],
  ] as const)('the interpreter of %j', (command, name) => expect(programOf(command)).toBe(name))

  test('secrets are masked, each line of them too, the longest first', () => {
    expect(maskOf(['abcdef', 'abc', 'x', 'first\nsecond'])('abcdef abc x second')).toBe('*** *** x ***')
  })

  test('a secret is masked wherever the text is cut', async () => {
    const text = 'one s3cr3t-value\r two s3cr3t-value, s3cr3t-val and value\n'
    const mask = maskOf(['s3cr3t-value', 'value'])
    for (let size = 1; size <= text.length; size += 1) {
      const chunks = async function* () {
        for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size)
      }
      let masked = ''
      for await (const part of maskChunks(chunks(), mask)) masked += part
      expect(masked).toBe(mask(text))
    }
  })

  test('a directory’s digest is that of sha256sum over its files', async () => {
    put('d/b/2.txt', 'two')
    put('d/a.txt', 'one')
    const oracle = execFileSync(
      'sh',
      ['-c', 'cd d && find . -type f | sed "s#^./##" | LC_ALL=C sort | xargs sha256sum | sha256sum'],
      { cwd: root },
    )
    expect(await hashDirectory(join(root, 'd'))).toBe(oracle.toString().slice(0, 64))
  })
})
