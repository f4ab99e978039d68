import type { FailureReason } from './reasons.ts'

/** Texts that name a cause, the causes of other failures first. */
export const FAILURE_PATTERNS: readonly { readonly reason: FailureReason; readonly pattern: RegExp }[] = [
  {
    // The init of a container (Docker's tini, Podman's catatonit), which ends with 1 or 127.
    reason: 'command-not-found',
    pattern: /^\[FATAL tini \(\d+\)\] exec .* failed|^ERROR \(catatonit:\d+\): failed to exec pid1/,
  },
  {
    // NVIDIA driver, CUDA and kernel texts of a device that is broken or gone.
    reason: 'gpu-failed',
    pattern:
      /uncorrectable ECC error encountered|GPU has fallen off the bus|GPU is lost|Failed to initialize NVML|CUDA error: (?:unspecified launch failure|system not yet initialized|unknown error|no CUDA-capable device|the provided PTX)|CUDA driver initialization failed|cuInit.*(?:802|803|804|999)|Unexpected error from cudaGetDeviceCount|NVRM: Xid .*: (?:46|48|62|64|74|79|95|109|110|119|120|136|140|143|14[4-9]|150|151|15[568]),|hipErrorNoDevice|HIP error: (?:unspecified launch failure|invalid device)/i,
  },
  {
    reason: 'shm-exhausted',
    pattern:
      /insufficient shared memory \(shm\)|out of shared memory|killed by signal: Bus error|No space left on device.*\/dev\/shm/i,
  },
  {
    reason: 'gpu-memory-exhausted',
    pattern:
      /CUDA out of memory|torch\.(?:cuda\.)?OutOfMemoryError|HIP out of memory|CUBLAS_STATUS_ALLOC_FAILED|CUDNN_STATUS_ALLOC_FAILED|RESOURCE_EXHAUSTED: Out of memory/i,
  },
  {
    reason: 'memory-exhausted',
    pattern:
      /^(?:\w+\.)*_?(?:Array)?MemoryError\b|Cannot allocate memory|Out of memory: Killed process|std::bad_alloc|DefaultCPUAllocator: can't allocate memory|killed by signal: Killed/i,
  },
  { reason: 'disk-full', pattern: /No space left on device|\[Errno 28\]|Disk quota exceeded|\[Errno 122\]/i },
  {
    reason: 'communication-failed',
    pattern:
      /Watchdog caught collective operation timeout|NCCL (?:error|WARN.*(?:Timeout|Connection))|ncclSystemError|ncclRemoteError|ncclInternalError|Connection reset by peer.*(?:gloo|store)|RendezvousTimeoutError|RendezvousConnectionError|DistStoreError|Gloo connectFullMesh failed/i,
  },
  {
    // Readers of tables, archives, images and text, and the frameworks' words for values that make no sense.
    reason: 'data-unreadable',
    pattern:
      /^(?:[\w.]+\.)?(?:ParserError|EmptyDataError|ArrowInvalid|ArrowIOError|JSONDecodeError|UnicodeDecodeError|BadZipFile|BadGzipFile|UnidentifiedImageError|DatasetGenerationError|DataFilesNotFoundError|SafetensorError)\b|(?:Input|Target|array|X|y) contains NaN|contains NaN, infinity|FileNotFoundError: .*\.(?:csv|tsv|jsonl?|parquet|arrow|npy|npz|h5|hdf5|tfrecord|txt|zip|tar|gz|zst|jpe?g|png|wav)\b|KeyError: .*not (?:found in|in) (?:axis|index|columns)|None of \[.*\] are in the \[(?:columns|index)\]|Usecols do not match columns|could not convert string to float|Found array with 0 sample/i,
  },
]
