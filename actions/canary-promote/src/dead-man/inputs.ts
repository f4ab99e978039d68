import { choice, string } from '@ml-actions/action'

/**
 * `node:24-slim` (24.19.0, Debian 12; amd64, arm64, ppc64le), as repos/node/remote/24-slim.md of docker-library/repo-info
 * names it. By digest: what may write the route is never what a tag happens to mean.
 */
const NODE = 'docker.io/library/node@sha256:cd84903a12dbd26b46f1f3b8144a2568c41c5d37ddd0c7a80a34c7a19786b35f'

/** What watches over the run itself. */
export const deadManInputs = {
  'dead-man': choice(['on', 'off'], {
    description:
      'Whether a Job in the cluster puts the traffic back when this run stops without a word. `off`: where the runner is lost, the canary keeps its share until the next run.',
    example: 'off',
    default: 'on',
  }),
  'dead-man-image': string({
    description:
      'Image of that Job, by digest: any with `node` 20 or newer on its PATH. The default is `node:24-slim`; name a copy of it where the nodes can’t pull from Docker Hub.',
    example: 'registry.example.com/mirror/node@sha256:4b5a…',
    default: NODE,
    pattern: /^[^\s@]+@sha256:[0-9a-f]{64}$/,
    allowed: 'REPOSITORY@sha256:…; a tag may mean another program tomorrow',
  }),
} as const
