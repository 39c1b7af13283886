// Empty input ends at once, without 'data'.
const { stdin } = process
for (const name of ['data', 'end', 'close']) stdin.on(name, () => console.log(name))
