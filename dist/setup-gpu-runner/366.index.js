export const id = 366;
export const ids = [366];
export const modules = {

/***/ 366:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  oS: () => (/* reexport */ LeaseDirectoryError),
  XC: () => (/* reexport */ acquire),
  Mb: () => (/* reexport */ checkCuda),
  Fv: () => (/* reexport */ computeProcesses),
  Kq: () => (/* reexport */ discoverAmd),
  pc: () => (/* reexport */ discoverNvidia),
  JZ: () => (/* reexport */ endProcess),
  qX: () => (/* reexport */ findJobProcess),
  Zb: () => (/* reexport */ parseUsage),
  _r: () => (/* reexport */ release),
  D2: () => (/* reexport */ standpoint),
  Lt: () => (/* reexport */ startSampler)
});

// UNUSED EXPORTS: newestCuda

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(760);
// EXTERNAL MODULE: ./build/packages/process/src/index.js + 7 modules
var src = __webpack_require__(232);
;// CONCATENATED MODULE: ./build/packages/gpu/src/ask.js

/** A tool that has not answered by then is asked to end, and killed soon after. */
const GRACE_MS = 300;
/** A full XML report of 16 GPUs with MIG takes well under one. */
const MAX_OUTPUT_BYTES = 8 * 1024 * 1024;
/**
 * Calls a tool of the host. It never takes much longer than the limit, also when the tool waits in the kernel and
 * can't be killed.
 * @throws the signal's reason when the caller gave up.
 */
async function ask(tool, args, { env, timeoutMs, signal }, more = {}) {
    try {
        const result = await (0,src/* run */.eF)(tool, args, {
            env: { ...env, ...more, LC_ALL: 'C' },
            timeoutMs,
            graceMs: GRACE_MS,
            maxOutputBytes: MAX_OUTPUT_BYTES,
            ...(signal === undefined ? {} : { signal }),
        });
        signal?.throwIfAborted();
        if (result.ending === 'timed-out') {
            return { kind: 'hung', unkillable: result.exitCode === null && result.signal === null };
        }
        // A tool that dies of a signal has no exit code; shells write 128 and more.
        return { kind: 'answered', exitCode: result.exitCode ?? 128, stdout: result.stdout, stderr: result.stderr };
    }
    catch (error) {
        if (error instanceof src/* StartError */.D4)
            return { kind: 'absent' };
        throw error;
    }
}

;// CONCATENATED MODULE: ./build/packages/gpu/src/device.js
/** One bad finding makes a device bad; one that is unknown and not covered by another makes it unknown. */
function healthOf(findings) {
    if (findings.some(({ value }) => value === 'bad'))
        return 'bad';
    const answered = findings.some(({ value }) => value === 'ok');
    return answered && findings.every(({ value, coveredBy }) => value === 'ok' || coveredBy !== undefined)
        ? 'ok'
        : 'unknown';
}

;// CONCATENATED MODULE: ./build/packages/gpu/src/pci.js


const VENDORS = { nvidia: '0x10de', amd: '0x1002' };
/** Bus addresses of a vendor's display controllers and accelerators, as the kernel shows them, driver or not. */
async function devicesOnBus(vendor, sysRoot = '/sys') {
    const bus = (0,external_node_path_.join)(sysRoot, 'bus/pci/devices');
    const addresses = await (0,promises_.readdir)(bus).catch(() => []);
    const found = await Promise.all(addresses.map(async (address) => {
        const [id, deviceClass] = await Promise.all([
            read((0,external_node_path_.join)(bus, address, 'vendor')),
            read((0,external_node_path_.join)(bus, address, 'class')),
        ]);
        // 0x03: display controller, 0x12: processing accelerator (PCI code and ID assignment specification).
        return id === VENDORS[vendor] && /^0x(?:03|12)/.test(deviceClass) ? [address] : [];
    }));
    return found.flat().sort();
}
async function read(file) {
    return (await (0,promises_.readFile)(file, 'utf8').catch(() => '')).trim();
}

;// CONCATENATED MODULE: ./build/packages/gpu/src/amd/json.js
function isRecord(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
/** One object per GPU: ROCm 6 prints a list, ROCm 7 wraps it as `{"gpu_data": […]}`. Lines before it are warnings. */
function readGpus(text) {
    const start = text.search(/^[[{]/m);
    if (start < 0)
        return undefined;
    try {
        const value = JSON.parse(text.slice(start));
        const list = isRecord(value) ? value['gpu_data'] : value;
        return Array.isArray(list) ? list.filter(isRecord) : undefined;
    }
    catch {
        return undefined;
    }
}
/** The value at a path of names. */
function at(value, ...path) {
    return path.reduce((inner, name) => (isRecord(inner) ? inner[name] : undefined), value);
}
/** A text that says something. */
function textAt(value, ...path) {
    const found = at(value, ...path);
    return typeof found === 'string' && !/^(N\/A|UNKNOWN|)$/i.test(found) ? found : undefined;
}
/** A number, bare or as `{"value": 192, "unit": "GB"}`. */
function numberAt(value, ...path) {
    const found = at(value, ...path);
    const bare = isRecord(found) ? found['value'] : found;
    return typeof bare === 'number' && Number.isFinite(bare) ? bare : undefined;
}
/** Bytes of `{"value": 196592, "unit": "MB"}`; amd-smi’s MB are binary. */
function bytesAt(value, ...path) {
    const amount = numberAt(value, ...path);
    const unit = textAt(value, ...path, 'unit') ?? 'MB';
    const factor = { B: 1, KB: 2 ** 10, MB: 2 ** 20, GB: 2 ** 30 }[unit];
    return amount === undefined || factor === undefined ? undefined : amount * factor;
}

;// CONCATENATED MODULE: ./build/packages/gpu/src/amd/discover.js






const TOOL = 'amd-smi';
const STATIC = ['static', '--json', '--asic', '--vram', '--bus'];
/** AMD's devices by their render node, which is what containers get. */
async function discoverAmd(tools) {
    const onBus = await devicesOnBus('amd', tools.sysRoot);
    let answer = await ask(TOOL, [...STATIC, '--driver'], tools);
    // Versions before 24.5 don't know `--driver`.
    if (answer.kind === 'answered' && answer.exitCode !== 0)
        answer = await ask(TOOL, STATIC, tools);
    if (answer.kind === 'absent') {
        return onBus.length === 0
            ? { kind: 'none', why: 'There is no AMD device on the bus, and no `amd-smi`.' }
            : { kind: 'none', why: `${onBus.length} AMD devices are on the bus, but \`amd-smi\` is not installed.` };
    }
    if (answer.kind === 'hung')
        return hung(STATIC, answer, tools);
    const gpus = answer.exitCode === 0 ? readGpus(answer.stdout) : undefined;
    if (gpus === undefined || gpus.length === 0) {
        if (onBus.length === 0)
            return { kind: 'none', why: 'There is no AMD device on the bus; `amd-smi` finds none either.' };
        const text = `${answer.stdout}\n${answer.stderr}`.trim();
        return {
            kind: 'failed',
            command: command(STATIC),
            exitCode: answer.exitCode,
            why: 'amd-smi finds no device though the bus shows some.',
            text,
        };
    }
    const metricArgs = ['metric', '--json', '--ecc', '--mem-usage'];
    const metric = await ask(TOOL, metricArgs, tools);
    if (metric.kind === 'hung')
        return hung(metricArgs, metric, tools);
    const metrics = metric.kind === 'answered' && metric.exitCode === 0 ? (readGpus(metric.stdout) ?? []) : [];
    const devices = await Promise.all(gpus.map((gpu) => deviceOf(gpu, metrics, tools.sysRoot)));
    const driverVersion = gpus
        .map((gpu) => textAt(gpu, 'driver', 'version') ?? textAt(gpu, 'driver', 'driver_version'))
        .find((version) => version !== undefined);
    const found = devices.filter((device) => device !== undefined);
    return {
        kind: 'found',
        vendor: 'amd',
        devices: found,
        processes: [],
        notes: found.length < gpus.length ? [`${gpus.length - found.length} AMD devices have no render node here.`] : [],
        missingOnBus: Math.max(0, onBus.length - gpus.length),
        ...(driverVersion === undefined ? {} : { driverVersion }),
    };
}
async function deviceOf(gpu, metrics, sysRoot = '/sys') {
    const index = numberAt(gpu, 'gpu') ?? 0;
    const pciAddress = textAt(gpu, 'bus', 'bdf')?.toLowerCase();
    const node = pciAddress === undefined ? undefined : await renderNode(pciAddress, sysRoot);
    if (pciAddress === undefined || node === undefined)
        return undefined;
    const metric = metrics.find((each) => numberAt(each, 'gpu') === index);
    const findings = judge(metric);
    const [total, used] = [bytesAt(gpu, 'vram', 'size'), bytesAt(metric, 'mem_usage', 'used_vram')];
    return {
        id: node,
        vendor: 'amd',
        kind: 'gpu',
        index,
        name: textAt(gpu, 'asic', 'market_name') ?? 'AMD GPU',
        pciAddress,
        findings,
        health: healthOf(findings),
        ...(total === undefined ? {} : { memoryBytes: total }),
        ...(used === undefined ? {} : { memoryUsedBytes: used }),
    };
}
async function renderNode(pciAddress, sysRoot) {
    const drm = await (0,promises_.readdir)((0,external_node_path_.join)(sysRoot, 'bus/pci/devices', pciAddress, 'drm')).catch(() => []);
    const node = drm.find((name) => /^renderD\d+$/.test(name));
    return node === undefined ? undefined : `/dev/dri/${node}`;
}
function judge(metric) {
    const count = numberAt(metric, 'ecc', 'total_uncorrectable_count');
    if (count === undefined) {
        return [{ check: 'ecc', value: 'unknown', evidence: 'amd-smi tells no count of uncorrectable memory errors.' }];
    }
    return [
        {
            check: 'ecc',
            value: count > 0 ? 'bad' : 'ok',
            evidence: `${count} uncorrectable memory errors since the driver was loaded.`,
        },
    ];
}
function hung(args, { unkillable }, tools) {
    return { kind: 'hung', command: command(args), limitMs: tools.timeoutMs, unkillable };
}
function command(args) {
    return [TOOL, ...args].join(' ');
}

;// CONCATENATED MODULE: ./build/packages/gpu/src/cuda-check.js

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
`;
/** Initialises CUDA on one device, by UUID, and writes and reads a megabyte of its memory. */
async function checkCuda(device, tools) {
    const answer = await ask('python3', ['-c', PROGRAM], tools, { CUDA_VISIBLE_DEVICES: device });
    switch (answer.kind) {
        case 'absent':
            return { kind: 'not-run', why: 'python3 is not on the PATH' };
        case 'hung':
            return { kind: 'bad', evidence: `CUDA did not answer within ${tools.timeoutMs} ms.` };
        case 'answered':
            return cuda_check_read(answer.stdout, answer.stderr, answer.exitCode);
    }
}
function cuda_check_read(stdout, stderr, exitCode) {
    const said = parse(stdout);
    const text = (name) => {
        const found = said?.get(name);
        return typeof found === 'string' || typeof found === 'number' ? String(found) : '';
    };
    if (said === undefined) {
        // Death by a signal is the driver's doing; a Python that can't run this says so by an exit code.
        const evidence = `python3 ended with exit code ${exitCode}: ${stderr.trim().slice(-300)}`;
        return exitCode >= 128 ? { kind: 'bad', evidence } : { kind: 'not-run', why: evidence };
    }
    if (said.get('ran') !== true)
        return { kind: 'not-run', why: text('why') };
    return said.has('call')
        ? { kind: 'bad', evidence: `${text('call')} returned ${text('code')} (${text('name')}).` }
        : { kind: 'ok', evidence: 'CUDA was initialised and a megabyte written and read.' };
}
function parse(stdout) {
    try {
        const value = JSON.parse(stdout);
        return typeof value === 'object' && value !== null ? new Map(Object.entries(value)) : undefined;
    }
    catch {
        return undefined;
    }
}

// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(500);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(24);
;// CONCATENATED MODULE: ./build/packages/gpu/src/lease/directory.js



class LeaseDirectoryError extends Error {
    name = 'LeaseDirectoryError';
    problem;
    constructor(problem, message) {
        super(message);
        this.problem = problem;
    }
}
/** Enough for 64 jobs that end in the same second. */
const LOCK_LIMIT_MS = 30_000;
const STICKY = 0o1000;
const FOR_OTHERS = 0o002;
/**
 * Makes sure that a directory can hold leases; creates it, open to all users of the host like `/tmp`, when its parent is there.
 * @throws LeaseDirectoryError naming what is wrong and what to do.
 */
async function openLeaseDirectory(path) {
    let found = await (0,promises_.lstat)(path).catch(ignore);
    if (found === undefined) {
        await create(path);
        found = await (0,promises_.lstat)(path).catch(ignore);
    }
    if (found === undefined)
        throw new LeaseDirectoryError('missing', `${path} could not be created.`);
    if (found.isSymbolicLink()) {
        throw new LeaseDirectoryError('symlink', `${path} is a symbolic link. Name the directory that it leads to, so that all runners of the host mean the same one.`);
    }
    if (!found.isDirectory())
        throw new LeaseDirectoryError('not-a-directory', `${path} is not a directory.`);
    if ((found.mode & FOR_OTHERS) !== 0 && (found.mode & STICKY) === 0) {
        throw new LeaseDirectoryError('unsafe', `Every user may remove the leases of others in ${path}: run \`chmod +t\` on it.`);
    }
    await (0,promises_.access)(path, external_node_fs_.constants.R_OK | external_node_fs_.constants.W_OK | external_node_fs_.constants.X_OK).catch(() => {
        throw new LeaseDirectoryError('unwritable', `This user may not write to ${path}: give all runners of the host the right to.`);
    });
}
async function create(path) {
    const parent = await (0,promises_.stat)((0,external_node_path_.dirname)(path)).catch(ignore);
    if (parent === undefined)
        throw new LeaseDirectoryError('missing', `${(0,external_node_path_.dirname)(path)} does not exist.`);
    try {
        await (0,promises_.mkdir)(path);
        // Past the umask.
        await (0,promises_.chmod)(path, 0o1777);
    }
    catch (error) {
        if (hasCode(error, 'EEXIST'))
            return;
        if (hasCode(error, 'ENOTDIR'))
            throw new LeaseDirectoryError('not-a-directory', `${(0,external_node_path_.dirname)(path)} is not a directory.`);
        throw new LeaseDirectoryError('unwritable', `${path} does not exist and can’t be created by this user.`);
    }
}
/** An exclusive kernel lock on the file `lock` of the directory. */
async function enterDirectory(directory, lock, signal) {
    const path = (0,external_node_path_.join)(directory, 'lock');
    for (;;) {
        const file = await openLockFile(path);
        try {
            if ((await lock.exclusive(file.fd, LOCK_LIMIT_MS, signal)) === 'busy') {
                throw new LeaseDirectoryError('lock-busy', `${path} is locked by another process for more than ${LOCK_LIMIT_MS / 1000} s.`);
            }
            const [locked, named] = [await file.stat(), await (0,promises_.stat)(path).catch(ignore)];
            // Somebody removed the file meanwhile: the lock that counts is on the present one.
            if (named?.ino === locked.ino && named.dev === locked.dev)
                return () => file.close();
        }
        catch (error) {
            await file.close();
            throw error;
        }
        await file.close();
    }
}
async function openLockFile(path) {
    for (;;) {
        try {
            const file = await openPlainly(path);
            if ((await file.stat()).isFile())
                return file;
            await file.close();
            throw new LeaseDirectoryError('lock-damaged', `${path} is not a regular file. Remove it.`);
        }
        catch (error) {
            if (hasCode(error, 'ELOOP'))
                throw new LeaseDirectoryError('lock-damaged', `${path} is a symbolic link. Remove it.`);
            if (hasCode(error, 'EACCES'))
                throw new LeaseDirectoryError('lock-damaged', `This user may not read ${path}: run \`chmod 644\` on it.`);
            if (!hasCode(error, 'ENOENT'))
                throw error;
        }
        try {
            // Reading is enough to lock it, so nobody needs to write another user's file.
            const file = await (0,promises_.open)(path, external_node_fs_.constants.O_RDWR | external_node_fs_.constants.O_CREAT | external_node_fs_.constants.O_EXCL, 0o644);
            await file.chmod(0o644);
            await file.close();
        }
        catch (error) {
            if (!hasCode(error, 'EEXIST'))
                throw error;
        }
    }
}
/** Opens for reading what is really there: no link is followed, no pipe is waited for. */
function openPlainly(path) {
    return (0,promises_.open)(path, external_node_fs_.constants.O_RDONLY | external_node_fs_.constants.O_NOFOLLOW | external_node_fs_.constants.O_NONBLOCK);
}
function hasCode(error, code) {
    return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}
function ignore() {
    return undefined;
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(217);
// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(421);
;// CONCATENATED MODULE: ./build/packages/gpu/src/lease/process.js

/** @throws when there is no `/proc`, as outside Linux. */
async function standpoint() {
    const [bootId, self, status] = await Promise.all([
        (0,promises_.readFile)('/proc/sys/kernel/random/boot_id', 'utf8'),
        (0,promises_.readlink)('/proc/self'),
        (0,promises_.readFile)('/proc/self/status', 'utf8'),
    ]);
    // Several numbers: `/proc` belongs to an outer namespace, as after `unshare --pid` without `--mount-proc`.
    const numbers = /^NSpid:\s+(.+)$/m.exec(status)?.[1]?.split(/\s+/) ?? [];
    const own = numbers.length === 1 && Number(self) === process.pid;
    const pid = Number(self);
    return {
        bootId: bootId.trim(),
        namespace: own ? await (0,promises_.readlink)('/proc/self/ns/pid') : undefined,
        self: { pid, startTime: (await startTimeOf(pid)) ?? '' },
    };
}
/** When a process started; `undefined` when it is gone, a zombie included. */
async function startTimeOf(pid) {
    const fields = await stat(pid);
    const state = fields?.[0];
    return state === undefined || state === 'Z' || state === 'X' ? undefined : fields?.[19];
}
/** Whether exactly this process still lives. */
async function lives({ pid, startTime }) {
    return (await startTimeOf(pid)) === startTime;
}
async function parentOf(pid) {
    const parent = (await stat(pid))?.[1];
    return parent === undefined ? undefined : Number(parent);
}
/** The fields of `/proc/PID/stat` after the name, which may itself hold blanks and brackets (proc(5)). */
async function stat(pid) {
    try {
        const text = await (0,promises_.readFile)(`/proc/${pid}/stat`, 'utf8');
        return text.slice(text.lastIndexOf(')') + 2).split(' ');
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./build/packages/gpu/src/lease/holder.js



/** Whether the process `$1` that started at `$2` lives: the 22nd field of its `stat` (proc(5)), the name cut off. */
const ALIVE = `alive() {
  read -r line 2>/dev/null </proc/"$1"/stat || return 1
  start=$2
  set -f; set -- \${line##*) }
  [ "$1" != Z ] && [ "\${20}" = "$start" ]
}`;
const HOLD = `${ALIVE}
while alive "$1" "$2"; do sleep "$3"; done`;
const SAMPLE = `${ALIVE}
while alive "$1" "$2"; do
  nvidia-smi --query-gpu=uuid,utilization.gpu,memory.used --format=csv,noheader 2>/dev/null
  sleep "$3"
done`;
/**
 * Starts a process of its own session that has the locked files open and does nothing until the job's process ends. The
 * runner ends it with the job, as it does with everything that carries `RUNNER_TRACKING_ID`.
 */
async function startHolder(owner, fds, env, pollSeconds) {
    return detached(HOLD, owner, pollSeconds, env, ['ignore', 'ignore', 'ignore', ...fds]);
}
/** Starts a process that notes the GPUs' use in a file until the job's process ends. A hanging nvidia-smi hangs it alone. */
async function startSampler(owner, file, env, intervalSeconds) {
    const output = (0,external_node_fs_.openSync)(file, 'a', 0o600);
    try {
        return await detached(SAMPLE, owner, intervalSeconds, env, ['ignore', output, 'ignore']);
    }
    finally {
        (0,external_node_fs_.closeSync)(output);
    }
}
/** Ends a holder or sampler with all it started; a process that is not exactly this one is left alone. */
async function endProcess(identity) {
    if (!(await lives(identity)))
        return;
    try {
        process.kill(-identity.pid, 'SIGKILL');
    }
    catch {
        // It has ended by itself, or belongs to another user.
    }
}
async function detached(script, owner, seconds, env, stdio) {
    const args = ['-c', script, 'ml-actions-gpu', String(owner.pid), owner.startTime, String(seconds)];
    const child = (0,external_node_child_process_.spawn)('sh', args, { env: { ...env, LC_ALL: 'C' }, stdio, detached: true, cwd: '/' });
    const pid = await new Promise((resolve) => {
        child.once('spawn', () => resolve(child.pid));
        child.once('error', () => resolve(undefined));
    });
    child.unref();
    if (pid === undefined)
        return null;
    const startTime = await startTimeOf(pid);
    return { pid, startTime: startTime ?? '' };
}

;// CONCATENATED MODULE: ./build/packages/gpu/src/lease/record.js
/** The record of a lease file; `undefined` when it is none. */
function parseRecord(text) {
    try {
        const value = JSON.parse(text);
        return isLease(value) ? value : undefined;
    }
    catch {
        return undefined;
    }
}
function isLease(value) {
    if (!isObject(value) || value['schema'] !== 1)
        return false;
    const { id, device, owner, holder, label, since } = value;
    return (typeof id === 'string' &&
        typeof device === 'string' &&
        typeof since === 'string' &&
        isIdentity(owner) &&
        typeof owner['name'] === 'string' &&
        typeof owner['bootId'] === 'string' &&
        (owner['namespace'] === null || typeof owner['namespace'] === 'string') &&
        (holder === null || isIdentity(holder)) &&
        isObject(label) &&
        ['repository', 'run', 'job', 'runner'].every((name) => typeof label[name] === 'string'));
}
function isIdentity(value) {
    return isObject(value) && Number.isSafeInteger(value['pid']) && typeof value['startTime'] === 'string';
}
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}

;// CONCATENATED MODULE: ./build/packages/gpu/src/lease/survey.js





const MAX_BYTES = 16 * 1024;
const LEASE_SUFFIX = '.lease';
const LEASE = /^(.+)\.(\d+)\.lease$/;
const TICKET = /^\d{12}-[0-9a-f]+\.ticket$/;
const LEFTOVER = /^new-[0-9a-f]+$/;
/** The name of a device's lease file; one per user, because nobody can remove or rewrite another user's. */
function leaseFile(device, uid) {
    return `${encodeURIComponent(device)}.${uid}${LEASE_SUFFIX}`;
}
/** Reads everything in a lease directory and judges who is still alive. */
async function survey(directory, lock, here) {
    const names = (await (0,promises_.readdir)(directory)).sort();
    const opened = [];
    try {
        for (const name of names.filter((each) => LEASE.test(each))) {
            const read = await readLease(directory, name, here);
            if (read !== undefined)
                opened.push(read);
        }
        const probed = opened.flatMap(({ probe }) => (probe === undefined ? [] : [probe]));
        const held = await lock.areHeld(probed.map(({ fd }) => fd));
        return {
            leases: opened.map(({ lease, probe }) => probe === undefined || lease.record === undefined
                ? lease
                : { ...lease, state: held[probed.indexOf(probe)] === true ? 'live' : 'dead', record: lease.record }),
            tickets: names.filter((each) => TICKET.test(each)),
            leftovers: names.filter((each) => LEFTOVER.test(each)),
            foreign: names.filter((each) => each !== 'lock' && ![LEASE, TICKET, LEFTOVER].some((known) => known.test(each))),
        };
    }
    finally {
        for (const { probe } of opened)
            await probe?.close();
    }
}
/** Only the tickets, which is all that somebody needs whose turn it is not. */
async function tickets(directory) {
    return (await (0,promises_.readdir)(directory)).filter((name) => TICKET.test(name)).sort();
}
/** A lease that only its lock can tell about comes with its open file. */
async function readLease(directory, name, here) {
    const device = survey_deviceOf(name);
    const unknown = (why, record) => ({
        lease: { file: name, device, state: 'unknown', why, ...(record === undefined ? {} : { record }) },
    });
    let file;
    try {
        file = await openPlainly((0,external_node_path_.join)(directory, name));
    }
    catch (error) {
        // It was given back in this moment.
        if (hasCode(error, 'ENOENT'))
            return undefined;
        return unknown(hasCode(error, 'ELOOP') ? `${name} is a symbolic link` : `${name} can’t be read by this user`);
    }
    let keep = false;
    try {
        const { size, ...stat } = await file.stat();
        if ((stat.mode & 0o170000) !== 0o100000)
            return unknown(`${name} is not a regular file`);
        const record = size > MAX_BYTES ? undefined : parseRecord(await file.readFile('utf8'));
        if (record === undefined || record.device !== device)
            return unknown(`${name} is damaged`);
        const state = await survey_judge(record, here);
        if (state !== 'ask-lock')
            return { lease: { file: name, device, state, record } };
        if (record.holder === null)
            return unknown(`the job of ${name} can’t be seen from here, and no process holds its lock`, record);
        keep = true;
        return { lease: { file: name, device, state: 'live', record }, probe: file };
    }
    finally {
        if (!keep)
            await file.close();
    }
}
async function survey_judge({ owner }, here) {
    if (owner.bootId !== here.bootId)
        return 'dead';
    if (owner.namespace === null || owner.namespace !== here.namespace)
        return 'ask-lock';
    return (await lives(owner)) ? 'live' : 'dead';
}
function survey_deviceOf(name) {
    const encoded = LEASE.exec(name)?.[1] ?? name;
    try {
        return decodeURIComponent(encoded);
    }
    catch {
        return encoded;
    }
}

;// CONCATENATED MODULE: ./build/packages/gpu/src/lease/grant.js






const HOLDER_POLL_SECONDS = 2;
const LEFTOVER_AGE_MS = 60_000;
/**
 * Writes the lease files of one grant. Each is whole, locked and held by a process of its own before it gets its name.
 * To be called while nobody else decides.
 */
async function grant(devices, request, situation) {
    const { directory, owner } = request;
    const { lock, here, survey } = situation;
    const id = (0,external_node_crypto_.randomBytes)(8).toString('hex');
    const uid = process.getuid?.() ?? 0;
    const stale = survey.leases
        .filter(({ device, state }) => state === 'dead' && devices.includes(device))
        .map(({ file }) => file);
    for (const name of stale)
        await (0,promises_.unlink)((0,external_node_path_.join)(directory, name)).catch(() => undefined);
    for (const name of survey.leftovers)
        await removeOld((0,external_node_path_.join)(directory, name));
    const open = await Promise.all(devices.map(() => grant_create(directory)));
    const published = [];
    let holder = null;
    try {
        const fds = open.map(({ file }) => file.fd);
        await lock.takeAll(fds);
        const seconds = request.pollMs === undefined ? HOLDER_POLL_SECONDS : request.pollMs / 1_000;
        holder = await startHolder(owner, fds, request.env, seconds);
        for (const [at, { file, path }] of open.entries()) {
            const device = devices[at] ?? '';
            const record = {
                schema: 1,
                id,
                device,
                owner: {
                    pid: owner.pid,
                    startTime: owner.startTime,
                    name: owner.name,
                    bootId: here.bootId,
                    namespace: here.namespace ?? null,
                },
                holder,
                label: request.label,
                since: new Date().toISOString(),
            };
            await file.writeFile(`${JSON.stringify(record)}\n`);
            await file.sync();
            const name = leaseFile(device, uid);
            await situation.publish(path, (0,external_node_path_.join)(directory, name));
            published.push(name);
        }
        return { id, directory, devices, files: published, holder };
    }
    catch (error) {
        for (const name of published)
            await (0,promises_.unlink)((0,external_node_path_.join)(directory, name)).catch(() => undefined);
        if (holder !== null)
            await endProcess(holder);
        throw error;
    }
    finally {
        await Promise.all(open.map(async ({ file, path }) => {
            await (0,promises_.unlink)(path).catch(() => undefined);
            await file.close();
        }));
    }
}
/** What an attempt that was killed has left; one that is under way takes much less time. */
async function removeOld(path) {
    const found = await (0,promises_.lstat)(path).catch(() => undefined);
    if (found !== undefined && Date.now() - found.mtimeMs > LEFTOVER_AGE_MS)
        await (0,promises_.unlink)(path).catch(() => undefined);
}
async function grant_create(directory) {
    const path = (0,external_node_path_.join)(directory, `new-${(0,external_node_crypto_.randomBytes)(8).toString('hex')}`);
    const file = await (0,promises_.open)(path, external_node_fs_.constants.O_RDWR | external_node_fs_.constants.O_CREAT | external_node_fs_.constants.O_EXCL, 0o644);
    await file.chmod(0o644);
    return { file, path };
}

;// CONCATENATED MODULE: ./build/packages/gpu/src/lease/kernel-lock.js



const PROBE_LIMIT_MS = 20_000;
/** util-linux and busybox; for each inherited file a digit. */
const FLOCK_EACH = 'for fd; do if flock MODE -n "$fd" 2>/dev/null; then printf 0; else printf 1; fi; done';
const PYTHON = `
import fcntl, sys
mode = fcntl.LOCK_EX if sys.argv[1] == "-x" else fcntl.LOCK_SH
if sys.argv[2] == "wait":
    fcntl.flock(3, mode)
else:
    for fd in sys.argv[3:]:
        try:
            fcntl.flock(int(fd), mode | fcntl.LOCK_NB)
            sys.stdout.write("0")
        except OSError:
            sys.stdout.write("1")
`;
/** The lock by `flock` where it is installed, else by `python3`; `undefined` where neither is. */
async function openKernelLock(env) {
    if (await isOnPath('flock', env)) {
        return kernelLock(env, {
            wait: (mode) => ['flock', [mode, '3']],
            each: (mode, fds) => ['sh', ['-c', FLOCK_EACH.replace('MODE', mode), 'flock', ...fds]],
        });
    }
    if (await isOnPath('python3', env)) {
        return kernelLock(env, {
            wait: (mode) => ['python3', ['-c', PYTHON, mode, 'wait']],
            each: (mode, fds) => ['python3', ['-c', PYTHON, mode, 'try', ...fds]],
        });
    }
    return undefined;
}
function kernelLock(env, commands) {
    const wait = async (mode, fd, timeoutMs, signal) => {
        const { code } = await call(commands.wait(mode), [fd], env, timeoutMs, signal);
        signal?.throwIfAborted();
        return code === 0 ? 'locked' : 'busy';
    };
    const each = async (mode, fds) => {
        if (fds.length === 0)
            return [];
        const command = commands.each(mode, fds.map((_, at) => String(at + 3)));
        const { stdout } = await call(command, fds, env, PROBE_LIMIT_MS);
        // An answer that is cut short says nothing: what is not known to be free is held.
        return fds.map((_, at) => stdout[at] !== '0');
    };
    return {
        exclusive: (fd, timeoutMs, signal) => wait('-x', fd, timeoutMs, signal),
        shared: (fd, timeoutMs, signal) => wait('-s', fd, timeoutMs, signal),
        areHeld: (fds) => each('-s', fds),
        async takeAll(fds) {
            if ((await each('-x', fds)).includes(true))
                throw new Error('a new file could not be locked');
        },
    };
}
function call([program, args], fds, env, timeoutMs, signal) {
    return new Promise((resolve, reject) => {
        const child = (0,external_node_child_process_.spawn)(program, [...args], { env: { ...env }, stdio: ['ignore', 'pipe', 'ignore', ...fds] });
        let stdout = '';
        const kill = () => void child.kill('SIGKILL');
        const limit = setTimeout(kill, timeoutMs);
        signal?.addEventListener('abort', kill, { once: true });
        if (signal?.aborted === true)
            kill();
        child.stdout?.setEncoding('utf8').on('data', (text) => {
            stdout += text;
        });
        child.once('error', reject);
        child.once('close', (code) => {
            clearTimeout(limit);
            signal?.removeEventListener('abort', kill);
            resolve({ code, stdout });
        });
    });
}
async function isOnPath(program, env) {
    for (const folder of (env['PATH'] ?? '').split(external_node_path_.delimiter).filter((each) => each !== '')) {
        const found = await (0,promises_.access)((0,external_node_path_.join)(folder, program), promises_.constants.X_OK).then(() => true, () => false);
        if (found)
            return true;
    }
    return false;
}

;// CONCATENATED MODULE: ./build/packages/gpu/src/lease/ticket.js






/** Takes the next place. To be called while nobody else decides. */
async function takeTicket(directory, lock) {
    const last = Number((await tickets(directory)).at(-1)?.slice(0, 12) ?? 0);
    const name = `${String(last + 1).padStart(12, '0')}-${(0,external_node_crypto_.randomBytes)(6).toString('hex')}.ticket`;
    const path = (0,external_node_path_.join)(directory, name);
    const file = await (0,promises_.open)(path, external_node_fs_.constants.O_RDWR | external_node_fs_.constants.O_CREAT | external_node_fs_.constants.O_EXCL, 0o644);
    await file.chmod(0o644);
    await lock.takeAll([file.fd]);
    const gone = new Set();
    return {
        name,
        before: async () => (await tickets(directory)).filter((other) => other < name && !gone.has(other)),
        async waitFor(other, timeoutMs, signal) {
            let theirs;
            try {
                theirs = await openPlainly((0,external_node_path_.join)(directory, other));
            }
            catch {
                gone.add(other);
                return;
            }
            try {
                if ((await lock.shared(theirs.fd, timeoutMs, signal)) === 'locked') {
                    gone.add(other);
                    // A dead one's ticket; another user's stays and harms nobody.
                    await (0,promises_.unlink)((0,external_node_path_.join)(directory, other)).catch(() => undefined);
                }
            }
            finally {
                await theirs.close();
            }
        },
        async close() {
            await (0,promises_.unlink)(path).catch(() => undefined);
            await file.close();
        },
    };
}

;// CONCATENATED MODULE: ./build/packages/gpu/src/lease/acquire.js








const POLL_MS = 1_000;
/** How long the queue is waited in without a word. */
const REPORT_MS = 30_000;
const kernelExclusion = { enter: enterDirectory, publish: promises_.link, turns: 'queued' };
/**
 * Gets `count` devices for a job, first come first served, all or none. A lease ends when it is given back or when its
 * owner's process is gone, whichever comes first.
 * @throws LeaseDirectoryError when the directory can't hold leases; the signal's reason on abort.
 */
async function acquire(request) {
    const { directory, env, signal, exclusion = kernelExclusion } = request;
    const lock = await openKernelLock(env);
    if (lock === undefined) {
        throw new LeaseDirectoryError('no-lock-tool', 'Neither `flock` (util-linux) nor `python3` is on the PATH; leases need one of them.');
    }
    await openLeaseDirectory(directory);
    const here = await standpoint();
    const leave = await exclusion.enter(directory, lock, signal);
    let ticket;
    try {
        ticket = await takeTicket(directory, lock);
    }
    finally {
        await leave();
    }
    try {
        return await queue(request, { lock, here, ticket, exclusion });
    }
    finally {
        await ticket.close();
    }
}
async function queue(request, place) {
    const { directory, signal, waitMs, pollMs = POLL_MS } = request;
    const { lock, here, ticket } = place;
    const startedAt = performance.now();
    const remaining = () => waitMs - (performance.now() - startedAt);
    let told = '';
    for (;;) {
        signal?.throwIfAborted();
        const before = await ticket.before();
        const last = place.exclusion.turns === 'queued' ? before.at(-1) : undefined;
        if (last === undefined) {
            const granted = await tryGrant(request, place);
            if (granted !== undefined)
                return { kind: 'granted', waitedMs: performance.now() - startedAt, ...granted };
        }
        const seen = await survey(directory, lock, here);
        const waiting = waitingState(before.length + 1, request.candidates, seen);
        if (remaining() <= 0 && (last === undefined || (await isStillThere(ticket, last, request)))) {
            return { kind: 'busy', waiting, survey: seen };
        }
        const tell = `${waiting.position} ${waiting.holders.map(({ device }) => device).join()}`;
        if (tell !== told)
            request.onWait?.(waiting);
        told = tell;
        if (last === undefined)
            await (0,external_node_timers_promises_.setTimeout)(Math.max(0, Math.min(pollMs, remaining())), undefined, {
                ...(signal === undefined ? {} : { signal }),
            });
        else
            await ticket.waitFor(last, Math.max(0, Math.min(REPORT_MS, remaining())), signal);
    }
}
/** A place in the queue whose owner is dead is noticed also by somebody who does not wait. */
async function isStillThere(ticket, name, { signal }) {
    await ticket.waitFor(name, PROBE_MS, signal);
    return (await ticket.before()).includes(name);
}
const PROBE_MS = 500;
async function tryGrant(request, { lock, here, exclusion }) {
    const enough = (seen) => {
        const free = freeOf(request.candidates, seen);
        return free.length >= request.count ? free.slice(0, request.count) : undefined;
    };
    // Looked at without the lock first: whoever waits does not keep others from giving back.
    if (enough(await survey(request.directory, lock, here)) === undefined)
        return undefined;
    const leave = await exclusion.enter(request.directory, lock, request.signal);
    try {
        const seen = await survey(request.directory, lock, here);
        const devices = enough(seen);
        return devices === undefined
            ? undefined
            : { grant: await grant(devices, request, { lock, here, survey: seen, publish: exclusion.publish }), survey: seen };
    }
    finally {
        await leave();
    }
}
function freeOf(candidates, { leases }) {
    return candidates.filter((device) => !leases.some((lease) => lease.device === device && lease.state !== 'dead'));
}
function waitingState(position, candidates, seen) {
    const holders = seen.leases.filter(({ device, state }) => state !== 'dead' && candidates.includes(device));
    return { position, holders, free: freeOf(candidates, seen).length };
}

;// CONCATENATED MODULE: ./build/packages/gpu/src/lease/job-process.js


/**
 * Walks up from this process: `Runner.Worker` is one process per job (actions/runner); any runner marks what it starts by
 * `RUNNER_TRACKING_ID`, so the first ancestor without this mark is the job's process; in a job container the walk ends
 * outside, and its first process lives as long as the job.
 */
async function findJobProcess(here, trackingId) {
    const above = [];
    for (let pid = await parentOf(here.self.pid); pid !== undefined && pid > 0; pid = await parentOf(pid))
        above.push(pid);
    for (const pid of above) {
        if ((await nameOf(pid)) === 'Runner.Worker')
            return identify(pid, 'worker');
    }
    if (trackingId !== '') {
        for (const pid of above) {
            const marked = await isMarked(pid, trackingId);
            if (marked === undefined)
                break;
            if (!marked && pid > 1)
                return identify(pid, 'runner');
        }
    }
    // A process that was brought in from outside (`docker exec`) has no ancestor here.
    if (!above.includes(1) && (await startTimeOf(1)) !== undefined && here.namespace !== undefined) {
        return identify(1, 'container');
    }
    // Rather one that lives too long than one that ends with this step: post gives the lease back in any case.
    return identify(above.filter((pid) => pid > 1).at(-1) ?? here.self.pid, 'ancestor');
}
async function identify(pid, kind) {
    return { pid, startTime: (await startTimeOf(pid)) ?? '', name: await nameOf(pid), kind };
}
async function nameOf(pid) {
    return (await (0,promises_.readFile)(`/proc/${pid}/comm`, 'utf8').catch(() => '')).trim();
}
/** `undefined` when the process is another user's. */
async function isMarked(pid, trackingId) {
    const environment = await (0,promises_.readFile)(`/proc/${pid}/environ`, 'utf8').catch(() => undefined);
    return environment?.split('\0').includes(`RUNNER_TRACKING_ID=${trackingId}`);
}

;// CONCATENATED MODULE: ./build/packages/gpu/src/lease/release.js






/** Gives back what one grant holds. A file that meanwhile belongs to another grant is left alone. Returns the devices given back. */
async function release(grant, env) {
    const lock = await openKernelLock(env);
    // A directory that is gone or locked for ever keeps nobody from removing what is his.
    const leave = lock === undefined ? undefined : await enterDirectory(grant.directory, lock).catch(() => undefined);
    try {
        const released = [];
        for (const name of grant.files) {
            const path = (0,external_node_path_.join)(grant.directory, name);
            const record = await release_read(path);
            if (record?.id !== grant.id)
                continue;
            await (0,promises_.unlink)(path);
            released.push(record.device);
        }
        if (grant.holder !== null)
            await endProcess(grant.holder);
        return released;
    }
    finally {
        await leave?.();
    }
}
async function release_read(path) {
    const file = await openPlainly(path).catch(() => undefined);
    if (file === undefined)
        return undefined;
    try {
        return parseRecord(await file.readFile('utf8'));
    }
    catch {
        return undefined;
    }
    finally {
        await file.close();
    }
}

;// CONCATENATED MODULE: ./build/packages/gpu/src/cuda-version.js
/** First Linux driver of each CUDA (docs.nvidia.com/cuda/cuda-toolkit-release-notes, driver table). */
const NATIVE_DRIVERS = [
    ['13.2', '595.45.04'],
    ['13.1', '590.44.01'],
    ['13.0', '580.65.06'],
    ['12.9', '575.51.03'],
    ['12.8', '570.26'],
    ['12.6', '560.28.03'],
    ['12.5', '555.42.02'],
    ['12.4', '550.54.14'],
    ['12.3', '545.23.06'],
    ['12.2', '535.54.03'],
    ['12.1', '530.30.02'],
    ['12.0', '525.60.13'],
    ['11.8', '520.61.05'],
    ['11.7', '515.43.04'],
    ['11.4', '470.42.01'],
    ['11.0', '450.36.06'],
];
/** The newest CUDA that a driver runs natively, for drivers that don't tell; `undefined` for one that is too old. */
function newestCuda(driverVersion) {
    return NATIVE_DRIVERS.find(([, driver]) => !isOlder(driverVersion, driver))?.[0];
}
function isOlder(left, right) {
    const [ours, theirs] = [left.split('.').map(Number), right.split('.').map(Number)];
    const at = theirs.findIndex((part, index) => part !== (ours[index] ?? 0));
    return at >= 0 && (ours[at] ?? 0) < (theirs[at] ?? 0);
}

;// CONCATENATED MODULE: ./build/packages/gpu/src/nvidia/cell.js
const ABSENT = /^(?:\[?N\/A\]?|\[?Not Supported\]?|\[?Not Active\]?|\[?Not Found\]?|)$/i;
const HIDDEN = /^\[?(?:Insufficient Permissions|Requested functionality has been deprecated|No Permission)\]?$/i;
const ERROR = /^(?:\[?Unknown Error\]?|ERR!|\[?GPU requires reset\]?|\[?GPU is lost\]?|\[?GPU access blocked.*)$/i;
function readCell(text) {
    const trimmed = text.trim();
    if (ABSENT.test(trimmed))
        return { kind: 'absent' };
    if (HIDDEN.test(trimmed))
        return { kind: 'hidden', text: trimmed };
    if (ERROR.test(trimmed))
        return { kind: 'error', text: trimmed };
    return { kind: 'value', text: trimmed };
}
/** The number of `77.71 W`, `143771 MiB`, `28`, `0x0000000000000001`. */
function numberOf(cell) {
    if (cell?.kind !== 'value')
        return undefined;
    const [, amount] = /^(0x[0-9a-f]+|-?\d+(?:\.\d+)?)(?: ?\S+)?$/i.exec(cell.text) ?? [];
    return amount === undefined ? undefined : Number(amount);
}
/** Bytes of a cell in MiB, which is all that nvidia-smi writes. */
function bytesOf(cell) {
    const mebibytes = numberOf(cell);
    return mebibytes === undefined ? undefined : mebibytes * 2 ** 20;
}
/** The text of a cell that holds one. */
function textOf(cell) {
    return cell?.kind === 'value' ? cell.text : undefined;
}

;// CONCATENATED MODULE: ./build/packages/gpu/src/nvidia/exit-codes.js
/** Exit codes of nvidia-smi, which are NVML's (`nvml.h`; manual, RETURN VALUE). */
const MEANINGS = {
    2: 'nvidia-smi did not understand its arguments.',
    3: 'The operation is not available on this device.',
    4: 'This user may not talk to the driver: look at the device nodes, SELinux and the container’s cgroup.',
    6: 'The driver knows no device.',
    8: 'A device’s external power cables are not attached properly.',
    9: 'The driver is not loaded: install it, or rebuild its kernel module (DKMS), then reboot.',
    10: 'The kernel found an interrupt issue with a device: reboot.',
    11: 'The kernel found an interrupt issue with a device: reboot.',
    12: 'The library libnvidia-ml.so is missing: install the driver’s libraries.',
    13: 'The library libnvidia-ml.so is older than nvidia-smi: install matching ones.',
    15: 'A device has fallen off the bus: power-cycle the host.',
    16: 'A device needs a reset.',
    17: 'The system or its cgroups block the driver: look at the container’s settings.',
    18: 'The kernel’s driver and its libraries have different versions, as after an update: reboot or reload the modules.',
};
/** What the exit code of nvidia-smi means and what to do. */
function meaningOf(exitCode, text) {
    if (/Driver\/library version mismatch/.test(text))
        return MEANINGS[18] ?? '';
    if (/Failed to initialize NVML: Unknown Error/.test(text)) {
        return 'The driver is out of reach, as in a container after `systemctl daemon-reload`: start it anew, with CDI where possible.';
    }
    return MEANINGS[exitCode] ?? 'nvidia-smi failed for a reason that it does not tell.';
}
/** A corrupted infoROM (14) is worth a warning; fleets run such devices for years. */
const INFOROM_CORRUPTED = 14;
const NO_DEVICES = 6;
const DRIVER_NOT_LOADED = 9;

;// CONCATENATED MODULE: ./build/packages/gpu/src/nvidia/fields.js
/** What is asked of each GPU; older drivers don't know all of it. */
const WANTED = [
    'index',
    'uuid',
    'name',
    'pci.bus_id',
    'driver_version',
    'memory.total',
    'memory.used',
    'utilization.gpu',
    'temperature.gpu',
    'temperature.gpu.tlimit',
    'persistence_mode',
    'mig.mode.current',
    'ecc.errors.uncorrected.volatile.total',
    'ecc.errors.uncorrected.aggregate.sram.thresholdExceeded',
    'retired_pages.pending',
    'remapped_rows.uncorrectable',
    'remapped_rows.pending',
    'remapped_rows.failure',
    'gpu_recovery_action',
    'inforom.checksum_validation',
    'clocks_event_reasons.active',
    'pcie.link.width.current',
    'pcie.link.width.max',
    'fabric.state',
    'fabric.status',
];
/** Names that a field had before. */
const OLD_NAMES = {
    'clocks_event_reasons.active': 'clocks_throttle_reasons.active',
};
/** The wanted fields under the names that this driver knows (`--help-query-gpu`); all of them when it did not tell. */
function knownFields(help) {
    const known = new Set([...help.matchAll(/"([a-z][\w.]*)"/gi)].map(([, name]) => name));
    if (!known.has('uuid'))
        return WANTED;
    return WANTED.flatMap((field) => {
        const old = OLD_NAMES[field];
        return known.has(field) ? [field] : old !== undefined && known.has(old) ? [old] : [];
    });
}
/** A field's present name. */
function presentName(field) {
    return Object.entries(OLD_NAMES).find(([, old]) => old === field)?.[0] ?? field;
}
/** The field that the driver complains about: one unknown field fails the whole query, with exit code 2. */
function unknownField(text) {
    return /Field "([^"]+)" is not a valid field to query/.exec(text)?.[1];
}

;// CONCATENATED MODULE: ./build/packages/gpu/src/nvidia/rows.js


/** The rows of `--query-gpu … --format=csv,noheader`; other lines, which nvidia-smi prints between them, apart. */
function readRows(fields, csv) {
    const rows = [];
    const others = [];
    for (const line of csv.split('\n').filter((each) => each.trim() !== '')) {
        // Nothing in it is quoted.
        const cells = line.split(', ');
        if (cells.length === fields.length) {
            rows.push(new Map(fields.map((field, at) => [presentName(field), readCell(cells[at] ?? '')])));
        }
        else
            others.push(line.trim());
    }
    return { rows, others };
}
/** Bus addresses of GPUs that the driver can't open; nvidia-smi may list the others and return 0 (pytorch/pytorch#105721). */
function lostDevices(text) {
    const pattern = /Unable to determine the device handle for (?:GPU\d+: |GPU )?(?:GPU)?([0-9a-f:.]+): [^\n]*/gi;
    return [...text.matchAll(pattern)].map(([line, address = '']) => ({ address: kernelAddress(address), text: line }));
}
/** nvidia-smi writes the domain of a bus address with eight figures, the kernel with four. */
function kernelAddress(address) {
    return address.toLowerCase().replace(/^0000(?=[0-9a-f]{4}:)/, '');
}
/** The MIG devices of `nvidia-smi -L`. */
function readList(text) {
    const found = [];
    let gpuIndex = -1;
    for (const line of text.split('\n')) {
        const gpu = /^GPU (\d+): /.exec(line);
        if (gpu !== null)
            gpuIndex = Number(gpu[1]);
        const [, profile = '', index, uuid = ''] = /^\s+MIG (\S+)\s+Device\s+(\d+): \(UUID: (MIG-[^)]+)\)/.exec(line) ?? [];
        if (index !== undefined)
            found.push({ gpuIndex, index: Number(index), profile, uuid });
    }
    return found;
}
/** The rows of `--query-compute-apps=gpu_uuid,pid,used_memory,process_name`; a name may hold anything. */
function readProcesses(csv) {
    return csv.split('\n').flatMap((line) => {
        const [uuid = '', pid = '', memory = '', ...name] = line.trim().split(', ');
        return /^GPU-/.test(uuid) && /^\d+$/.test(pid)
            ? [{ uuid, pid: Number(pid), memory: readCell(memory), name: name.join(', ') }]
            : [];
    });
}

;// CONCATENATED MODULE: ./build/packages/gpu/src/nvidia/xid.js


/** The kernel's log since boot, where this user may read it. */
async function readKernelLog(tools) {
    const dmesg = await ask('dmesg', [], tools);
    if (dmesg.kind === 'answered' && dmesg.exitCode === 0 && dmesg.stdout.trim() !== '') {
        return { readable: true, text: dmesg.stdout };
    }
    // Without the right to see them journalctl shows no kernel lines and exits with 0.
    const journal = await ask('journalctl', ['-k', '-b', '--no-pager', '-q', '-o', 'cat'], tools);
    if (journal.kind === 'answered' && journal.exitCode === 0 && journal.stdout.trim() !== '') {
        return { readable: true, text: journal.stdout };
    }
    return { readable: false, why: 'this user may read neither `dmesg` nor the kernel’s journal' };
}
/** Xid lines (pattern as in leptonai/gpud, `xid/kmsg.go`). */
function readXids(log) {
    const pattern = /NVRM: Xid \((?:PCI:)?([0-9a-f:.]+)\)[^\n]*?: (\d+),[^\n]*/gi;
    return [...log.matchAll(pattern)].map(([line, address = '', code]) => ({
        // The kernel leaves the function out.
        address: kernelAddress(address.includes('.') ? address : `${address}.0`),
        code: Number(code),
        line,
    }));
}
/**
 * What an Xid says of the device, after NVIDIA's catalogue (docs.nvidia.com/deploy/xid-errors).
 * `reset`: not to be used until a reset; the driver's recovery action tells whether that has happened.
 * `out`: the host needs a person. Everything else is an application's fault or information.
 */
function severityOf(code) {
    if (OUT.has(code))
        return 'out';
    return RESET.has(code) ? 'reset' : 'none';
}
// k8s-device-plugin ignores 109, the catalogue asks for a reset: the recovery action decides where there is one.
const RESET = new Set([46, 62, 64, 95, 109, 110, 119, 120, 136, 140, 143, 155, 156, 158]);
const OUT = new Set([48, 54, 74, 78, 79, 144, 145, 146, 147, 148, 149, 150, 151]);

;// CONCATENATED MODULE: ./build/packages/gpu/src/nvidia/health.js


/** NVML's clock event reasons that mean trouble with the hardware: slowdown, thermal slowdown, power brake. */
const HARDWARE_SLOWDOWN = 0x8 | 0x40 | 0x80;
/** DCGM warns from here (`DcgmGPUHardwareLimits.h`). */
const MANY_REMAPPED_ROWS = 512;
/** Judges one GPU by all that could be read of it. */
function health_judge(row, xml, log, address) {
    const recovery = recoveryAction(row, xml);
    return [
        ...errorCells(row),
        ...recovery,
        xidFinding(log, address, recovery.some(({ value }) => value === 'ok')),
        ...yesIsBad(row, 'remapped_rows.failure', 'remapped-rows', 'A row could not be remapped: the device is to be replaced.'),
        ...yesIsBad(row, 'remapped_rows.pending', 'remapped-rows', 'A row waits for a reset to be remapped.'),
        ...yesIsBad(row, 'retired_pages.pending', 'retired-pages', 'A page waits for a reset to be retired.'),
        ...yesIsBad(row, 'ecc.errors.uncorrected.aggregate.sram.thresholdExceeded', 'ecc', 'Too many uncorrected errors of the SRAM: the device is to be replaced.'),
        ...uncorrectedErrors(row),
        ...fabric(row),
        ...slowdown(row),
        ...warnings(row),
    ];
}
function finding(check, value, evidence) {
    return { check, value, evidence };
}
function errorCells(row) {
    return [...row].flatMap(([field, cell]) => {
        if (cell.kind === 'error')
            return [finding('row', 'bad', `${field} reads ${cell.text}.`)];
        // What else is hidden from this user is told; it was never needed for the driver's own verdict.
        return cell.kind === 'hidden' && field.startsWith('ecc.')
            ? [finding('ecc', 'unknown', `${field} reads ${cell.text}.`)]
            : [];
    });
}
/** The driver's own verdict: `gpu_recovery_action` from 570 on, `reset_required` before; the one rule that covers others. */
function recoveryAction(row, xml) {
    const action = textOf(row.get('gpu_recovery_action'));
    if (action !== undefined) {
        return [finding('recovery-action', action === 'None' ? 'ok' : 'bad', `The driver’s recovery action is ${action}.`)];
    }
    const required = textOf(xml?.resetRequired);
    if (required === undefined)
        return [];
    const drain = textOf(xml?.drainAndReset) === 'Yes';
    return [
        finding('recovery-action', required === 'No' && !drain ? 'ok' : 'bad', `Reset required: ${required}${drain ? ', drain and reset recommended' : ''}.`),
    ];
}
function xidFinding(log, address, recovered) {
    if (!log.readable) {
        const unknown = finding('xid', 'unknown', `Xid errors since boot can’t be read: ${log.why}.`);
        return recovered ? { ...unknown, coveredBy: 'recovery-action' } : unknown;
    }
    const xids = readXids(log.text).filter((xid) => xid.address === address);
    const worst = xids.findLast(({ code }) => severityOf(code) === 'out');
    if (worst !== undefined)
        return finding('xid', 'bad', worst.line);
    const reset = xids.findLast(({ code }) => severityOf(code) === 'reset');
    if (reset !== undefined && !recovered)
        return finding('xid', 'bad', reset.line);
    if (reset !== undefined) {
        return { ...finding('xid', 'ok', `${reset.line} (the driver asks for no recovery any more)`), warning: true };
    }
    return finding('xid', 'ok', xids.length === 0 ? 'No Xid since boot.' : `${xids.length} Xid since boot, none of the device’s own fault.`);
}
function yesIsBad(row, field, check, meaning) {
    const text = textOf(row.get(field));
    if (text === undefined)
        return [];
    return [
        text === 'Yes'
            ? finding(check, 'bad', `${field} is Yes. ${meaning}`)
            : finding(check, 'ok', `${field} is ${text}.`),
    ];
}
function uncorrectedErrors(row) {
    const field = 'ecc.errors.uncorrected.volatile.total';
    const count = numberOf(row.get(field));
    if (count === undefined)
        return [];
    return [finding('ecc', count > 0 ? 'bad' : 'ok', `${count} uncorrected memory errors since the driver was loaded.`)];
}
function fabric(row) {
    const [state, status] = [textOf(row.get('fabric.state')), textOf(row.get('fabric.status'))];
    if (state === undefined)
        return [];
    const good = state === 'Completed' && (status === undefined || status === 'Success');
    return [
        finding('fabric', good ? 'ok' : 'bad', `NVLink fabric: ${state}${status === undefined ? '' : `, ${status}`}.`),
    ];
}
function slowdown(row) {
    const mask = numberOf(row.get('clocks_event_reasons.active'));
    const limit = numberOf(row.get('temperature.gpu.tlimit'));
    const found = [];
    if (mask !== undefined) {
        const bad = (mask & HARDWARE_SLOWDOWN) !== 0;
        found.push(finding('throttling', bad ? 'bad' : 'ok', `Clock event reasons 0x${mask.toString(16)}${bad ? ': the hardware slows itself down' : ''}.`));
    }
    if (limit !== undefined && limit <= 0)
        found.push(finding('temperature', 'bad', `${limit} °C left to the limit.`));
    return found;
}
function warnings(row) {
    const warn = (check, evidence) => ({ check, value: 'ok', evidence, warning: true });
    const found = [];
    const [width, widest] = [numberOf(row.get('pcie.link.width.current')), numberOf(row.get('pcie.link.width.max'))];
    if (width !== undefined && widest !== undefined && width < widest) {
        found.push(warn('link', `PCIe link of ${width} lanes where ${widest} are possible.`));
    }
    const remapped = numberOf(row.get('remapped_rows.uncorrectable'));
    if (remapped !== undefined && remapped >= MANY_REMAPPED_ROWS) {
        found.push(warn('remapped-rows', `${remapped} rows remapped for uncorrectable errors.`));
    }
    const inforom = row.get('inforom.checksum_validation');
    if (inforom?.kind === 'value' && /invalid|corrupt|fail/i.test(inforom.text)) {
        found.push(warn('inforom', `The infoROM’s checksum is ${inforom.text}.`));
    }
    if (textOf(row.get('persistence_mode')) === 'Disabled') {
        found.push(warn('persistence-mode', 'Off: the driver unloads between jobs, which is slow and forgets error counts.'));
    }
    return found;
}

;// CONCATENATED MODULE: ./build/packages/gpu/src/nvidia/xml.js

/**
 * What is needed of `nvidia-smi -q -x`, from any generation of its DTD (v11 to v13). It has no attributes that matter, no
 * CDATA and no nesting of a tag in itself.
 */
function readXml(xml) {
    return {
        driverVersion: cell(xml, 'driver_version'),
        cudaVersion: cell(xml, 'cuda_version'),
        gpus: [...xml.matchAll(/<gpu id="[^"]*">(.*?)<\/gpu>/gs)].map(([, gpu = '']) => ({
            uuid: inner(gpu, 'uuid') ?? '',
            minorNumber: cell(gpu, 'minor_number'),
            resetRequired: cell(gpu, 'reset_required'),
            drainAndReset: cell(gpu, 'drain_and_reset_recommended'),
            migMode: cell(gpu, 'current_mig'),
            migDevices: [...(inner(gpu, 'mig_devices') ?? '').matchAll(/<mig_device>(.*?)<\/mig_device>/gs)].map(([, mig = '']) => {
                const memory = inner(mig, 'fb_memory_usage') ?? '';
                return {
                    index: Number(inner(mig, 'index')),
                    memoryTotal: cell(memory, 'total'),
                    memoryUsed: cell(memory, 'used'),
                };
            }),
        })),
    };
}
function inner(xml, tag) {
    return new RegExp(`<${tag}>(.*?)</${tag}>`, 's').exec(xml)?.[1]?.trim();
}
function cell(xml, tag) {
    return readCell(inner(xml, tag) ?? '');
}

;// CONCATENATED MODULE: ./build/packages/gpu/src/nvidia/discover.js











const discover_TOOL = 'nvidia-smi';
/** A call that did not answer, or answered that the driver is in no state to be asked. */
class Unanswered extends Error {
    discovery;
    constructor(discovery) {
        super(discovery.kind);
        this.discovery = discovery;
    }
}
/** NVIDIA's devices, MIG instances instead of the GPUs that are cut into them, each with its health. */
async function discoverNvidia(tools) {
    try {
        return await discover(tools);
    }
    catch (error) {
        if (error instanceof Unanswered)
            return error.discovery;
        throw error;
    }
}
async function discover(tools) {
    const onBus = await devicesOnBus('nvidia', tools.sysRoot);
    const help = await ask(discover_TOOL, ['--help-query-gpu'], tools);
    if (help.kind === 'absent') {
        return onBus.length === 0
            ? { kind: 'none', why: 'There is no NVIDIA device on the bus, and no `nvidia-smi`.' }
            : { kind: 'none', why: `${onBus.length} NVIDIA devices are on the bus, but \`nvidia-smi\` is not installed.` };
    }
    const { rows, text } = await query(knownFields(said(help, '--help-query-gpu', tools)), onBus, tools);
    const [xmlText, log] = [await discover_call(['-q', '-x'], tools), await readKernelLog(tools)];
    const xml = readXml(xmlText);
    const gpuOf = (row) => xml.gpus.find(({ uuid }) => uuid === textOf(row.get('uuid')));
    const cut = rows.some((row) => isCut(row, gpuOf(row)));
    const list = cut ? readList(await discover_call(['-L'], tools)) : [];
    const devices = [
        ...rows.flatMap((row) => devicesOf(row, gpuOf(row), list, log)),
        ...lostDevices(text).map(({ address, text: evidence }) => lost(address, evidence)),
    ];
    const driverVersion = rows.map((row) => textOf(row.get('driver_version'))).find((version) => version !== undefined);
    const cudaVersion = textOf(xml.cudaVersion) ?? (driverVersion === undefined ? undefined : newestCuda(driverVersion));
    return {
        kind: 'found',
        vendor: 'nvidia',
        devices,
        processes: await computeProcesses(tools),
        notes: cut && list.length === 0 ? ['A GPU is in MIG mode and has no instances.'] : [],
        missingOnBus: Math.max(0, onBus.length - new Set(devices.map(({ pciAddress }) => pciAddress)).size),
        ...(driverVersion === undefined ? {} : { driverVersion }),
        ...(cudaVersion === undefined ? {} : { cudaVersion }),
    };
}
/** Asks for the fields; one that the driver does not know after all is dropped. */
async function query(fields, onBus, tools) {
    const args = [`--query-gpu=${fields.join(',')}`, '--format=csv,noheader'];
    const answer = await ask(discover_TOOL, args, tools);
    if (answer.kind !== 'answered')
        throw new Unanswered(silence(answer, args, tools));
    const text = `${answer.stdout}\n${answer.stderr}`;
    const unknown = unknownField(text);
    if (unknown !== undefined && fields.includes(unknown)) {
        return query(fields.filter((field) => field !== unknown), onBus, tools);
    }
    const { rows } = readRows(fields, answer.stdout);
    const there = rows.filter((row) => row.get('uuid')?.kind === 'value');
    // The table may follow a complaint about one device: those that answer are judged by their rows.
    if (there.length > 0)
        return { rows: there, text };
    const nothing = answer.exitCode === DRIVER_NOT_LOADED || answer.exitCode === NO_DEVICES || /No devices were found/.test(text);
    if (nothing && onBus.length === 0) {
        throw new Unanswered({ kind: 'none', why: 'There is no NVIDIA device on the bus; `nvidia-smi` finds none either.' });
    }
    throw new Unanswered(failure(answer, args));
}
async function discover_call(args, tools) {
    const answer = await ask(discover_TOOL, args, tools);
    return said(answer, args.join(' '), tools);
}
function said(answer, args, tools) {
    if (answer.kind !== 'answered')
        throw new Unanswered(silence(answer, [args], tools));
    // What is missing then is unknown; whether the driver works is told by the query.
    return answer.exitCode === 0 || answer.exitCode === INFOROM_CORRUPTED ? answer.stdout : '';
}
function silence(answer, args, tools) {
    const command = `${discover_TOOL} ${args.join(' ')}`;
    return answer.kind === 'hung'
        ? { kind: 'hung', command, limitMs: tools.timeoutMs, unkillable: answer.unkillable }
        : { kind: 'failed', command, exitCode: 127, why: 'nvidia-smi is gone.', text: '' };
}
function failure(answer, args) {
    const text = `${answer.stdout}\n${answer.stderr}`.trim();
    const { exitCode } = answer;
    return { kind: 'failed', command: `${discover_TOOL} ${args.join(' ')}`, exitCode, why: meaningOf(exitCode, text), text };
}
function isCut(row, xml) {
    return (textOf(row.get('mig.mode.current')) ?? textOf(xml?.migMode)) === 'Enabled';
}
function devicesOf(row, xml, list, log) {
    const id = textOf(row.get('uuid')) ?? '';
    const index = numberOf(row.get('index')) ?? 0;
    const name = textOf(row.get('name')) ?? 'GPU';
    const pciAddress = kernelAddress(textOf(row.get('pci.bus_id')) ?? '');
    const findings = health_judge(row, xml, log, pciAddress);
    const shared = { vendor: 'nvidia', pciAddress, findings, health: healthOf(findings) };
    if (!isCut(row, xml)) {
        return [{ ...shared, ...memory(row), id, kind: 'gpu', index, name }];
    }
    return list
        .filter(({ gpuIndex }) => gpuIndex === index)
        .map((line) => {
        const mig = xml?.migDevices.find((device) => device.index === line.index);
        const [total, used] = [bytesOf(mig?.memoryTotal), bytesOf(mig?.memoryUsed)];
        return {
            ...shared,
            id: line.uuid,
            kind: 'mig',
            index: line.index,
            name: `${name} MIG ${line.profile}`,
            parent: id,
            ...(total === undefined ? {} : { memoryBytes: total }),
            ...(used === undefined ? {} : { memoryUsedBytes: used }),
        };
    });
}
function memory(row) {
    const [total, used] = [bytesOf(row.get('memory.total')), bytesOf(row.get('memory.used'))];
    return {
        ...(total === undefined ? {} : { memoryBytes: total }),
        ...(used === undefined ? {} : { memoryUsedBytes: used }),
    };
}
/** A device that the driver lists and can't open has no UUID. */
function lost(pciAddress, evidence) {
    const findings = [{ check: 'row', value: 'bad', evidence }];
    return { id: pciAddress, vendor: 'nvidia', kind: 'gpu', index: -1, name: 'GPU', pciAddress, health: 'bad', findings };
}
/** Who computes on which GPU. In a container other namespaces' processes are not seen. */
async function computeProcesses(tools) {
    const answer = await ask(discover_TOOL, ['--query-compute-apps=gpu_uuid,pid,used_memory,process_name', '--format=csv,noheader'], tools);
    if (answer.kind !== 'answered' || answer.exitCode !== 0)
        return [];
    return readProcesses(answer.stdout).map(({ uuid, pid, memory: used, name }) => {
        const bytes = bytesOf(used);
        return { device: uuid, pid, name, ...(bytes === undefined ? {} : { memoryBytes: bytes }) };
    });
}

;// CONCATENATED MODULE: ./build/packages/gpu/src/usage.js

/** Utilisation and memory of NVIDIA's GPUs, from lines of `uuid, utilization.gpu, memory.used`. A MIG device has no utilisation of its own. */
function parseUsage(csv) {
    return csv.split('\n').flatMap((line) => {
        const [device = '', utilization = '', memory = '', ...more] = line.trim().split(', ');
        if (!device.startsWith('GPU-') || more.length > 0)
            return [];
        const [percent, bytes] = [numberOf(readCell(utilization)), bytesOf(readCell(memory))];
        return [
            {
                device,
                ...(percent === undefined ? {} : { utilizationPercent: percent }),
                ...(bytes === undefined ? {} : { memoryUsedBytes: bytes }),
            },
        ];
    });
}

;// CONCATENATED MODULE: ./build/packages/gpu/src/index.js













/***/ })

};
