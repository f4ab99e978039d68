import { expect, test } from '@jest/globals'
import { canonicalQuantity } from '../../packages/sandbox/src/cluster/storage/quantity.ts'

// Kubernetes 1.34.4 stored these so; the suffixes are those of k8s.io/apimachinery/pkg/api/resource.
test.each<[string | number, string | undefined]>([
  ['1024Mi', '1Gi'],
  ['0.5Gi', '512Mi'],
  ['1000M', '1G'],
  [5, '5'],
  ['0.5', '500m'],
  ['1000m', '1'],
  ['100m', '100m'],
  ['1.5Gi', '1536Mi'],
  ['1500Mi', '1500Mi'],
  ['1e3', '1e3'],
  ['0.1Ki', '102400m'],
  ['12E', '12E'],
  ['0', '0'],
  ['512', '512'],
  ['1Zx', undefined],
  ['', undefined],
  ['Mi', undefined],
  ['1 Gi', undefined],
])('%s is %s', (text, canonical) => {
  expect(canonicalQuantity(text)).toBe(canonical)
})
