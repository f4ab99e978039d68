import { ask, type Tools } from './ask.ts'

/** What a real use of a device showed. `not-run` is no verdict on the device. */
export type CudaCheck =
  | { readonly kind: 'ok'; readonly evidence: string }
  | { readonly kind: 'bad'; readonly evidence: string }
  | { readonly kind: 'not-run'; readonly why: string }

/**
 * Runs in the host's Python, through `libcuda.so.1` alone. Catches what nvidia-smi does not see (pytorch/pytorch#180376).
 * 802 (fabric not ready) comes up for seconds after another job's end and is waited for.
 */
const PROGRAM = `
import ctypes, json, sys, time
def end(**said):
    print(json.dumps(said))
    sys.exit(0)
try:
    cuda = ctypes.CDLL("libcuda.so.1")
except OSError as error:
    end(ran=False, why=str(error))
def name(code):
    text = ctypes.c_char_p()
    known = cuda.cuGetErrorName(code, ctypes.byref(text)) == 0 and text.value
    return text.value.decode() if known else "unknown"
def check(call, *arguments):
    code = getattr(cuda, call)(*arguments)
    if code != 0:
        end(ran=True, call=call, code=code, name=name(code))
for attempt in range(8):
    code = cuda.cuInit(0)
    if code != 802:
        break
    time.sleep(1)
if code != 0:
    end(ran=True, call="cuInit", code=code, name=name(code))
count = ctypes.c_int()
check("cuDeviceGetCount", ctypes.byref(count))
if count.value != 1:
    end(ran=True, call="cuDeviceGetCount", code=0, name="%d devices where one was named" % count.value)
device = ctypes.c_int()
check("cuDeviceGet", ctypes.byref(device), 0)
context = ctypes.c_void_p()
check("cuDevicePrimaryCtxRetain", ctypes.byref(context), device)
check("cuCtxSetCurrent", context)
size = 1 << 20
memory = ctypes.c_uint64()
check("cuMemAlloc_v2", ctypes.byref(memory), ctypes.c_size_t(size))
check("cuMemsetD8_v2", memory, ctypes.c_ubyte(0xA5), ctypes.c_size_t(size))
back = (ctypes.c_ubyte * size)()
check("cuMemcpyDtoH_v2", back, memory, ctypes.c_size_t(size))
check("cuMemFree_v2", memory)
check("cuDevicePrimaryCtxRelease_v2", device)
if bytes(back) != b"\\xa5" * size:
    end(ran=True, call="cuMemcpyDtoH", code=0, name="other bytes came back than were written")
end(ran=True)
`

/** Initialises CUDA on one device, by UUID, and writes and reads a megabyte of its memory. */
export async function checkCuda(device: string, tools: Tools): Promise<CudaCheck> {
  const answer = await ask('python3', ['-c', PROGRAM], tools, { CUDA_VISIBLE_DEVICES: device })
  switch (answer.kind) {
    case 'absent':
      return { kind: 'not-run', why: 'python3 is not on the PATH' }
    case 'hung':
      return { kind: 'bad', evidence: `CUDA did not answer within ${tools.timeoutMs} ms.` }
    case 'answered':
      return read(answer.stdout, answer.stderr, answer.exitCode)
  }
}

function read(stdout: string, stderr: string, exitCode: number): CudaCheck {
  const said = parse(stdout)
  const text = (name: string): string => {
    const found = said?.get(name)
    return typeof found === 'string' || typeof found === 'number' ? String(found) : ''
  }
  if (said === undefined) {
    // Death by a signal is the driver's doing; a Python that can't run this says so by an exit code.
    const evidence = `python3 ended with exit code ${exitCode}: ${stderr.trim().slice(-300)}`
    return exitCode >= 128 ? { kind: 'bad', evidence } : { kind: 'not-run', why: evidence }
  }
  if (said.get('ran') !== true) return { kind: 'not-run', why: text('why') }
  return said.has('call')
    ? { kind: 'bad', evidence: `${text('call')} returned ${text('code')} (${text('name')}).` }
    : { kind: 'ok', evidence: 'CUDA was initialised and a megabyte written and read.' }
}

function parse(stdout: string): ReadonlyMap<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(stdout)
    return typeof value === 'object' && value !== null ? new Map<string, unknown>(Object.entries(value)) : undefined
  } catch {
    return undefined
  }
}
