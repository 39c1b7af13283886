// deskjs only: Node has workers to fork.
const cluster = require('cluster')

console.log(cluster.isPrimary, cluster.isMaster, cluster.isWorker, cluster.workers)
for (const attempt of [() => cluster.fork(), () => cluster.setupPrimary({ exec: 'x.js' })]) {
  try {
    attempt()
  } catch (error) {
    console.log(error.code, error.message)
  }
}
cluster.disconnect(() => console.log('disconnected'))
