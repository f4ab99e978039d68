import * as nodeModule from 'node:module'

let registered = false

/**
 * Lets Node import JSON without import attributes, which `@actions/workflow-parser` does.
 * Call it before importing that package. A bundle and Jest resolve JSON themselves and are left alone.
 */
export function allowJsonModules(): void {
  if (registered || typeof nodeModule.registerHooks !== 'function') return
  registered = true
  try {
    nodeModule.registerHooks({
      load: (url, context, next) =>
        next(url, url.endsWith('.json') ? { ...context, importAttributes: { type: 'json' } } : context),
    })
  } catch {
    // Jest's module loader takes no hooks, and needs none.
  }
}
