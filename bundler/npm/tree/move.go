package tree

import (
	"path"
	"regexp"
	"slices"
	"strings"
)

// setParent puts the node into another's node_modules; nil takes it out of its tree.
func (n *node) setParent(parent *node) {
	if parent == nil {
		if n.parent != nil {
			n.setRoot(nil)
		}
		return
	}
	if parent.isLink {
		parent = parent.to
	}
	if n == parent || n.parent == parent {
		return
	}
	changed := path.Join(parent.path, "node_modules", n.name)
	if n.parent != nil {
		n.parent.children.delete(n.name)
		n.parent = nil
	}
	if n.fsParent != nil {
		n.fsParent.fsChildren = without(n.fsParent.fsChildren, n)
		n.fsParent = nil
	}
	if changed != n.path {
		n.changePath(changed)
	}
	n.setRoot(parent.root)
}

// setRoot puts the node, and what lies in it, into another tree at its path; nil makes it a tree of its own. Where its path leads decides on
// its parent. Whatever was at its place goes.
func (n *node) setRoot(root *node) {
	for root != nil && root.root != root {
		root = root.root
	}
	if root == nil {
		root = n
	}
	n.delist()
	if n.path == "" || root.realpath == "" || root.path == "" {
		n.root = root
		return
	}
	n.root = n
	for _, link := range slices.Clone(n.linksIn) {
		link.to = nil
	}
	n.linksIn = nil
	target := n.target()
	if n.isLink {
		if target != nil {
			target.linksIn = without(target.linksIn, n)
			if target.root == n {
				target.delist()
			}
		}
		n.to = nil
	}
	if n.parent != nil && n.parent.root != root {
		n.parent.children.delete(n.name)
		n.parent = nil
	}
	if n.fsParent != nil && n.fsParent.root != root {
		n.fsParent.fsChildren = without(n.fsParent.fsChildren, n)
		n.fsParent = nil
	}
	if root == n {
		n.refreshLocation()
	} else {
		n.enter(root)
	}
	for _, e := range slices.Clone(n.edgesIn) {
		if e.from != nil && e.from.root != root {
			e.reload(false)
		}
	}
	for _, e := range n.edgesOut.all() {
		if e.to == nil || e.to.root != root {
			e.reload(false)
		}
	}
	n.bringFamily(root)
	if n.isLink && target != nil && n.to == nil && root != n {
		target.setRoot(root)
	}
}

// enter is the part of setRoot that finds the node's place in the tree.
func (n *node) enter(root *node) {
	if current := root.inventory.get(relative(root.realpath, n.path)); current != nil {
		current.setRoot(nil)
	}
	n.root = root
	n.refreshLocation()
	for at := path.Dir(n.path); ; at = path.Dir(at) {
		location := relative(root.realpath, at)
		if parent := root.inventory.get(location); parent != nil && !parent.isLink && at != n.path {
			n.adopt(parent, location)
			break
		}
		if at == path.Dir(at) {
			break
		}
	}
	if n.parent == nil {
		root.tops = with(root.tops, n)
	} else {
		root.tops = without(root.tops, n)
	}
	n.adoptTops(root)
	for _, other := range slices.Clone(root.inventory.real[n.realpath]) {
		if other == n || !root.inventory.has(other) {
			continue
		}
		if n.isLink {
			to := other.target()
			n.to, n.pkg = to, to.pkg
			to.linksIn = with(to.linksIn, n)
			if n.parent != nil {
				n.parent.reloadNamed(strings.ToLower(n.name), n.parent.location)
			}
			break
		}
		if other.isLink {
			other.to, other.pkg = n, n.pkg
			n.linksIn = with(n.linksIn, other)
			if other.parent != nil {
				other.parent.reloadNamed(strings.ToLower(other.name), other.parent.location)
			}
		}
	}
}

// adopt makes parent, the next node above it, the node's parent, or its fsParent where it does not lie in that one's node_modules.
func (n *node) adopt(parent *node, location string) {
	if location != "" {
		location += "/"
	}
	if n.location != location+"node_modules/"+n.name {
		parent.fsChildren = with(parent.fsChildren, n)
		n.fsParent = parent
		return
	}
	if old := parent.children.get(n.name); old != nil && old != n {
		old.setRoot(nil)
	}
	if n.parent != nil {
		n.parent.children.delete(n.name)
		n.parent.reloadNamed(strings.ToLower(n.name), n.parent.location)
	}
	parent.children.set(n.name, n)
	n.parent = parent
	if !n.isLink {
		parent.reloadNamed(strings.ToLower(n.name), parent.location)
	}
}

// adoptTops makes the node the parent of those that were in the tree before it.
func (n *node) adoptTops(root *node) {
	below := "node_modules/"
	if n.location != "" {
		below = n.location + "/" + below
	}
	for _, child := range slices.Clone(root.tops) {
		dir := path.Dir(child.path)
		isChild := child.location == below+child.name
		isFsChild := strings.HasPrefix(dir+"/", n.path+"/") && child != n && child.parent == nil &&
			(child.fsParent == nil || child.fsParent == n || strings.HasPrefix(path.Dir(n.path)+"/", child.fsParent.path+"/"))
		if !isChild && !isFsChild {
			continue
		}
		if n.isLink {
			child.setRoot(nil)
			continue
		}
		if child.fsParent != nil {
			child.fsParent.fsChildren = without(child.fsParent.fsChildren, child)
		}
		child.fsParent = nil
		if isChild {
			n.children.set(child.name, child)
			child.parent = n
			root.tops = without(root.tops, child)
		} else {
			n.fsChildren = with(n.fsChildren, child)
			child.fsParent = n
		}
	}
}

// bringFamily takes along what lies in the node.
func (n *node) bringFamily(root *node) {
	var family []*node
	family = append(family, n.fsChildren...)
	for _, child := range n.childNodes() {
		family = with(family, child)
	}
	for _, other := range n.inventory.all() {
		if other != n {
			family = with(family, other)
		}
	}
	for _, child := range family {
		if child.root != root {
			child.delist()
			child.parent = nil
			n.children.delete(child.name)
			child.fsParent = nil
			n.fsChildren = without(n.fsChildren, child)
			for _, link := range child.linksIn {
				link.to = nil
			}
			child.linksIn = nil
		}
	}
	for _, child := range family {
		if child.root != root {
			child.setRoot(root)
		}
	}
}

// delist takes the node out of its root's inventory, which it must be in only under its own path.
func (n *node) delist() {
	if n.root.realpath == "" || n.path == "" {
		return
	}
	n.root.inventory.delete(n)
	n.root.tops = without(n.root.tops, n)
}

func (n *node) refreshLocation() {
	n.location = relative(n.root.realpath, n.path)
	n.root.inventory.add(n)
}

var inModules = regexp.MustCompile(`(?:^|/)node_modules/(@[^/]+/[^/]+|[^/]+)$`)

// changePath gives the node, and what lies in it, another path.
func (n *node) changePath(to string) {
	n.delist()
	old := n.path
	n.path = to
	if m := inModules.FindStringSubmatch(to); m != nil {
		n.name = m[1]
	}
	if !n.isLink {
		n.realpath = to
		for _, link := range n.linksIn {
			link.delist()
			link.realpath = to
			link.refreshLocation()
		}
	}
	for _, child := range n.fsChildren {
		child.changePath(path.Join(to, relative(old, child.path)))
	}
	for _, child := range n.childNodes() {
		child.changePath(path.Join(to, "node_modules", child.name))
	}
	n.refreshLocation()
}

// reloadNamed looks again what a name means to the node and all in it; from is where the change was.
func (n *node) reloadNamed(key, from string) {
	if e := n.edgesOut.getKey(key); e != nil {
		if e.to != nil && e.to.location == from+"/node_modules/"+e.name || n.resolveKey(key) != e.to {
			e.reload(true)
		}
	}
	if !n.isLink {
		for _, key2 := range slices.Clone(n.children.keys) {
			if child := n.children.getKey(key2); child != nil {
				child.reloadNamed(key, from)
			}
		}
	}
	for _, child := range slices.Clone(n.fsChildren) {
		child.reloadNamed(key, from)
	}
}

// setTarget makes a link lead to another node.
func (n *node) setTarget(target *node) {
	current := n.to
	if target == current {
		return
	}
	if target == nil {
		current.linksIn = without(current.linksIn, n)
		n.to = nil
		return
	}
	if n.path == "" {
		if target.path != "" {
			n.realpath = target.path
		} else {
			target.path, target.realpath = n.realpath, n.realpath
		}
		target.setRoot(n.root)
		n.to = target
		target.linksIn = with(target.linksIn, n)
		n.setPackage(target.pkg)
		return
	}
	n.delist()
	n.setPackage(target.pkg)
	n.realpath = target.path
	n.refreshLocation()
	target.setRoot(n.root)
}

// replace puts the node at the place of another, whose children it takes over.
func (n *node) replace(old *node) {
	n.delist()
	if old.parent != nil && old.parent.children.get(n.name) == old {
		n.path = path.Join(old.parent.path, "node_modules", n.name)
	} else {
		n.path, n.name = old.path, old.name
	}
	if !n.isLink {
		n.realpath = n.path
	}
	n.refreshLocation()
	if !n.isLink {
		for _, child := range old.childNodes() {
			child.setParent(n)
		}
		if old.isLink && old.to != nil {
			old.to.setRoot(nil)
		}
	}
	if !old.isRoot() {
		n.setRoot(old.root)
	}
}
