// In which order the items of a template stand: they say it by `before`, `after`, `beforeGroupContaining` and `afterGroupContaining`, as in
// Electron. A group is what stands between separators.

const isPlainSeparator = (item) => item.type === 'separator' &&
  !item.before && !item.after && !item.beforeGroupContaining && !item.afterGroupContaining

function split(items) {
  const groups = [[]]
  for (const item of items) {
    if (!isPlainSeparator(item)) groups.at(-1).push(item)
    else if (groups.at(-1).length > 0) groups.push([])
  }
  if (groups.at(-1).length === 0) groups.pop()
  return groups
}

const groupWith = (groups, id, except) => groups.findIndex((group) => group !== except && group.some((item) => item.id === id))

// One group that names an item of another becomes part of that. Whether there was one.
function mergeOne(groups) {
  for (const [at, group] of groups.entries()) {
    for (const item of group) {
      for (const id of [...(item.before ?? []), ...(item.after ?? [])]) {
        const target = groupWith(groups, id, group)
        if (target === -1) continue
        groups[target].push(...group)
        groups.splice(at, 1)
        return true
      }
    }
  }
  return false
}

// The numbers 0 to count - 1, each after those that must stand ahead of it. Circles are left at the place where they close.
function sorted(count, ahead) {
  const result = []
  const seen = new Set()
  const visit = (number) => {
    if (seen.has(number)) return
    seen.add(number)
    for (const other of ahead.get(number) ?? []) visit(other)
    result.push(number)
  }
  for (let number = 0; number < count; number++) visit(number)
  return result
}

function add(ahead, number, other) {
  if (!ahead.has(number)) ahead.set(number, [])
  ahead.get(number).push(other)
}

function sortGroup(group) {
  const byId = new Map(group.map((item, at) => [item.id, at]))
  const ahead = new Map()
  for (const [at, item] of group.entries()) {
    for (const id of item.before ?? []) if (byId.has(id)) add(ahead, byId.get(id), at)
    for (const id of item.after ?? []) if (byId.has(id)) add(ahead, at, byId.get(id))
  }
  return sorted(group.length, ahead).map((at) => group[at])
}

// The first item of a group that names a group that is there decides.
function placeGroup(groups, at, ahead) {
  for (const item of groups[at]) {
    for (const id of item.beforeGroupContaining ?? []) {
      const to = groupWith(groups, id, groups[at])
      if (to !== -1) return add(ahead, to, at)
    }
    for (const id of item.afterGroupContaining ?? []) {
      const to = groupWith(groups, id, groups[at])
      if (to !== -1) return add(ahead, at, to)
    }
  }
}

/** The items of a template in their order, groups with a separator between them. */
function order(items) {
  const separators = items.filter(isPlainSeparator)
  let groups = split(items)
  while (mergeOne(groups));
  groups = groups.map(sortGroup)
  const ahead = new Map()
  for (const at of groups.keys()) placeGroup(groups, at, ahead)
  return sorted(groups.length, ahead).flatMap((at, index) => {
    return index === 0 ? groups[at] : [separators.shift() ?? { type: 'separator' }, ...groups[at]]
  })
}

/** Leaves out separators that separate nothing. */
function withoutExtraSeparators(items) {
  const kept = (item) => item.visible === false || item.type !== 'separator'
  return items
    .filter((item, at, all) => kept(item) || at === 0 || all[at - 1].type !== 'separator')
    .filter((item, at, all) => kept(item) || (at !== 0 && at !== all.length - 1))
}

module.exports = { order, withoutExtraSeparators }
