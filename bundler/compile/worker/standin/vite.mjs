// What configurations and plugins import from "vite", without Vite: deskjs does its work.
import { createRequire } from 'node:module'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, posix, sep } from 'node:path'

export const version = '7.0.0'
export const rolldownVersion = undefined
export const defineConfig = config => config
export const normalizePath = path => posix.normalize(sep === '\\' ? path.replace(/\\/g, '/') : path)
export const isCSSRequest = id => /\.(css|less|sass|scss|styl|stylus|pcss|postcss)(?:$|\?)/.test(id)
export const defaultClientConditions = ['module', 'browser', 'development|production']
export const defaultServerConditions = ['module', 'node', 'development|production']
export const perEnvironmentPlugin = (name, make) => ({ name, applyToEnvironment: environment => make(environment) })

export function createLogger() {
  const say = method => text => console.error(String(text))
  return { hasWarned: false, info: say('info'), warn: say('warn'), warnOnce: say('warn'), error: say('error'), clearScreen() {}, hasErrorLogged: () => false }
}

// loadEnv reads .env, .env.local, .env.MODE and .env.MODE.local of a folder, the later ones first.
export function loadEnv(mode, dir = process.cwd(), prefixes = 'VITE_') {
  const { parseEnv } = createRequire(import.meta.url)('node:util')
  const values = {}
  for (const name of ['.env', '.env.local', `.env.${mode}`, `.env.${mode}.local`]) {
    const path = join(dir, name)
    if (existsSync(path)) Object.assign(values, parseEnv(readFileSync(path, 'utf8')))
  }
  const wanted = [prefixes].flat()
  const out = {}
  for (const [name, value] of Object.entries({ ...values, ...process.env })) if (wanted.some(prefix => name.startsWith(prefix))) out[name] = value
  return out
}

export function mergeAlias(a, b) {
  if (!a) return b
  if (!b) return a
  const list = alias => (Array.isArray(alias) ? alias : Object.entries(alias).map(([find, replacement]) => ({ find, replacement })))
  return Array.isArray(a) || Array.isArray(b) ? [...list(b), ...list(a)] : { ...a, ...b }
}

// mergeConfig merges as Vite does: lists are joined, objects merged, all else is the later one's.
export function mergeConfig(defaults, overrides, isRoot = true) {
  const merged = { ...defaults }
  for (const [key, value] of Object.entries(overrides || {})) {
    const present = merged[key]
    if (value == null) continue
    if (present == null) merged[key] = value
    else if (key === 'alias') merged[key] = mergeAlias(present, value)
    else if (Array.isArray(present) || Array.isArray(value)) merged[key] = [...[present].flat(), ...[value].flat()]
    else if (typeof present === 'object' && typeof value === 'object') merged[key] = mergeConfig(present, value, false)
    else merged[key] = value
  }
  return merged
}

export function searchForWorkspaceRoot(current) {
  for (let at = current; ; at = dirname(at)) {
    const manifest = join(at, 'package.json')
    if (existsSync(join(at, 'pnpm-workspace.yaml')) || (existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).workspaces)) return at
    if (at === dirname(at)) return current
  }
}

const expressionOf = pattern => {
  if (pattern instanceof RegExp) return pattern
  const text = normalizePath(pattern.startsWith('/') || pattern.startsWith('**') ? pattern : join(process.cwd(), pattern))
  const source = text.replace(/[.+^$()|\\]/g, '\\$&').replace(/\*\*\/|\*\*|\*|\?|\{|\}|,/g, part => ({ '**/': '(?:.*/)?', '**': '.*', '*': '[^/]*', '?': '[^/]', '{': '(?:', '}': ')', ',': '|' })[part])
  return new RegExp(`^${source}$`)
}

export function createFilter(include, exclude) {
  const list = patterns => [patterns ?? []].flat().filter(Boolean).map(expressionOf)
  const included = list(include)
  const excluded = list(exclude)
  return id => {
    if (typeof id !== 'string' || id.includes('\0')) return false
    const path = normalizePath(id)
    const bare = path.replace(/[?#].*$/, '')
    const hit = expression => {
      expression.lastIndex = 0
      return expression.test(path) || expression.test(bare)
    }
    return !excluded.some(hit) && (included.length === 0 || included.some(hit))
  }
}

const host = () => globalThis[Symbol.for('deskjs.compile')]

// transformWithEsbuild erases types and lowers JSX.
export async function transformWithEsbuild(code, filename, options = {}) {
  const loader = options.loader || /\.(?:[cm]?(js|ts)|(jsx|tsx|json|css))(?:$|\?)/.exec(filename)?.slice(1).find(Boolean) || 'js'
  const result = await host().ask('transform', { code, loader, file: filename, options })
  return { code: result.code, map: result.map ? JSON.parse(result.map) : null, warnings: [] }
}

export const transformWithOxc = (code, filename, options = {}) => transformWithEsbuild(code, filename, { ...options, loader: options.lang })

export async function preprocessCSS(code, filename) {
  const { code: css, dependencies } = await host().compiler('style').process(code, filename.replace(/\?.*$/, '').split('.').pop(), { path: filename, file: filename, source: code })
  return { code: css, deps: new Set(dependencies) }
}

const unavailable = name => () => {
  throw Object.assign(new Error(`${name} of "vite" is not there: deskjs builds and serves the app itself`), { code: 'ERR_DESKJS_NO_VITE' })
}
export const build = unavailable('build')
export const createServer = unavailable('createServer')
export const createBuilder = unavailable('createBuilder')
export const preview = unavailable('preview')
export const resolveConfig = unavailable('resolveConfig')
export default { version, defineConfig, loadEnv, mergeConfig, normalizePath, createFilter }
