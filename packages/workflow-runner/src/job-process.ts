import { serveJob } from './job/main.ts'

// The entry that a job is forked from when the runner is used from its sources.
serveJob()
