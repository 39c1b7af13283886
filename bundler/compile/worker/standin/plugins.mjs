// The plugins that deskjs has built in, as a configuration imports them: each says what it is, and with what options.
const plugin = (deskjs, name) => (options = {}) => ({ name, deskjs, options })

export const vue = plugin('vue', 'vite:vue')
export const vueJsx = plugin('vueJsx', 'vite:vue-jsx')
export const react = plugin('react', 'vite:react')
export const preact = plugin('preact', 'vite:preact')
export const svelte = plugin('svelte', 'vite-plugin-svelte')
export const solid = plugin('solid', 'solid')
export const tailwind = Object.assign(plugin('tailwind', '@tailwindcss/vite'), { postcss: true })
export const angular = plugin('angular', 'vite-plugin-angular')
export const tsconfigPaths = plugin('tsconfigPaths', 'vite-tsconfig-paths')
// vitePreprocess does what deskjs does for every component.
export const vitePreprocess = () => []
export const loadSvelteConfig = async () => undefined
export const parseVueRequest = id => {
  const [filename, text] = id.split('?', 2)
  return { filename, query: Object.fromEntries(new URLSearchParams(text)) }
}
