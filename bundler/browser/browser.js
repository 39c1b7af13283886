// The page's way to its host when an ordinary browser shows it: what a window's isolated world has, over one WebSocket. The
// server puts relay.js and overlay.js behind it, each in a function that gives them what they find in a window.
const deskjs = (() => {
  'use strict'
  const { WebSocket, sessionStorage, location, history } = globalThis
  const key = 'deskjs:token'
  // The address that was opened has the token; from then on the tab has it, for as long as it is open.
  const given = /^#deskjs=([0-9a-f]{32})$/.exec(location.hash)
  document.currentScript.remove() // the app's page is as it is in a window
  const top = window.top === window
  if (given && top) {
    sessionStorage.setItem(key, given[1])
    history.replaceState(history.state, '', location.pathname + location.search)
  }
  const token = top ? sessionStorage.getItem(key) : null

  const world = { __proto__: globalThis } // what the relay and the overlay leave for each other, out of the page's reach
  const waiting = new Map() // number of a message -> what settles its promise
  let last = 0
  let socket = null
  let ready // the promise of the open connection

  const problem = (text, hint) => world.__deskjs?.problem([{ severity: 'error', text, hint }])

  const orders = {
    __proto__: null,
    session: (fresh) => sessionStorage.setItem(key, fresh),
    reload: () => location.reload(),
    hot: (update) => world.__deskjs?.hot(update),
    styles: (paths) => world.__deskjs?.styles(paths),
    notice: (notice) => world.__deskjs?.notice(notice),
    problem: (messages) => world.__deskjs?.problem(messages),
    pageProblem: (messages) => world.__deskjs?.problem(messages, true),
    clearProblem: () => world.__deskjs?.clearProblem(),
  }

  // A message of the server is "NUMBER TEXT", the answer to the page's message with that number, or "! ORDER JSON".
  function take({ data }) {
    const space = data.indexOf(' ')
    if (data.startsWith('! ')) {
      const end = data.indexOf(' ', 2)
      return orders[data.slice(2, end)]?.(JSON.parse(data.slice(end + 1)))
    }
    const number = Number(data.slice(0, space))
    const settle = waiting.get(number)
    waiting.delete(number)
    settle?.resolve(data.slice(space + 1))
  }

  function connect() {
    return new Promise((resolve, reject) => {
      if (token === null) {
        problem('This page has no access to the app.', 'Open the address that "deskjs dev" has printed in the terminal.')
        return reject(new Error('there is no token'))
      }
      let opened = false
      socket = new WebSocket('ws://' + location.host + '/.deskjs/bridge', ['deskjs', 'token.' + token])
      socket.onmessage = take
      socket.onopen = () => {
        opened = true
        resolve(socket)
      }
      socket.onclose = () => {
        for (const { reject } of waiting.values()) reject(new Error('the connection is closed'))
        waiting.clear()
        reject(new Error('the connection is closed'))
        if (opened) problem('"deskjs dev" has ended, or closed the connection.', 'Start it again, and open the address that it prints.')
        else problem('"deskjs dev" does not let this page in.', 'Open the address that it has printed in the terminal, the one of this run.')
      }
    })
  }

  const webkit = {
    messageHandlers: {
      deskjs: {
        postMessage(text) {
          ready = ready || Promise.resolve().then(connect)
          return ready.then((socket) => new Promise((resolve, reject) => {
            if (socket.readyState !== 1) return reject(new Error('the connection is closed'))
            const number = ++last
            waiting.set(number, { resolve, reject })
            socket.send(number + ' ' + text)
          }))
        },
      },
    },
  }
  return { world, webkit, location: { origin: 'app://localhost' } }
})()
