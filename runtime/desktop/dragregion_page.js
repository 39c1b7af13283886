// The half of dragregion.js in the page's own world: where a script sets -webkit-app-region, WebKit would drop it; here it becomes a property
// of the page's own. React sets style.WebkitAppRegion, libraries insert rules.
(() => {
  if (CSS.supports('-webkit-app-region', 'drag') || CSS.supports('app-region', 'drag')) return
  const property = '--deskjs-app-region'
  const meant = (name) => (/^(-webkit-)?app-region$/i.test(name) ? property : name)
  const lowered = (text) => String(text).replace(/(^|[{;\s])(?:-webkit-)?app-region(?=\s*:)/gi, '$1' + property)
  const wrap = (prototype, name, change) => {
    const original = prototype?.[name]
    if (typeof original !== 'function') return
    prototype[name] = { [name](first, ...rest) { return original.call(this, change(first), ...rest) } }[name]
  }
  const style = CSSStyleDeclaration.prototype
  for (const name of ['setProperty', 'getPropertyValue', 'getPropertyPriority', 'removeProperty']) wrap(style, name, meant)
  for (const name of ['WebkitAppRegion', 'webkitAppRegion', 'appRegion']) {
    Object.defineProperty(style, name, {
      configurable: true,
      enumerable: true,
      get() { return this.getPropertyValue(property) },
      set(value) { this.setProperty(property, value) },
    })
  }
  for (const name of ['insertRule', 'replace', 'replaceSync']) wrap(CSSStyleSheet.prototype, name, lowered)
  wrap(globalThis.CSSGroupingRule?.prototype, 'insertRule', lowered)
})()
