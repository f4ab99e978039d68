import type { StandardReason } from '@ml-actions/action'

/** The action's own reasons, each with its sentence. */
export const reasons = {
  built: 'The image was built and pushed.',
  reused: 'The registry had an image of the same inputs, with a statement that holds; nothing was built.',
  'model-appended': 'The registry had the image without its model; only the model and its labels were put on top.',
  labelled: 'The registry had the image; only its labels and annotations were put on anew.',
  'would-build': '`mode: observe`: the image would be built.',
  'would-reuse': '`mode: observe`: the image of the registry would be used.',
  'dockerfile-invalid': 'The Dockerfile can’t be read or lacks something.',
  'context-unreadable': 'The context or the Dockerfile can’t be read.',
  'context-changed': 'A file of the context changed while the image was being built.',
  'base-unresolved': 'A base image can’t be found, so nothing can be said about what the image would be made of.',
  'policy-violation': 'The Dockerfile or the context breaks the policy.',
  'builder-unavailable': 'The builder asked for is not there, or no builder is.',
  'builder-unable': 'The builder can’t do what the Dockerfile or the inputs ask for.',
  'build-failed': 'The builder ended with an error.',
  'disk-full': 'No space was left on a disk of the runner or of the builder.',
  'model-unavailable': 'The model can’t be read from its repository.',
  'model-too-large': 'The model is larger than `model-size-limit`.',
  'push-denied': 'The credentials don’t allow a push to `image`.',
  'push-failed': 'The registry did not take the image.',
  'tag-immutable': 'A tag that may not move names another image already.',
} as const

export type Reason = keyof typeof reasons | StandardReason
