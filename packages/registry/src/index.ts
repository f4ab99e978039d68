export {
  ACCESS_FIX,
  type AccessInputs,
  type AccessServices,
  accessOptions,
  givenCredentials,
  modelsFix,
  openModels,
} from './access.ts'
export { type AppendableLayer, appendLayer, type ConfigChanges, configWith, rewriteImage } from './append-layer.ts'
export type { BlobSource, RepositoryClient, RepositoryOptions, TagOutcome } from './client.ts'
export { copyBlob } from './copy-blob.ts'
export type { Credentials } from './credentials.ts'
export { type Digest, hexOf, isDigest, parseDigest, sha256 } from './digest.ts'
export { type CredentialHelper, type DockerConfigOptions, dockerCredentials } from './docker-config.ts'
export { isRegistryError, RegistryError, type RegistryReason } from './error.ts'
export { fallbackTag } from './fallback-list.ts'
export {
  type Descriptor,
  type ImageIndex,
  type ImageManifest,
  isIndex,
  isRecord,
  isStringRecord,
  type Platform,
  type StoredManifest,
} from './manifest.ts'
export { MediaType } from './media-types.ts'
export * from './model/index.ts'
export {
  formatRepository,
  isLoopback,
  isTag,
  parseReference,
  parseRepository,
  type Reference,
  type Repository,
} from './reference.ts'
export { openRepository } from './repository.ts'
export { type PackedTar, packTar } from './tar/pack.ts'
export type { ExtractionLimits, ReadMember } from './tar/read.ts'
export { byBytes, type TarMember, type TarOwner, writeTar } from './tar/write.ts'
