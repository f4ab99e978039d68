export type { Courtesy, GitHubAccess } from './access.ts'
export { comment } from './comment.ts'
export {
  createDeployment,
  type DeploymentRequest,
  type DeploymentState,
  type DeploymentStatus,
  type FollowingRun,
  setDeploymentStatus,
  tellDeployment,
} from './deployment.ts'
export { pullRequestNumber } from './event.ts'
