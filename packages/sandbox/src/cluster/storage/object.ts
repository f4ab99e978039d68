import { isObject, type Json } from '../json.ts'

/** Names the object that an object belongs to. */
export type OwnerReference = {
  apiVersion: string
  kind: string
  name: string
  uid: string
  controller?: boolean
  blockOwnerDeletion?: boolean
}

/** `metadata` of a stored object. */
export type Metadata = {
  name: string
  namespace?: string
  generateName?: string
  uid: string
  resourceVersion: string
  creationTimestamp: string
  generation?: number
  labels?: Record<string, string>
  annotations?: Record<string, string>
  ownerReferences?: OwnerReference[]
  deletionTimestamp?: string
  deletionGracePeriodSeconds?: number
  managedFields?: Json[]
}

/** An object as the store holds it. It is never changed, only replaced. */
export type StoredObject = {
  apiVersion: string
  kind: string
  metadata: Metadata
  [field: string]: Json
}

/** Whether a value of a kind's schema is complete enough to be stored. */
export function isStored(value: Json | undefined): value is StoredObject {
  if (!isObject(value) || !isObject(value['metadata'])) return false
  const { metadata } = value
  return (
    typeof value['kind'] === 'string' &&
    typeof metadata['name'] === 'string' &&
    typeof metadata['uid'] === 'string' &&
    typeof metadata['resourceVersion'] === 'string' &&
    typeof metadata['creationTimestamp'] === 'string'
  )
}

/** The present as Kubernetes writes it, in seconds. */
export function timestamp(at: number = Date.now()): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`
}
