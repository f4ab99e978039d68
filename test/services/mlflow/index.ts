/** An MLflow tracking server and model registry over SQLite and a folder, in a virtual environment of its own. */
import { join } from 'node:path'
import { command } from '../command.ts'
import { answers, answersHttp, type Daemon, end, isAlive, start } from '../daemon.ts'
import { virtualEnvironment } from '../python.ts'
import type { Context, Service } from '../service.ts'

const HOST = '127.0.0.1'
const PORT = '28591'
const url = `http://${HOST}:${PORT}`
const REQUIREMENTS = join(import.meta.dirname, 'requirements.txt')

export const mlflow: Service<'mlflow'> = {
  name: 'mlflow',
  about: 'MLflow 3.17 of PyPI: tracking server, artifacts and model registry',
  after: [],
  async install(context) {
    await python(context)
  },
  async version(context) {
    const words = 'import importlib.metadata as m; print(m.version("mlflow"))'
    return (await command([await python(context), '-c', words])).trim()
  },
  async up(context) {
    const { state } = context
    const store = [
      '--backend-store-uri',
      `sqlite:///${state}/mlflow.db`,
      '--artifacts-destination',
      join(state, 'artifacts'),
    ]
    const web = ['--host', HOST, '--port', PORT, '--workers', '1']
    await start(daemon(context), {
      argv: [await python(context), '-m', 'mlflow', 'server', ...store, ...web],
      // Its job runner loads everything a second time, for judges and scorers that no suite asks for.
      env: { MLFLOW_DISABLE_TELEMETRY: 'true', DO_NOT_TRACK: 'true', MLFLOW_SERVER_ENABLE_JOB_EXECUTION: 'false' },
    })
    await answers(daemon(context), () => answersHttp(`${url}/health`, 200), { limitMs: 180_000 })
    return {
      endpoints: { url, python: await python(context) },
      env: { MLFLOW_TRACKING_URI: url, MLFLOW_DISABLE_TELEMETRY: 'true' },
    }
  },
  async down(context) {
    await end(daemon(context))
  },
  async status(context) {
    const alive = await isAlive(daemon(context))
    return { running: alive, detail: alive ? url : 'it is gone' }
  },
}

const daemon = ({ state }: Context): Daemon => ({ state, name: 'mlflow' })

async function python(context: Context): Promise<string> {
  return join(await virtualEnvironment(context, 'mlflow', REQUIREMENTS), 'bin/python')
}
