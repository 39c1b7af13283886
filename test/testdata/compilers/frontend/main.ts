import { mount } from 'svelte'
import { createApp } from 'vue'
import './fancy.scss'
import './plain.less'
import './lit-counter.ts'
import { mountSolid } from './Counter.tsx'
import SvelteCounter from './Counter.svelte'
import VueCounter from './Counter.vue'

createApp(VueCounter, { label: 'Vue' }).mount('#vue')
mount(SvelteCounter, { target: document.querySelector('#svelte')!, props: { label: 'Svelte' } })
mountSolid(document.querySelector('#solid')!)
