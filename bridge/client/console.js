// What a page in development tells the terminal: what it logs, with where, and its errors that nothing catches. It runs in the page's own
// world before any script of the page, and never in a shipped app. The console goes on as it was. overlay.js carries what is told: by
// events, whose detail is JSON.
(function () {
  'use strict'
  if (window.top !== window) return
  const { console, document, Error, Map, Set, WeakSet, Promise, Node, Element, ArrayBuffer, Date, RegExp, CustomEvent, setTimeout } = globalThis
  const { stringify } = JSON
  const { dispatchEvent } = EventTarget.prototype
  const toString = Object.prototype.toString
  const maxItems = 500 // of one message
  const maxText = 100_000 // characters of one call
  const maxDepth = 3
  const maxEntries = 100

  let items = []
  let dropped = 0
  let waiting = false

  function send() {
    if (dropped > 0) items.push({ dropped })
    const detail = stringify(items)
    items = []
    dropped = 0
    dispatchEvent.call(document, new CustomEvent('deskjs:tell', { detail }))
  }

  // The first thing is told at once, what follows in the same moment together.
  function tell(item) {
    if (items.length >= maxItems) {
      dropped++
      return
    }
    items.push(item)
    if (waiting) return
    waiting = true
    send()
    setTimeout(() => {
      waiting = false
      if (items.length > 0) send()
    }, 16)
  }

  const nameOf = (object) => {
    try {
      const { constructor } = Object.getPrototypeOf(object) ?? {}
      return typeof constructor === 'function' ? constructor.name : ''
    } catch {
      return ''
    }
  }
  const isName = (text) => /^[A-Za-z_$][\w$]*$/.test(text)
  const quoted = (text) => "'" + text.replace(/[\\'\n\r\t]/g, (c) => ({ '\\': '\\\\', "'": "\\'", '\n': '\\n', '\r': '\\r', '\t': '\\t' })[c]) + "'"

  // An inspector appends parts, each a style and text, as Node's util.inspect would write them.
  function inspector() {
    const parts = []
    const above = []
    let length = 0
    const add = (style, text) => {
      if (length > maxText) return
      length += text.length
      parts.push([style, length > maxText ? text.slice(0, 1000) + '…' : text])
    }

    function primitive(value) {
      switch (typeof value) {
        case 'string': return add('string', quoted(value))
        case 'number': return add('number', Object.is(value, -0) ? '-0' : String(value))
        case 'bigint': return add('number', value + 'n')
        case 'boolean': return add('number', String(value))
        case 'symbol': return add('symbol', value.toString())
        case 'undefined': return add('undefined', 'undefined')
        default: return add('strong', 'null')
      }
    }

    function list(open, close, entries, more) {
      if (entries.length === 0 && more === 0) return add('', open.trimEnd() + close.trimStart())
      const breaks = entries.length > 6 || above.length > maxDepth
      const indent = '  '.repeat(above.length)
      add('', open)
      entries.forEach((entry, i) => {
        add('', (i > 0 ? ',' : '') + (breaks ? '\n' + indent : ' '))
        entry()
      })
      if (more > 0) add('', ', … ' + more + ' more')
      add('', (breaks ? '\n' + indent.slice(2) : ' ') + close)
    }

    function properties(object, keys) {
      return keys.map((key) => () => {
        add('', typeof key === 'symbol' ? '[' + key.toString() + ']: ' : (isName(key) ? key : quoted(key)) + ': ')
        const descriptor = Object.getOwnPropertyDescriptor(object, key)
        if (descriptor === undefined || 'value' in descriptor) value(descriptor?.value)
        else add('special', descriptor.get ? (descriptor.set ? '[Getter/Setter]' : '[Getter]') : '[Setter]')
      })
    }

    function error(thrown) {
      add('error', String(thrown.stack && /^\w*Error/.test(thrown.stack) ? thrown.stack.split('\n    at ')[0] : thrown.name + ': ' + thrown.message))
      add('stack', String(thrown.stack ?? ''))
      if (thrown.cause !== undefined) {
        add('', ' { [cause]: ')
        value(thrown.cause)
        add('', ' }')
      }
    }

    function object(it) {
      const name = nameOf(it)
      if (it instanceof Error) return error(it)
      if (it instanceof Date) return add('date', Number.isNaN(it.getTime()) ? 'Invalid Date' : it.toISOString())
      if (it instanceof RegExp) return add('regexp', String(it))
      if (typeof it === 'function') {
        const isClass = /^class\b/.test(Function.prototype.toString.call(it))
        return add('special', isClass ? '[class ' + (it.name || '(anonymous)') + ']' : '[Function' + (it.name ? ': ' + it.name : ' (anonymous)') + ']')
      }
      if (it instanceof Node) {
        if (!(it instanceof Element)) return add('special', it === document ? '#document' : it.nodeName + ' ' + quoted(String(it.nodeValue ?? '').slice(0, 100)))
        return add('special', it.cloneNode(false).outerHTML.replace(/<\/[^>]*>$/, '').slice(0, 300))
      }
      if (above.length > maxDepth) return add('special', Array.isArray(it) ? '[Array]' : '[' + (name || 'Object') + ']')
      above.push(it)
      try {
        if (Array.isArray(it) || (ArrayBuffer.isView(it) && !(it instanceof DataView))) {
          const shown = Array.prototype.slice.call(it, 0, maxEntries)
          const open = Array.isArray(it) && name === 'Array' ? '[' : name + '(' + it.length + ') ['
          list(open, ']', Array.from(shown, (entry, i) => () => i in it ? value(entry) : add('undefined', '<empty>')), Math.max(0, it.length - maxEntries))
        } else if (it instanceof Map) {
          const entries = [...it].slice(0, maxEntries).map(([key, entry]) => () => {
            value(key)
            add('', ' => ')
            value(entry)
          })
          list('Map(' + it.size + ') {', '}', entries, Math.max(0, it.size - maxEntries))
        } else if (it instanceof Set) {
          list('Set(' + it.size + ') {', '}', [...it].slice(0, maxEntries).map((entry) => () => value(entry)), Math.max(0, it.size - maxEntries))
        } else {
          const keys = Reflect.ownKeys(it).filter((key) => Object.prototype.propertyIsEnumerable.call(it, key))
          const tag = toString.call(it).slice(8, -1)
          const title = Object.getPrototypeOf(it) === null ? '[Object: null prototype] ' : name !== 'Object' ? (name || tag) + ' ' : ''
          list(title + (it instanceof Promise ? '{ <promise>' : '{'), '}', properties(it, keys.slice(0, maxEntries)), Math.max(0, keys.length - maxEntries))
        }
      } finally {
        above.pop()
      }
    }

    function value(it) {
      if (length > maxText) return
      if ((typeof it !== 'object' && typeof it !== 'function') || it === null) return primitive(it)
      if (above.includes(it)) return add('special', '[Circular]')
      try {
        object(it)
      } catch {
        add('special', '[what can’t be inspected]')
      }
    }

    // What a call logs: a format and what it takes, and all else with blanks between.
    function call(args) {
      let next = 0
      if (typeof args[0] === 'string') {
        next = 1
        for (const piece of args[0].split(/(%[sdifjoOc%])/)) {
          if (piece === '%%') add('', args.length > 1 ? '%' : '%%')
          else if (!/^%[sdifjoOc]$/.test(piece) || next >= args.length) add('', piece)
          else {
            const arg = args[next++]
            if (piece === '%c') continue
            if (piece === '%s') add('', typeof arg === 'object' && arg !== null ? nameOf(arg) || 'Object' : String(arg))
            else if (piece === '%d' || piece === '%i' || piece === '%f') add('number', String(piece === '%i' ? parseInt(arg) : Number(arg)))
            else if (piece === '%j') add('', stringify(arg) ?? 'undefined')
            else value(arg)
          }
        }
      }
      for (let i = next; i < args.length; i++) {
        if (i > 0) add('', ' ')
        if (typeof args[i] === 'string') add('', args[i])
        else value(args[i])
      }
      return parts
    }
    return { call, value, parts }
  }

  // The stack of whoever calls the console: without the lines of what is here.
  const stackOf = () => {
    const lines = String(new Error().stack).split('\n')
    const own = lines.findLastIndex((line) => line.includes('deskjs-console'))
    return lines.slice(Math.max(own, 0) + 1, own + 20).join('\n')
  }

  let indent = ''
  const counts = new Map()
  const timers = new Map()
  const report = (level, args) => {
    const parts = inspector().call(args)
    if (indent !== '') parts.unshift(['', indent])
    tell({ console: { level, parts, stack: stackOf() } })
  }
  const took = (label) => timers.has(label) ? label + ': ' + (performance.now() - timers.get(label)).toFixed(3) + ' ms' : 'No such label: ' + label

  const told = {
    log: (args) => report('log', args),
    info: (args) => report('info', args),
    warn: (args) => report('warn', args),
    error: (args) => report('error', args),
    debug: (args) => report('debug', args),
    trace: (args) => report('trace', args.length > 0 ? ['Trace: ', ...args] : ['Trace']),
    dir: (args) => report('log', args.slice(0, 1)),
    table: (args) => report('log', args.slice(0, 1)),
    assert: ([held, ...args]) => held || report('error', ['Assertion failed', ...args]),
    group(args) {
      if (args.length > 0) report('log', args)
      indent += '  '
    },
    groupCollapsed: (args) => told.group(args),
    groupEnd: () => { indent = indent.slice(2) },
    count([label = 'default']) {
      counts.set(label, (counts.get(label) ?? 0) + 1)
      report('log', [label + ': ' + counts.get(label)])
    },
    time: ([label = 'default']) => timers.set(label, performance.now()),
    timeLog: ([label = 'default', ...args]) => report('log', [took(label), ...args]),
    timeEnd([label = 'default']) {
      report('log', [took(label)])
      timers.delete(label)
    },
  }
  for (const name of Object.keys(told)) {
    const original = console[name]
    console[name] = {
      [name](...args) {
        try {
          told[name](args)
        } catch {
          // What can't be told is in the inspector's console all the same.
        }
        return Reflect.apply(original, console, args)
      },
    }[name]
  }

  const seen = new WeakSet()
  function failed(thrown, fallback, stack, rejection) {
    if (typeof thrown === 'object' && thrown !== null) {
      if (seen.has(thrown)) return
      seen.add(thrown)
    }
    let text = fallback
    if (thrown instanceof Error) {
      text = thrown.name + ': ' + thrown.message
      stack = thrown.stack || stack
    } else if (thrown !== undefined && thrown !== null) {
      const { value, parts } = inspector()
      value(thrown)
      text = parts.map(([, part]) => part).join('')
    }
    tell({ error: { text: String(text), stack: String(stack || ''), rejection } })
  }
  addEventListener('error', (event) => {
    if (event.target !== window && event.target !== globalThis) return
    failed(event.error, event.message, '@' + event.filename + ':' + event.lineno + ':' + event.colno, false)
  })
  addEventListener('unhandledrejection', (event) => {
    // The page's own listeners, which come later, may say that it is handled.
    setTimeout(() => event.defaultPrevented || failed(event.reason, 'undefined', '', true))
  })
})()
//# sourceURL=deskjs-console.js
