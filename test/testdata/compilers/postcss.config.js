import nesting from 'postcss-nesting'

export default { plugins: [nesting(), { postcssPlugin: 'mark', Declaration: { '--mark': declaration => { declaration.value = 'by-plugin' } } }] }
