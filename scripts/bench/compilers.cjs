// Measures a compiler of npm: node compilers.cjs NAME FOLDER prints how many milliseconds of the processors it took to load and to compile for the first
// time, and for each of forty further components. FOLDER has the packages installed.
'use strict'

const [, , name, folder] = process.argv
const { createRequire } = require('node:module')
const { join } = require('node:path')

const from = specifier => createRequire(join(folder, 'package.json'))(specifier)
const used = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1000 }
const rows = n => Array.from({ length: 12 }, (_, i) => `<li class="row row-${i} p-${i}" title="${n}">{{ item${n} }} ${i}</li>`).join('\n      ')

const vue = n => `<script setup lang="ts">
import { ref, computed, watch } from 'vue'
const props = defineProps<{ title: string; start?: number }>()
const emit = defineEmits<{ change: [value: number] }>()
const item${n} = ref<number>(props.start ?? ${n})
const double = computed(() => item${n}.value * 2)
watch(item${n}, value => emit('change', value))
</script>

<template>
  <section v-if="item${n} > 0">
    <h1>{{ title }} {{ double }}</h1>
    <button @click="item${n}++">more</button>
    <ul>
      ${rows(n)}
    </ul>
  </section>
</template>

<style scoped>
section { color: red }
.row:hover { color: blue }
</style>
`
const svelte = n => `<script lang="ts">
  let { title, start = ${n} }: { title: string; start?: number } = $props()
  let item${n} = $state(start)
  let double = $derived(item${n} * 2)
</script>

{#if item${n} > 0}
  <h1>{title} {double}</h1>
  <button onclick={() => item${n}++}>more</button>
  <ul>
      ${rows(n).replace(/\{\{/g, '{').replace(/\}\}/g, '}')}
  </ul>
{/if}

<style>
  ul { color: red }
  li:hover { color: blue }
</style>
`
const solid = n => `import { createMemo, createSignal, Show } from 'solid-js'
export function View${n}(props: { title: string; start?: number }) {
  const [item${n}, set] = createSignal<number>(props.start ?? ${n})
  const double = createMemo(() => item${n}() * 2)
  return <Show when={item${n}() > 0}>
    <h1>{props.title} {double()}</h1>
    <button onClick={() => set(item${n}() + 1)}>more</button>
    <ul>
      ${rows(n).replace(/\{\{/g, '{').replace(/\}\}/g, '()}')}
    </ul>
  </Show>
}
`
const sheet = n => `@gap: 3px;\n$gap: 3px;\n.a${n} { .b { padding: ${n}px; &:hover { color: red } } }\n` + Array.from({ length: 20 }, (_, i) => `.c${i} { display: flex; user-select: none; .d { margin: ${i}px * 2 } }`).join('\n')

const compilers = {
  async Vue() {
    const { parse, compileScript, compileTemplate, compileStyle } = from('vue/compiler-sfc')
    return n => {
      const filename = `View${n}.vue`
      const { descriptor } = parse(vue(n), { filename })
      const script = compileScript(descriptor, { id: 'a' })
      compileTemplate({ source: descriptor.template.content, ast: descriptor.template.ast, filename, id: 'a', scoped: true, compilerOptions: { bindingMetadata: script.bindings } })
      compileStyle({ source: descriptor.styles[0].content, filename, id: 'data-v-a', scoped: true })
    }
  },
  async Svelte() {
    const { compile } = from('svelte/compiler')
    return n => compile(svelte(n), { filename: `View${n}.svelte`, css: 'external', dev: true, hmr: true })
  },
  async Solid() {
    const babel = from('@babel/core')
    const preset = from('babel-preset-solid')
    const refresh = from('solid-refresh/babel')
    return n => babel.transformAsync(solid(n), { filename: `View${n}.tsx`, babelrc: false, configFile: false, parserOpts: { plugins: ['jsx', 'typescript'] }, presets: [preset], plugins: [[refresh.default || refresh, { bundler: 'vite' }]] })
  },
  async Sass() {
    const sass = from('sass')
    return n => sass.compileStringAsync(sheet(n).replace(/^@.*\n/, '').replace(/(\d+px) \* 2/g, '$gap * 2'))
  },
  async Less() {
    const less = from('less')
    return n => less.render(sheet(n).replace(/^\$.*\n/m, '').replace(/(\d+px) \* 2/g, '@gap * 2'))
  },
  async PostCSS() {
    const postcss = from('postcss')
    const nesting = from('postcss-nesting')
    return n => postcss([(nesting.default || nesting)()]).process(sheet(n).replace(/^[@$].*\n/gm, '').replace(/ \* 2/g, ''), { from: 'a.css' }).then(result => result.css)
  },
  async Tailwind() {
    const { compile } = from('tailwindcss')
    const { readFileSync } = require('node:fs')
    const content = readFileSync(join(folder, 'node_modules/tailwindcss/index.css'), 'utf8')
    let compiler
    return async n => {
      compiler ||= await compile('@import "tailwindcss"', { loadStylesheet: async () => ({ path: '', base: '', content }) })
      return compiler.build(Array.from({ length: n ? 3 : 200 }, (_, i) => `${['p', 'm', 'mt', 'hover:w', 'md:gap'][i % 5]}-${i + 1 + n * 200}`))
    }
  },
}

async function main() {
  if (name === undefined) return console.log(JSON.stringify(Object.keys(compilers)))
  let before = used()
  const compile = await compilers[name]()
  await compile(0)
  const start = used() - before
  before = used()
  for (let n = 1; n <= 40; n++) await compile(n)
  console.log(start, (used() - before) / 40)
}

main()
