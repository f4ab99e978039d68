import { BackOff, goDuration } from './back-off.ts'
import { type Image, PullError } from './image.ts'
import { type Node, RETRY_MS } from './node.ts'
import type { PodRecord } from './pod-record.ts'

/** Sleeps until the pod is to end, at the latest. */
export type Sleep = (milliseconds: number) => Promise<void>

/** The container's image, pulled as its policy says, for as long as it takes. */
export async function pullImage(node: Node, record: PodRecord, sleep: Sleep): Promise<Image> {
  const { image, imagePullPolicy } = record.container
  const delays = new BackOff(node.backOffMs)
  for (;;) {
    const present = imagePullPolicy === 'Always' ? undefined : node.images.present(image)
    if (present !== undefined) {
      record.event('Normal', 'Pulled', `Container image "${image}" already present on machine`)
      return present
    }
    try {
      if (imagePullPolicy === 'Never') {
        throw new PullError('ErrImageNeverPull', `Container image "${image}" is not present with pull policy of Never`)
      }
      return await pullNow(node, record, sleep)
    } catch (error) {
      if (!(error instanceof PullError)) throw error
      await report(record, error, delays.next(), sleep)
    }
  }
}

async function pullNow(node: Node, record: PodRecord, sleep: Sleep): Promise<Image> {
  const { image } = record.container
  record.event('Normal', 'Pulling', `Pulling image "${image}"`)
  const began = performance.now()
  const pulled = await node.images.pull(image)
  await sleep(0)
  const took = goDuration(Math.round(performance.now() - began))
  const size = `Image size: ${pulled.bytes} bytes.`
  record.event(
    'Normal',
    'Pulled',
    `Successfully pulled image "${image}" in ${took} (${took} including waiting). ${size}`,
  )
  return pulled
}

async function report(record: PodRecord, error: PullError, delayMs: number, sleep: Sleep): Promise<void> {
  await sleep(0)
  const { image } = record.container
  switch (error.reason) {
    case 'InvalidImageName':
    case 'ErrImageNeverPull':
      record.event('Warning', error.reason === 'InvalidImageName' ? 'InspectFailed' : error.reason, error.message)
      record.event('Warning', 'Failed', `Error: ${error.reason}`)
      record.waiting(error.reason, error.message)
      break
    case 'ErrImagePull':
      record.event('Warning', 'Failed', `Failed to pull image "${image}": ${error.message}`)
      record.event('Warning', 'Failed', 'Error: ErrImagePull')
      record.waiting('ErrImagePull', error.message)
      await sleep(Math.min(RETRY_MS, delayMs / 2))
      record.event('Normal', 'BackOff', `Back-off pulling image "${image}"`)
      record.event('Warning', 'Failed', 'Error: ImagePullBackOff')
      record.waiting('ImagePullBackOff', `Back-off pulling image "${image}": ErrImagePull: ${error.message}`)
      break
  }
  await sleep(delayMs)
}
