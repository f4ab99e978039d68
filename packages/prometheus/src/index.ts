export { openPrometheus, type Prometheus, type PrometheusAuth, type PrometheusOptions } from './client.ts'
export { PrometheusError, type PrometheusReason } from './error.ts'
export { bucketEdge, type HistogramBlock, type HistogramIncrements, histogramBlocks } from './histogram.ts'
export {
  type Grid,
  type IncrementOptions,
  incrementsPerBlock,
  newestSample,
  type SeriesIncrements,
  seenBlocks,
} from './increments.ts'
export { type LabelCondition, literal, parseSelector, type RawSelector, selector } from './selector.ts'
export { type Labels, mergeSeries, type Sample, type Series } from './series.ts'
