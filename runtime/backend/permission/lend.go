package permission

// Lend grants a file, or a folder with all that is in it, for the rest of the process's life: the user has chosen it in a dialog. What is
// denied stays denied. The file may not be there yet.
func Lend(path string) {
	g := current.Load()
	if g == nil || g.free {
		return
	}
	rules := literalRules(path)
	if g.isOwn(rules[0].base) {
		return
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	var lent []rule
	if before := g.lent.Load(); before != nil {
		lent = append(lent, *before...)
	}
	lent = append(lent, rules...)
	g.lent.Store(&lent)
}

// isLent reports whether the user has chosen the file with that key, or a folder that it is in.
func (g *Guard) isLent(key string) bool {
	lent := g.lent.Load()
	if lent == nil {
		return false
	}
	for i := range *lent {
		if (*lent)[i].grants(key) {
			return true
		}
	}
	return false
}
