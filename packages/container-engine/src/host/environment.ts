/** Handed on from the runner's environment to a process of the host; everything else, credentials first of all, is not. */
const HANDED_ON =
  /^(PATH|HOME|USER|LOGNAME|SHELL|LANG|LANGUAGE|LC_[A-Z]+|TZ|TMPDIR|TERM|LD_LIBRARY_PATH|VIRTUAL_ENV|CONDA_[A-Z0-9_]+|PYENV_[A-Z_]+|pythonLocation|PYTHONHOME|CUDA_HOME|CUDA_PATH|ROCM_PATH|SSL_CERT_FILE|SSL_CERT_DIR|REQUESTS_CA_BUNDLE|RUNNER_TRACKING_ID|CI)$/
const PROXY = /^(https?|all|no)_proxy$/i

/** The variables of the runner that a training may see. `RUNNER_TRACKING_ID` lets the runner end what is left of a job. */
export function handedOn(
  env: Readonly<Record<string, string | undefined>>,
  network: string,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) =>
      value !== undefined && (HANDED_ON.test(name) || (network !== 'none' && PROXY.test(name))) ? [[name, value]] : [],
    ),
  )
}
