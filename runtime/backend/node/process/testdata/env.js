// process.env: strings only, live, enumerable.
const { env } = process
env.DESKJS_TEST = 5
console.log(env.DESKJS_TEST, typeof env.DESKJS_TEST, 'DESKJS_TEST' in env, Object.keys(env).includes('DESKJS_TEST'))
env.DESKJS_TEST = undefined
console.log(env.DESKJS_TEST, env.DESKJS_NOTHING, 'DESKJS_NOTHING' in env)
console.log(delete env.DESKJS_TEST, env.DESKJS_TEST, delete env.DESKJS_NOTHING, env.hasOwnProperty('PATH'))
console.log({ ...env }.PATH === env.PATH, JSON.parse(JSON.stringify(env)).PATH === env.PATH)
try {
  env.DESKJS_TEST = Symbol('x')
} catch (error) {
  console.log(error.name, error.message)
}
