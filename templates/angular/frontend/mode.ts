// What Angular's own command line would put in: it runs in a page, and compiles there. Comes before all of Angular.
Object.assign(globalThis, { ngServerMode: false, ngJitMode: true })

export {}
