// A page of middling size, the same for an app and for its peers.
const list = document.querySelector('#list')
for (let i = 1; i <= 120; i++) {
	const item = document.createElement('li')
	item.innerHTML = `<b>Note ${i}</b><br><small>what was thought of at ${i % 24}:00, and written down</small>`
	list.append(item)
}
